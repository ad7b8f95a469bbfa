"""When an article was published: statements, tree and capture in, a dating out.

Origins are asked in the order of trust below; a value that is broken, or lies
outside what is possible, leaves the word to the next. What a page says about its last
change is never taken for its publication: neither ``dateModified`` nor a sitemap's
``lastmod`` is read here.

An origin that states a day alone is refined by a later one that states an instant of
that same day: a page that prints only "20 March" and a feed that says 20 March,
08:15 agree, so the instant is kept, with the origin that gave it. Midnight to the
second is what programs write where they know the day alone, so it counts as a day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lxml import etree
from lxml.html import HtmlElement

from transforms.articles.linked_data import strings
from transforms.articles.statements import Statements
from transforms.articles.trees import text_of
from transforms.articles.vicinity import is_aside, near_headline
from transforms.instants import Moment, parse_moment
from transforms.records import Capture, DateOrigin, DatePrecision, Source

FIRST_YEAR = 1990
"""No news page is older; earlier days are programs' zeros and typing errors."""

AHEAD_MAX = timedelta(days=2)
"""Past the capture: zones differ by 26 hours, and clocks are wrong by more."""

SAME_INSTANT = timedelta(seconds=60)

_NO_ZONE = frozenset({"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "Etc/Zulu"})

_META_NAMES = (
    *("article:published_time", "og:article:published_time", "article:published"),
    *("og:published_time", "article.published", "datepublished", "published_at"),
    *("parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime"),
    *("cxenseparse:publishtime", "publish-date", "publishdate", "publish_date"),
    *("publication_date", "published", "pubdate", "dc.date.issued", "dc.date"),
    *("dcterms.created", "dcterms.issued", "dcterms.date", "dc.date.created"),
    *("article.created", "datecreated", "prism.publicationdate", "citation_date"),
    *("citation_publication_date", "rnews:datepublished", "date", "displaydate"),
    *("originalpublicationdate", "eprints.datestamp", "date_published", "article_date"),
)
_CHANGED = re.compile(
    r"updat|modif|chang|aktualis|actualis|aggiorn|edited|review|©|copyright|\bstand\b"
    r"|обновл|оновл",
    re.IGNORECASE,
)
_TIME_TAGS = (
    "//time[@pubdate or @itemprop='datePublished']",
    "(//article//h1)[1]/following::time[@datetime][position() <= 2]",
    "(//h1)[1]/following::time[@datetime][position() <= 2]",
    "//article//time[@datetime]",
    "//main//time[@datetime]",
    "//time[@datetime]",
)
_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d{2})([/_.-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)"
)
_MACHINE_READABLE = "//abbr[@class='published' or @itemprop='datePublished']/@title"
_HAS_YEAR = re.compile(r"(?:19|20)\d{2}|\d{1,2}\.\s?\d{1,2}\.\s?\d{2}\b")
_ELEMENTS_MAX = 40
_HOLDERS = 6
"""Ancestors asked for their names: a teaser is rarely built of more elements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """As in ``Article``: ``published_at`` only with precision ``second``."""

    published_at: datetime | None
    published_on: date | None
    precision: DatePrecision
    origin: DateOrigin


UNDATED = Dating(
    published_at=None, published_on=None, precision="unknown", origin="none"
)


def read(
    tree: HtmlElement,
    statements: Statements,
    title: str | None,
    capture: Capture,
    source: Source,
) -> Dating:
    """The publication date with its origin; ``UNDATED`` where none is possible."""
    zone = zone_of(source)
    stated = [
        (_dating(origin, moment, zone), moment)
        for origin, moment in _moments(tree, statements, title, capture, source)
    ]
    datings = [
        dating for dating, _ in stated if _is_possible(dating, capture.fetched_at)
    ]
    if not datings:
        return UNDATED
    chosen = next((d for d in datings if _refines(d, datings[0])), datings[0])
    return chosen if zone is not UTC else _on_local_day(chosen, stated)


def zone_of(source: Source) -> tzinfo:
    """The source's zone; ``datetime.UTC`` itself where it has none of its own."""
    if source.timezone in _NO_ZONE:
        return UTC
    try:
        return ZoneInfo(source.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _moments(
    tree: HtmlElement,
    statements: Statements,
    title: str | None,
    capture: Capture,
    source: Source,
) -> Iterator[tuple[DateOrigin, Moment]]:
    for text in _stated_in_linked_data(statements):
        yield from _parsed("json-ld", text)
    for text in statements.all_meta(*_META_NAMES):
        yield from _parsed("meta", text)
    for text in statements.microdata.get("datepublished", ()):
        yield from _parsed("meta", text)
    for text in _stated_in_time_tags(tree):
        yield from _parsed("time-tag", text)
    yield from _hinted(capture, source)
    for text in _days_in(capture.final_url):
        yield from _parsed("url", text)
    for text in _printed(tree, title):
        yield from _parsed("text", text)


def _stated_in_linked_data(statements: Statements) -> Iterator[str]:
    linked = statements.linked
    for node in (linked.article, linked.page):
        for key in ("datePublished", "uploadDate", "dateCreated"):
            yield from strings(node.get(key))


def _stated_in_time_tags(tree: HtmlElement) -> Iterator[str]:
    """``datetime`` values near the title first; none that tells of a change."""
    for path in _TIME_TAGS:
        for element in tree.xpath(path)[:_ELEMENTS_MAX]:
            if not _is_about_something_else(element):
                yield element.get("datetime") or text_of(element)


def _printed(tree: HtmlElement, title: str | None) -> Iterator[str]:
    """Dates in words beside the headline, but for those of a change."""
    yield from map(str, tree.xpath(_MACHINE_READABLE))
    for printed in near_headline(tree, title):
        if not _HAS_YEAR.search(printed.text) or _CHANGED.search(printed.text):
            continue
        if not _is_about_something_else(printed.element):
            yield printed.text


def _is_about_something_else(element: etree._Element) -> bool:
    """A change, a comment or another article, by the names of what holds it."""
    holders = (element, *islice(element.iterancestors(), _HOLDERS))
    names = (
        *(element.get("class"), element.get("itemprop"), element.get("id")),
        *_lead_in(element),
    )
    is_change = any(name and _CHANGED.search(name) for name in names)
    return is_change or any(map(is_aside, holders))


def _lead_in(element: etree._Element) -> Iterator[str | None]:
    """The words right before an element: ``Updated: <time>``."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        yield from (before.text, before.tail, before.get("class"))
    elif parent is not None:
        yield parent.text


def _hinted(capture: Capture, source: Source) -> Iterator[tuple[DateOrigin, Moment]]:
    """What the listing says that led here."""
    link = capture.link
    if link is None or link.published_at is None:
        return
    kinds = {listing.url: listing.kind for listing in source.listings}
    is_sitemap = kinds.get(link.listing_url, link.listing_url).find("sitemap") >= 0
    at = link.published_at.astimezone(UTC)
    moment = Moment(on=at.date(), at=at, has_time=True, has_zone=True)
    yield "sitemap" if is_sitemap else "feed", moment


def _days_in(url: str) -> Iterator[str]:
    """Days in an address, as ISO dates: ``/2024/03/20/``, ``-20240320``."""
    for year, mark, month, day in _URL_DAY.findall(url):
        if mark or len(month + day) == 4:
            yield f"{year}-{month:0>2}-{day:0>2}"


def _parsed(origin: DateOrigin, text: str) -> Iterator[tuple[DateOrigin, Moment]]:
    moment = parse_moment(text)
    if moment is not None:
        yield origin, moment


def _dating(origin: DateOrigin, moment: Moment, zone: tzinfo) -> Dating:
    """A moment as a dating: a time without a zone is the publisher's own."""
    at = moment.at
    if at is not None and not moment.has_zone:
        at = at.replace(tzinfo=zone).astimezone(UTC)
    if at is None or _is_midnight(at, moment.on, zone):
        return Dating(
            published_at=None, published_on=moment.on, precision="day", origin=origin
        )
    return Dating(
        published_at=at,
        published_on=moment.on if zone is UTC else at.astimezone(zone).date(),
        precision="second",
        origin=origin,
    )


def _is_midnight(at: datetime, on: date, zone: tzinfo) -> bool:
    """Whether ``at`` begins the day that it was written as, in UTC or ``zone``."""
    starts = (datetime.combine(on, time(), z).astimezone(UTC) for z in (UTC, zone))
    return at in starts


def _is_possible(dating: Dating, fetched_at: datetime) -> bool:
    on = dating.published_on
    if on is None or on.year < FIRST_YEAR:
        return False
    if dating.published_at is not None:
        return dating.published_at <= fetched_at + AHEAD_MAX
    return on <= (fetched_at + AHEAD_MAX).date()


def _refines(dating: Dating, first: Dating) -> bool:
    """Whether ``dating`` tells the instant of the day that is trusted most."""
    return dating.precision == "second" and dating.published_on == first.published_on


def _on_local_day(chosen: Dating, stated: list[tuple[Dating, Moment]]) -> Dating:
    """The day as the page writes it, where the publisher's zone is not known.

    A page that gives 01:49 UTC on the 9th in one place gives the evening of the 8th
    with an offset in another, or files itself under the 8th in its address.
    """
    at = chosen.published_at
    if at is None:
        return chosen
    for dating, moment in stated:
        other = dating.published_at
        is_same = other is not None and abs(other - at) <= SAME_INSTANT
        is_shown = dating.origin in ("url", "text") and _is_somewhere(at, moment.on)
        if is_shown or (is_same and moment.on != at.date()):
            return replace(chosen, published_on=moment.on)
    return chosen


def _is_somewhere(at: datetime, day: date) -> bool:
    """Whether it is ``day`` at ``at`` anywhere from Honolulu to Auckland."""
    return (at - timedelta(hours=10)).date() <= day <= (at + timedelta(hours=13)).date()
