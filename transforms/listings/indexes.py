"""Which sitemaps of an index to fetch: all that may name pages of some days.

An index as read arrives; the children worth a request leave, the likeliest first.
Indexes hold up to 50,000 sitemaps (https://www.sitemaps.org/protocol.html#index),
most of them years old.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import unquote

from transforms.listings.reading import Child, Reading
from transforms.months import fold, month_number
from transforms.url_parts import parse_url

CHILDREN_MAX = 50

_DAY = timedelta(days=1)
_YEARS = range(1990, 2101)
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
# Between the numbers of ?yyyy=2024&mm=03&dd=20 and year-2024-month-3.
_LABELS = frozenset(("m", "mm", "mon", "month", "d", "dd", "day"))
# Sitemaps of fronts, by the names that publishing software gives them:
# category-sitemap.xml, sitemap-tags-2.xml, post_tag-sitemap.xml.
_FRONTS = re.compile(
    r"(?:^|[-_./])(?:category|categories|post_tag|tags?|authors?|topics?|sections?)"
    r"[-_]?(?:sitemap)?[-_]?\d{0,4}\.(?:xml|txt)(?:\.gz)?$|"
    r"sitemap[-_](?:category|categories|tags?|authors?|topics?|sections?)(?![a-z])",
    re.IGNORECASE,
)
_SAME_MOMENT = timedelta(days=1)
_ADDRESS_CHARS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Period:
    """Whole days, both included."""

    first: date
    last: date


def children_for(
    reading: Reading,
    since: datetime,
    until: datetime,
    *,
    most: int = CHILDREN_MAX,
) -> tuple[Child, ...]:
    """The children that may list pages of the time from ``since`` to ``until``.

    For what is new, ``until`` is now. A month or day in a child's address decides,
    else its lastmod. First come those of the window, newest first; then those that
    changed after it, the nearest first; last those that tell nothing. Sitemaps of
    tags, categories and authors never come.

    Where every period named in the index is over before ``since``, the latest one is
    taken all the same: the current one need not have a name of its own yet.
    """
    children = [each for each in reading.children if not _FRONTS.search(each.url)]
    periods = _periods(children)
    newest = max((each.last for each in periods.values()), default=None)
    is_dated = _tells_changes(children)
    window = _Period(
        first=_utc_day(since) - _DAY,
        last=_utc_day(until) + _DAY,
    )
    if newest is not None and newest < window.first:
        window = _Period(first=newest, last=window.last)
    ranked = []
    for child in children:
        rank = _rank(child, periods.get(child.url), window, is_dated)
        if rank is not None:
            ranked.append((rank, child))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(child for _, child in ranked[:most])


def _rank(
    child: Child, period: _Period | None, window: _Period, is_dated: bool
) -> tuple[int, float] | None:
    """Which group, and the place in it; None for a child not worth a request."""
    modified = child.modified_at
    changed_on = _utc_day(modified) if modified else None
    if (
        period is not None
        and period.first <= window.last
        and window.first <= period.last
    ):
        newest = modified.timestamp() if modified else _midnight(period.last)
        return 0, -newest
    if modified is None or changed_on is None:
        return None if period is not None else (2, 0.0)
    if period is not None and (not is_dated or period.first > window.last):
        return None
    if changed_on < window.first:
        return None
    if changed_on <= window.last:
        return 0, -modified.timestamp()
    # Pages of the window may still be in it, unless a name says otherwise.
    return None if period is not None else (1, modified.timestamp())


def _tells_changes(children: Iterable[Child]) -> bool:
    """Whether lastmods differ: some indexes write the moment of asking everywhere."""
    told = [each.modified_at for each in children if each.modified_at]
    return len(told) < 4 or max(told) - min(told) > _SAME_MOMENT


def _periods(children: Iterable[Child]) -> dict[str, _Period]:
    """The days that addresses name, by address."""
    written = {each.url: _tokens(each.url) for each in children}
    siblings = _Siblings(written.values())
    found = {url: _period(tokens, siblings) for url, tokens in written.items()}
    return {url: period for url, period in found.items() if period is not None}


def _tokens(url: str) -> tuple[str, ...]:
    """Numbers and words of the path and query, without the labels of months, days."""
    parts = parse_url(url)
    text = "" if parts is None else fold(unquote(f"{parts.path}?{parts.query or ''}"))
    tokens = _TOKEN.findall(text[:_ADDRESS_CHARS])
    return tuple(token for token in tokens if token not in _LABELS)


class _Siblings:
    """Numbers that stand in the same place of addresses that differ in numbers only.

    A number is a year or a month only where its siblings' may be one as well:
    sitemap-2012.xml beside sitemap-2300.xml is the two-thousand-and-twelfth.
    """

    def __init__(self, written: Iterable[tuple[str, ...]]) -> None:
        self._not_years: set[tuple[object, ...]] = set()
        self._not_months: set[tuple[object, ...]] = set()
        self._not_days: set[tuple[object, ...]] = set()
        for tokens in written:
            shape = _shape(tokens)
            for place, token in enumerate(tokens):
                if not token.isdecimal():
                    continue
                if not _is_year(token):
                    self._not_years.add((shape, place))
                if place and not _is_month(token):
                    self._not_months.add((shape, place, tokens[place - 1]))
                if place and len(token) != 2 and len(tokens[place - 1]) == 2:
                    self._not_days.add((shape, place, tokens[place - 1]))

    def have_years(self, tokens: tuple[str, ...], place: int) -> bool:
        return (_shape(tokens), place) not in self._not_years

    def have_months(self, tokens: tuple[str, ...], place: int) -> bool:
        """Beside the same year: 2024-13 does not unmake the 3 of 2023-3."""
        return (_shape(tokens), place, tokens[place - 1]) not in self._not_months

    def have_days(self, tokens: tuple[str, ...], place: int) -> bool:
        """2024-03-1 is a part of March, and then so is 2024-03-10."""
        if place >= len(tokens) or len(tokens[place]) > 2:
            return False
        return (_shape(tokens), place, tokens[place - 1]) not in self._not_days


def _period(tokens: tuple[str, ...], siblings: _Siblings) -> _Period | None:
    """From the first to the last day named: an address may name both ends."""
    periods = [
        period
        for place in range(len(tokens))
        if (period := _period_at(tokens, place, siblings)) is not None
    ]
    if not periods:
        return None
    return _Period(
        first=min(each.first for each in periods),
        last=max(each.last for each in periods),
    )


def _period_at(
    tokens: tuple[str, ...], place: int, siblings: _Siblings
) -> _Period | None:
    token = tokens[place]
    if token.isdecimal() and len(token) in (6, 8):
        return _days(token[:4], token[4:6], token[6:])
    if not _is_year(token):
        return None
    before, after = tokens[:place][-2:], tokens[place + 1 : place + 3]
    if after and (month_number(after[0]) or _is_month(after[0])):
        day = after[1] if siblings.have_days(tokens, place + 2) else ""
        named = _days(token, after[0], day) or _days(token, after[0], "")
        if named and siblings.have_months(tokens, place + 1):
            return named
    elif before and (month_number(before[-1]) or _is_padded_month(before[-1])):
        day = before[0] if len(before) > 1 and len(before[0]) == 2 else ""
        return _days(token, before[-1], day) or _days(token, before[-1], "")
    return _days(token, "", "") if siblings.have_years(tokens, place) else None


def _days(year: str, month: str, day: str) -> _Period | None:
    """A year, a month or a day as a period; None where there is none such."""
    number = month_number(month) or (int(month) if month.isdecimal() else 0)
    if not _is_year(year) or (month and not 1 <= number <= 12):
        return None
    if not month:
        return _Period(first=date(int(year), 1, 1), last=date(int(year), 12, 31))
    length = monthrange(int(year), number)[1]
    if not day:
        return _Period(
            first=date(int(year), number, 1), last=date(int(year), number, length)
        )
    if not day.isdecimal() or not 1 <= int(day) <= length:
        return None
    on = date(int(year), number, int(day))
    return _Period(first=on, last=on)


def _shape(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("" if token.isdecimal() else token for token in tokens)


def _is_year(token: str) -> bool:
    return len(token) == 4 and token.isdecimal() and int(token) in _YEARS


def _is_month(token: str) -> bool:
    return token.isdecimal() and len(token) <= 2 and 1 <= int(token) <= 12


def _is_padded_month(token: str) -> bool:
    return len(token) == 2 and _is_month(token)


def _utc_day(at: datetime) -> date:
    return at.astimezone(UTC).date()


def _midnight(on: date) -> float:
    return datetime.combine(on, time(), UTC).timestamp()
