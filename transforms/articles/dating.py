"""When an article was published: statements, tree and capture in, a dating out.

Origins are asked in the order of trust of ``_moments``; a value that is broken, or
lies outside what is possible, leaves the word to the next. What a page says about its
last change is not taken for its publication, neither ``dateModified`` nor a sitemap's
``lastmod``, but for one case: a page that prints a single day, and that of a change
("Stand: 20.03.2024"), is dated by it rather than by nothing.

An origin that states a day alone is refined by a later one that states an instant of
that same day: a page that prints only "20 March" and a feed that says 20 March,
08:15 agree, so the instant is kept, with the origin that gave it. Midnight to the
second is what programs write where they know the day alone, so it counts as a day.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import chain
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lxml import etree

from transforms.articles import dates, far_dates
from transforms.articles.statements import Statements
from transforms.instants import Moment, parse_moment
from transforms.records import Capture, DateOrigin, DatePrecision, Source

FIRST_YEAR = 1990
"""No news page is older; earlier days are programs' zeros and typing errors."""

AHEAD_MAX = timedelta(days=2)
"""Past the capture: zones differ by 26 hours, and clocks are wrong by more."""

SAME_INSTANT = timedelta(seconds=60)
OFFSET_MAX = timedelta(hours=14)
_PRINTED = frozenset({"selector", "time-tag", "text"})
_HALF_HOUR = timedelta(minutes=30)

_NO_ZONE = frozenset({"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Zulu", "Etc/Zulu"})


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

_Stated = tuple[Dating, Moment]


def read(
    tree: etree._Element,
    statements: Statements,
    title: str | None,
    capture: Capture,
    source: Source,
    selected: Sequence[str] = (),
) -> Dating:
    """The publication date with its origin; ``UNDATED`` where none is possible.

    ``selected`` are the dates that the source file's selector finds: asked first.
    """
    zone = zone_of(source)
    page = dates.Page(
        tree=tree,
        statements=statements,
        title=title,
        url=capture.final_url,
        is_day_first=dates.is_day_first(tree, statements, source),
    )
    possible: list[_Stated] = []
    for origin, moment in _moments(page, capture, source, selected):
        dating = _dating(origin, moment, zone)
        if not _is_possible(dating, capture.fetched_at):
            continue
        possible.append((dating, moment))
        # With its zone known, an instant leaves nothing to ask.
        if zone is not UTC and _refines(dating, possible[0][0]):
            return dating
    return _chosen(possible, zone) if possible else UNDATED


def zone_of(source: Source) -> tzinfo:
    """The source's zone; ``datetime.UTC`` itself where it has none of its own."""
    if source.timezone in _NO_ZONE:
        return UTC
    try:
        return ZoneInfo(source.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def _moments(
    page: dates.Page, capture: Capture, source: Source, selected: Sequence[str]
) -> Iterator[tuple[DateOrigin, Moment]]:
    is_dated = False
    chosen: Iterable[tuple[DateOrigin, Iterable[str]]] = [("selector", selected)]
    for origin, texts in chain(chosen, dates.stated(page)):
        if origin == "url":
            for hint in _hinted(capture, source):
                is_dated = True
                yield hint
        for text in texts:
            # Programs write 04/03 in their own order, people in that of their country.
            order = page.is_day_first if origin in _PRINTED else None
            moment = parse_moment(text, order)
            if moment is not None:
                is_dated = True
                yield origin, moment
    if not is_dated:
        for text in far_dates.last_resorts(page):
            moment = parse_moment(text, page.is_day_first)
            if moment is not None:
                yield "text", moment


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


def _chosen(possible: list[_Stated], zone: tzinfo) -> Dating:
    first = possible[0]
    chosen = next((each for each in possible if _refines(each[0], first[0])), first)
    return chosen[0] if zone is not UTC else _on_local_day(chosen, possible)


def _on_local_day(chosen: _Stated, possible: list[_Stated]) -> Dating:
    """The day as the page writes it, where the publisher's zone is not known.

    A page that gives 01:49 UTC on the 9th in one place gives the evening of the 8th
    with an offset in another, without one in a third, or files itself under the 8th
    in its address.
    """
    dating, moment = chosen
    at = dating.published_at
    if at is None or not moment.has_zone:
        return dating
    # The clock on the page, its address, a second statement, the day on the page. An
    # offset that moves the day ("18T23:30-05:00") is as good as an address.
    printed = [stated for other, stated in possible if other.origin == "text"][:1]
    filed = [stated for other, stated in possible if other.origin == "url"]
    days = (
        *(stated.on for stated in printed if _is_same(stated, at)),
        *(stated.on for stated in filed if moment.on == at.date()),
        *(stated.on for _, stated in possible if _is_moved(stated, at)),
        *(stated.on for stated in printed if not stated.has_time),
    )
    day = next((on for on in days if _is_somewhere(at, on)), dating.published_on)
    return replace(dating, published_on=day)


def _is_moved(stated: Moment, at: datetime) -> bool:
    """Whether the same instant was written as one of another day."""
    return stated.on != at.date() and _is_same(stated, at)


def _is_same(stated: Moment, at: datetime) -> bool:
    if stated.at is None:
        return False
    if stated.has_zone:
        return abs(stated.at - at) <= SAME_INSTANT
    return _is_local(stated.at, at)


def _is_local(written: datetime, at: datetime) -> bool:
    """Whether a clock somewhere shows the time ``written`` without a zone at ``at``."""
    offset = abs(written - at)
    rest = offset % _HALF_HOUR
    return offset <= OFFSET_MAX and min(rest, _HALF_HOUR - rest) <= SAME_INSTANT


def _is_somewhere(at: datetime, day: date) -> bool:
    """Whether it is ``day`` at ``at`` anywhere from Honolulu to Auckland."""
    return (at - timedelta(hours=10)).date() <= day <= (at + timedelta(hours=13)).date()
