"""From a seed to everything that is ever published: reports, updates and copies."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from urllib.parse import quote

from tests.newsworld.articles import Article, CopyKind, Version
from tests.newsworld.publishers import Publisher
from tests.newsworld.text import Story, revised, write, write_author
from transforms.records import Block

UPDATED_EVERY = 4
"""Every how-many-th article is updated five hours on, every second of those twice."""

FIRST_COPY = 500
"""Number of a publisher's first copy; its own reports count from 1."""


def write_history(
    seed: int, publishers: Sequence[Publisher], days: Sequence[datetime], per_day: int
) -> tuple[Article, ...]:
    """All articles of the given days, in no order that matters.

    Each publisher draws from its own generator: another publisher more leaves the
    others' reports as they were. Copies are of articles that are never updated, so
    that whoever reads both at any time reads the same words.
    """
    articles: list[Article] = []
    for publisher in publishers:
        own_per_day = per_day - per_day // 2 if publisher.is_syndicating else per_day
        articles += _reports(seed, publisher, days, own_per_day)
    originals = tuple(each for each in articles if len(each.versions) == 1)
    for publisher in publishers:
        if publisher.is_syndicating:
            pool = _readable(publisher, publishers, originals)
            articles += _copies(seed, publisher, pool, days, per_day // 2)
    return tuple(articles)


def file_report(
    publisher: Publisher,
    number: int,
    authors: tuple[str, ...],
    versions: tuple[Version, ...],
) -> Article:
    """An article at the address that this publisher would give it."""
    return Article(
        article_id=f"{publisher.slug}-{number}",
        publisher=publisher.slug,
        number=number,
        path=_path(publisher, number, versions[0]),
        authors=authors,
        versions=versions,
    )


def file_copy(
    publisher: Publisher,
    number: int,
    origin: Article,
    published_at: datetime,
    *,
    credit: str | None,
    names_origin: bool,
) -> Article:
    """``origin``'s first words again; with a ``credit`` its town and name go before."""
    told = origin.versions[0]
    blocks = told.blocks
    kind: CopyKind = "exact"
    if credit is not None:
        place = told.facts.get("place", "Agencies").upper()
        lead = f"{place} ({credit}) – {blocks[0].text}"
        kind, blocks = "prefixed", (Block(kind="lead", text=lead), *blocks[1:])
    version = replace(told, published_at=published_at, blocks=blocks)
    return replace(
        file_report(publisher, number, origin.authors, (version,)),
        copy_of=origin.article_id,
        copy_kind=kind,
        names_origin=names_origin,
    )


def as_version(published_at: datetime, story: Story) -> Version:
    """What a page says from ``published_at`` on if it tells ``story``."""
    return Version(
        published_at=published_at,
        title=story.title,
        blocks=story.blocks,
        facts=story.facts,
    )


def _reports(
    seed: int, publisher: Publisher, days: Sequence[datetime], per_day: int
) -> Iterator[Article]:
    generator = Random(f"{seed}/{publisher.slug}")
    for number, published_at in enumerate(_instants(generator, days, per_day), 1):
        published_on = published_at.astimezone(publisher.zone).date()
        story = write(generator, publisher.language, published_on)
        authors = (write_author(generator, publisher.language),)
        versions = [as_version(published_at, story)]
        for hours in _update_hours(number):
            story = revised(generator, story)
            versions.append(as_version(published_at + timedelta(hours=hours), story))
        yield file_report(publisher, number, authors, tuple(versions))


def _instants(
    generator: Random, days: Sequence[datetime], per_day: int
) -> Iterator[datetime]:
    """``per_day`` instants a day, one in each equal part of it."""
    for day in days:
        for part in range(per_day):
            hours = (part + generator.random()) * 24 / per_day
            yield (day + timedelta(hours=hours)).replace(microsecond=0)


def _update_hours(number: int) -> tuple[int, ...]:
    if number % UPDATED_EVERY:
        return ()
    return (5,) if number % (2 * UPDATED_EVERY) else (5, 11)


def _readable(
    publisher: Publisher, publishers: Sequence[Publisher], originals: Sequence[Article]
) -> tuple[tuple[Article, str], ...]:
    """What ``publisher`` can take over, each with the name of whom it is from."""
    names = {
        each.slug: each.name
        for each in publishers
        if each.language == publisher.language and not each.is_syndicating
    }
    return tuple(
        (each, names[each.publisher]) for each in originals if each.publisher in names
    )


def _copies(
    seed: int,
    publisher: Publisher,
    pool: Sequence[tuple[Article, str]],
    days: Sequence[datetime],
    per_day: int,
) -> Iterator[Article]:
    """Copies of ``per_day`` articles of each day, some minutes after the original."""
    generator = Random(f"{seed}/{publisher.slug}/copies")
    position = 0
    for day in days:
        todays = [each for each in pool if each[0].published_at.date() == day.date()]
        for origin, name in generator.sample(todays, min(per_day, len(todays))):
            yield file_copy(
                publisher,
                FIRST_COPY + position,
                origin,
                origin.published_at + timedelta(minutes=generator.randint(5, 300)),
                credit=name if position % 2 else None,
                names_origin=position % 4 in (1, 2),
            )
            position += 1


def _path(publisher: Publisher, number: int, version: Version) -> str:
    day = version.published_at.astimezone(publisher.zone)
    slug = _slugify(version.title)
    if publisher.paths == "dated":
        return f"/{day:%Y/%m/%d}/{slug}-{number}"
    if publisher.paths == "cyrillic":
        return f"/{quote('новини')}/{day:%Y/%m}/{number}.html"
    return f"/news/{1000 + number}-{slug}"


def _slugify(title: str) -> str:
    ascii_title = unicodedata.normalize("NFKD", title).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", ascii_title.decode().lower()).strip("-")[:60]
