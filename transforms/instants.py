"""Written dates to instants, for listings, sitemaps and pages.

One date as somebody wrote it arrives (RFC 822 and 2822 with their usual mistakes,
ISO 8601 and RFC 3339, asctime, or words in some twenty languages); a ``Moment``
leaves, or None where no possible date is written. No zone means UTC. Nothing is
repaired: a 31 February is no date.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from transforms.months import fold, month_number

_LONGEST_DATE_CHARS = 200
# A calendar before 1583 is another calendar, and year 1 is a program's zero.
_FIRST_YEAR, _LAST_YEAR = 1583, 9998


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a written date states."""

    on: date
    """The day as written, in the writer's zone."""
    at: datetime | None
    """The instant in UTC; None where no time of day is written."""
    has_time: bool
    has_zone: bool
    """False where UTC was assumed for ``at``."""


def parse_instant(text: str) -> datetime | None:
    """The instant in UTC; midnight UTC where only a day is written.

    >>> parse_instant("Wed, 20 Mar 24 10:15 EST").isoformat()
    '2024-03-20T15:15:00+00:00'
    """
    moment = parse_moment(text)
    if moment is None:
        return None
    return moment.at or datetime.combine(moment.on, time(), UTC)


def parse_moment(text: str, is_day_first: bool | None = None) -> Moment | None:
    """The day, and the instant where one is stated; None for no possible date.

    Numbers with slashes are read only where they allow one reading (``20/03/2024``,
    not ``04/03/2024``), unless the writer is known to put the day, or the month,
    first. Digits alone are a day (8), a time to the second (14), or a
    Unix time in seconds (10) or milliseconds (13).
    """
    text = text.strip()[:_LONGEST_DATE_CHARS]
    iso = _ISO.match(text)
    # 2024-03-20 9:15 and 2024-03-20 09:15 PM are no ISO: the words' reader has them.
    if iso and not _UNREAD_TIME.match(text, iso.end()):
        return _moment(
            _day(iso["y"], iso["m"], iso["d"]), _clock(iso), _zone(text[iso.end() :])
        )
    if text.isascii() and text.isdigit():
        return _from_digits(text)
    return _from_words(fold(text), is_day_first)


# 2024-03-20T10:15:00.5, 2024-03-20 10:15, 20240320T101500, 2024-03-20
_ISO = re.compile(
    r"(?P<y>\d{4})(?P<dash>[-/.]?)(?P<m>\d{2})(?P=dash)(?P<d>\d{2})(?!\d)"
    r"(?:\s{0,3}[T_,]?\s{0,3}(?P<H>\d{2})(?P<colon>:?)(?P<M>\d{2})"
    r"(?:(?P=colon)(?P<S>\d{2})(?:[.,:]\d{1,9})?)?(?!\d))?",
    re.IGNORECASE,
)
_UNREAD_TIME = re.compile(
    r"\s{0,3}(?:[T,|]?\s{0,3}\d{1,2}:\d\d|[ap]\.?m\b)", re.IGNORECASE
)
_TIME = re.compile(
    r"(?<![\d:+-])(?P<H>\d{1,2})(?:(?:[:h]|(?<=\s\d)\.|(?<=\s\d\d)\.)(?P<M>\d{2})"
    r"(?:[:.m](?P<S>\d{2})(?:[.,]\d{1,9})?)?(?![\d.])\s{0,2}(?P<half>[ap]\.?m\b\.?)?"
    r"|\s{0,2}(?P<half_alone>[ap]\.?m\b\.?))"
)
_NUMERIC_ZONE = re.compile(
    r"(?:(?:gmt|utc|ut|z)\s{0,2})?(?P<sign>[+-])(?P<h>\d{1,2})(?::?(?P<m>\d{2}))?(?!\d)"
)
_ZONE_NAME = re.compile(r"[a-z]{1,5}(?![a-z])")
_DAY_MONTH_YEAR = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|e|o|º|ª)?[\s.,/-]{0,3}(?:(?:de|of|del)\s)?"
    r"(?P<word>[^\W\d_]{2,20})[\s.,/'-]{0,4}(?:(?:de|del|of)\s)?(?P<y>\d{4}|\d{2})(?![\d:])"
)
_MONTH_DAY_YEAR = re.compile(
    r"(?P<word>[^\W\d_]{3,20})[\s.]{1,3}(?P<d>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:[\s,]{1,3}|\s(?=\d\d?:))(?P<clock>\d\d?:\d\d(?::\d\d)?\s(?:[a-z]{1,5}\s)?)?"
    r"(?P<y>\d{4})(?!\d)"
)
_YEAR_MONTH_DAY = re.compile(
    r"(?<!\d)(?P<y>\d{4})\s?[-/.年년]\s?(?P<m>\d{1,2})\s?[-/.月월]\s?(?P<d>\d{1,2})(?!\d)"
)
_DOTTED = re.compile(
    r"(?<![\d.])(?P<a>\d{1,2})(?P<mark>[./-])\s?(?P<b>\d{1,2})(?P=mark)\s?(?P<y>\d{4}|\d{2})(?!\d)"
)


def _from_digits(digits: str) -> Moment | None:
    if len(digits) == 14:
        return parse_moment(f"{digits[:8]}T{digits[8:]}")
    if len(digits) in (10, 13) and digits[0] == "1":
        at = datetime.fromtimestamp(int(digits[:10]), UTC)
        return Moment(on=at.date(), at=at, has_time=True, has_zone=True)
    return None


def _from_words(text: str, is_day_first: bool | None) -> Moment | None:
    found = _named_month(text) or _numbered(text, is_day_first)
    if found is None:
        return None
    on, rest = found
    clock = _TIME.search(rest)
    zone = _zone(rest[clock.end() :]) if clock else None
    return _moment(on, _clock(clock) if clock else None, zone)


def _named_month(text: str) -> tuple[date | None, str] | None:
    """The day, and the text without it, in which the time is looked for."""
    for pattern in (_DAY_MONTH_YEAR, _MONTH_DAY_YEAR):
        for found in pattern.finditer(text):
            month = month_number(found["word"])
            if month is not None:
                on = _day(found["y"], str(month), found["d"])
                kept = found.groupdict().get("clock") or ""
                return on, f"{text[: found.start()]} {kept} {text[found.end() :]}"
    return None


def _numbered(text: str, is_day_first: bool | None) -> tuple[date | None, str] | None:
    found = _YEAR_MONTH_DAY.search(text)
    if found:
        on = _day(found["y"], found["m"], found["d"])
    else:
        found = _DOTTED.search(text)
        if not found:
            return None
        is_day_first = True if found["mark"] == "." else is_day_first
        on = _day(found["y"], *_in_order(found["a"], found["b"], is_day_first))
    return on, f"{text[: found.start()]} {text[found.end() :]}"


def _in_order(first: str, second: str, is_day_first: bool | None) -> tuple[str, str]:
    """Month and day; ("0", "0"), which is no date, where both readings are possible."""
    if int(first) > 12 or first == second:
        return second, first
    if int(second) > 12:
        return first, second
    if is_day_first is None:
        return "0", "0"
    return (second, first) if is_day_first else (first, second)


def _day(year: str, month: str, day: str) -> date | None:
    full_year = int(year)
    if len(year) == 2:
        full_year += (
            2000 if full_year < 69 else 1900
        )  # RFC 2822 4.3, with POSIX's pivot
    if not _FIRST_YEAR <= full_year <= _LAST_YEAR:
        return None
    try:
        return date(full_year, int(month), int(day))
    except ValueError:
        return None


def _clock(found: "re.Match[str]") -> timedelta | None:
    """Time since midnight; None where none is written, negative where impossible."""
    parts = found.groupdict()
    if parts["H"] is None:
        return None
    hour, minute, second = (int(parts[key] or 0) for key in "HMS")
    half = parts.get("half") or parts.get("half_alone")
    if half:
        if not 1 <= hour <= 12:
            return timedelta(-1)
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    is_end_of_day = (hour, minute, second) == (24, 0, 0)  # ISO 8601:2004 4.2.3
    if minute > 59 or second > 60 or (hour > 23 and not is_end_of_day):
        return timedelta(-1)
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


def _zone(rest: str) -> timezone | None:
    """The zone at the start of what follows the time; None where none is known."""
    rest = rest.strip(" \t\n()[],.").lower()[:40]
    numeric = _NUMERIC_ZONE.match(rest)
    if numeric:
        offset = timedelta(hours=int(numeric["h"]), minutes=int(numeric["m"] or 0))
        if offset > timedelta(hours=14):
            return None
        return timezone(offset if numeric["sign"] == "+" else -offset)
    named = _ZONE_NAME.match(rest)
    for hours, names in _ZONE_NAMES.items():
        if named and named[0] in names.split():
            return timezone(timedelta(hours=hours))
    return None


def _moment(
    on: date | None, clock: timedelta | None, zone: timezone | None
) -> Moment | None:
    if on is None or (clock is not None and clock < timedelta(0)):
        return None
    at = None
    if clock is not None:
        at = (datetime.combine(on, time(), zone or UTC) + clock).astimezone(UTC)
    return Moment(on=on, at=at, has_time=at is not None, has_zone=zone is not None)


# Hours east of UTC. RFC 822 section 5.1, and names that news sites write; where a
# name has several meanings, the zone of more people (IST: India, CST: America).
_ZONE_NAMES: dict[float, str] = {
    -10: "hst",
    -9: "akst",
    -8: "pst akdt",
    -7: "mst pdt",
    -6: "cst mdt",
    -5: "est cdt",
    -4: "edt ast clt",
    -3.5: "nst",
    -3: "adt brt art",
    -2.5: "ndt",
    0: "z ut utc gmt wet",
    1: "bst west cet met mez wat",
    2: "cest mest mesz eet cat sast",
    3: "eest eat msk trt",
    4: "gst",
    5: "pkt",
    5.5: "ist",
    5.75: "npt",
    7: "wib ict",
    8: "sgt hkt pht awst",
    9: "jst kst",
    9.5: "acst",
    10: "aest",
    10.5: "acdt",
    11: "aedt",
    12: "nzst",
    13: "nzdt",
}
