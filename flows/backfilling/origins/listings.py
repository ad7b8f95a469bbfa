"""Dated listing pages: the address of each day, by the source file's template."""

from collections.abc import Iterator

from flows.backfilling.fields import Field, Lead
from flows.looks import Look
from transforms.listings.templates import template_urls
from transforms.listings.trails import Trail
from transforms.records import Listing, Source


def problem(source: Source) -> str | None:
    """Only who writes down a template has dated listings."""
    if any(each.url_template for each in source.listings):
        return None
    return "no listing of the source file has a url_template"


def find(field: Field) -> Iterator[Lead]:
    """The pages of each day's listing, all its pages.

    A page that tells no date is of the day whose listing has it, if the address names
    a day. A failed page of one day is counted and leaves the others.
    """
    for listing in field.source.listings:
        if listing.url_template is None:
            continue
        for day in sorted(field.days):
            (url,) = template_urls(listing.url_template, [day])
            on = day if "{day" in listing.url_template else None
            for look in _pages(field, listing, url):
                for link in look.reading.links:
                    yield Lead(link=link, on=None if link.published_at else on)


def _pages(field: Field, listing: Listing, url: str) -> Iterator[Look]:
    trail, look = Trail(), field.walk.attempt(listing, url)
    while look is not None:
        yield look
        trail = trail.after(look.url, look.reading)
        further = trail.next_url
        look = field.walk.attempt(listing, further, may_end=True) if further else None
