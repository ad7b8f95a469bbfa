"""Days and periods counted from another day: "two days ago", "a year earlier"."""

from transforms.facts.timex.calendar import (
    Granule,
    Period,
    period_of,
    shifted,
    shifted_period,
)
from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.durations import duration_value
from transforms.facts.timex.readings import (
    Anchor,
    Reading,
    of_period,
    of_value,
)
from transforms.facts.timex.units import GRANULES

_COUNT_MAX = 100_000
_NEAR, _FAR = 1, 6
"""Sentences back within which a period and a day still serve as anchors."""
_COUNT = r"(?P<count>[123456ac])"


def _deictic(found: Candidate) -> Reading | None:
    offset, published_on = found.number("day"), found.published_on
    if offset is None:
        return None
    if found.has("shift"):
        offset += (found.number("count") or 1) * (
            1 if found.letters("shift") == "f" else -1
        )
        if found.has("unit") and found.value("unit") != "day":
            return None
    if published_on is None:
        return of_value("DATE", "XXXX-XX-XX", "deictic")
    return of_period(
        period_of("day", published_on).moved(offset), "deictic", "publication"
    )


def _counted(found: Candidate) -> Reading | None:
    """ "two days ago", "a year earlier", "three weeks later", "in two months"."""
    name, letter = found.value("unit"), found.letters("shift")
    count = 1 if found.has("article") else found.number("count")
    if not isinstance(name, str) or count is None or not 0 < count < _COUNT_MAX:
        return None
    if name not in GRANULES or found.published_on is None:
        return None
    granule, size = GRANULES[name]
    steps = count * size * (-1 if letter in "ge" else 1)
    if letter == "g":
        return _shift_from_publication(found, granule, steps)
    if letter in "ef" and _has_complement(found):
        return None
    return _shift_from_text(found, granule, steps)


def _counted_parts(found: Candidate) -> Reading | None:
    """ "two weeks and two days ago", "2 years 1 month 21 days later"."""
    past = found.letters("shift") in "ge"
    anchor = None if found.letters("shift") == "g" else found.discourse.anchor_day(_FAR)
    day = anchor or found.published_on
    for number in ("", "_b", "_c"):
        name, count = found.value(f"unit{number}"), found.number(f"count{number}")
        if not found.has(f"unit{number}"):
            continue
        if name not in GRANULES or count is None or day is None:
            return None
        granule, size = GRANULES[str(name)]
        day = shifted(day, granule, min(count, _COUNT_MAX) * size * (-1 if past else 1))
    if day is None or _has_complement(found):
        return None
    source: Anchor = "text" if anchor else "publication"
    return of_period(period_of("day", day), "counted", source)


def _has_complement(found: Candidate) -> bool:
    """ "two days after the vote" is a length, "two days later" is a day."""
    word = found.tokens.words[found.match.end() - 1]
    code = found.after()[0]
    return word in ("before", "after") and code not in ("", ".", ",", ")", "-", "&")


def _shift_from_publication(
    found: Candidate, granule: Granule, steps: int
) -> Reading | None:
    day = found.published_on
    if day is None:
        return None
    quarter = found.discourse.quarter
    if granule == "year" and steps == -1 and quarter:
        return _unfocused(of_period(quarter.moved(-4), "ago", "text"))
    target = shifted(day, granule, steps)
    if target is None:
        return None
    if granule == "week":
        granule = "day"
    if granule in ("decade", "century"):
        granule = "year"
    return of_period(period_of(granule, target), "ago", "publication")


def _shift_from_text(found: Candidate, granule: Granule, steps: int) -> Reading | None:
    if granule in ("day", "week"):
        anchor = found.discourse.anchor_day(_reach(found, steps))
        base = anchor or found.published_on
        target = shifted(base, granule, steps) if base else None
        if target is None:
            return None
        source: Anchor = "text" if anchor else "publication"
        return of_period(period_of("day", target), "counted", source)
    focus = found.discourse.anchor_period(_FAR if steps > 0 else _NEAR)
    quarter = found.discourse.quarter
    if granule == "year" and quarter and (focus is None or focus.granule != "month"):
        return _unfocused(of_period(quarter.moved(4 * steps), "counted", "text"))
    if focus is not None and granule == "year" and focus.granule != "day":
        moved = shifted_period(focus, granule, steps)
        return _unfocused(of_period(moved, "counted", "text")) if moved else None
    day = focus.begins_on() if focus else found.published_on
    target = shifted(day, granule, steps) if day else None
    if target is None:
        return None
    if granule in ("decade", "century"):
        granule = "year"
    return of_period(
        period_of(granule, target), "counted", "text" if focus else "publication"
    )


def _reach(found: Candidate, steps: int) -> int:
    """Sentences back within which the anchor lies: none for "did so two days earlier".

    At the head of a sentence the phrase takes up the story; "later" always does.
    """
    if found.match.start() == 0:
        return 2 * _FAR
    return _FAR if steps > 0 else 0


def _unfocused(reading: Reading) -> Reading:
    """The comparison year of results leaves the quarter told of in focus."""
    return reading._replace(period=None)


def _in_time(found: Candidate) -> Reading | None:
    """ "in two weeks' time", "three days from now", and "in two weeks" of plans."""
    name, count = found.value("unit"), found.number("count")
    if not isinstance(name, str) or count is None:
        return None
    if found.has("sure") and name not in GRANULES:
        value = duration_value(name, count)
        return of_value("DURATION", value, "duration") if value else None
    if name not in GRANULES:
        return None
    published_on = found.published_on
    if published_on is None or count >= _COUNT_MAX:
        return None
    if not found.has("sure") and not (
        found.before()[1] == "in" and found.direction() > 0
    ):
        return None
    granule, size = GRANULES[name]
    target = shifted(published_on, granule, count * size)
    if target is None:
        return None
    granule = "day" if granule == "week" else granule
    if granule in ("decade", "century"):
        granule = "year"
    return of_period(period_of(granule, target), "counted", "publication")


def _earlier_period(found: Candidate) -> Reading | None:
    """ "the year-earlier quarter", "a year-ago period"."""
    published_on = found.published_on
    if published_on is None or found.value("unit") != "year":
        return None
    focus = found.discourse.quarter
    if focus is None:
        last = period_of("quarter", published_on).index - 1
        focus = Period(granule="quarter", index=last)
    return _unfocused(of_period(focus.moved(-4), "counted", "text"))


RULES = (
    Rule(
        pattern=r"t?(?:(?P<count>[12ac])(?=U))?(?P<unit>[uU])(?P<shift>[ef])(?P<day>R)",
        build=_deictic,
    ),
    Rule(pattern=r"(?P<day>R)", build=_deictic),
    Rule(pattern=r"(?P<article>t)(?P<unit>u)(?P<shift>[ef])(?![lnR])", build=_counted),
    Rule(
        pattern=_COUNT + r"(?P<unit>[uU]),?&?(?P<count_b>[123ca])(?P<unit_b>[uU])"
        r"(?:,?&?(?P<count_c>[123ca])(?P<unit_c>[uU]))?(?P<shift>[gef])",
        build=_counted_parts,
    ),
    Rule(
        pattern=_COUNT + r"-?(?P<unit>[uU])'?-?(?P<shift>[gef])(?!-u)", build=_counted
    ),
    Rule(pattern=_COUNT + r"(?P<unit>[uU])(?P<sure>r[X])", build=_in_time),
    Rule(pattern=_COUNT + r"(?P<unit>[uU])(?P<sure>')", build=_in_time),
    Rule(pattern=r"(?<=O)" + _COUNT + r"(?P<unit>[uU])(?![-'efg])", build=_in_time),
    Rule(pattern=r"[ta]?(?P<unit>u)-[eg](?P<what>u)?", build=_earlier_period),
)
