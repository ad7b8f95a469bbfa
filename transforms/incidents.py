"""Which events of different articles are the same happening: the rule, pure.

Tellings of events arrive, pairs that tell of one incident leave. The rule parts in
doubt: two tellings are one only if nothing they say differs and enough of it agrees.
Place and day weigh most, then the story, then who took part.

Measured on ECB+ by ``tests/benchmarks/incidents.py``: all 771 pairs of originals that
share an incident are of one story, and .32 of the pairs of one story share one. Of 85
such pairs read one by one, 82 tell one happening.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import starmap
from uuid import UUID

from transforms.incident_sides import (
    are_specific,
    are_telling,
    common,
    no_common,
    uncounted,
)

_HARM = frozenset({"killing", "wounding"})
"""What an attack of any mode may do; its victims are not what was attacked."""
_ANY_ATTACK = _HARM | {"armed-attack"}
"""Words that name attacks of every mode: the attack was a bombing."""
_RETOLD = frozenset(["ASSAULT", "PROTEST", "earthquake", "flood", "storm", "wildfire"])
"""Kinds that an article comes back to without place and day: "the attack"."""
WINDOW_DAYS = 30
"""Tellings printed further apart are not compared: the cost of a batch stays flat."""
_ENOUGH = 4
_PLACE, _DAY, _STORY, _NAMES = 2, 2, 2, 1
_UNDATED_DAYS = 2
"""How far apart two tellings without a day may be printed."""
_SINGULAR_DAYS = 5
_SINGULAR_TEXT = """
    earthquake flood storm wildfire landslide eruption accident epidemic drought crime
    election launch rate-decision"""
_SINGULAR = frozenset(_SINGULAR_TEXT.split())
"""Kinds of which a story tells one, as a rule."""
_LEAD = 700
"""Characters of an article in which it says what it is about."""
_RECENT_DAYS = 7
"""How long ago what is told without a day happened, at most."""
_VAGUE = frozenset({"CONSULT", "REQUEST", "SUPPORT", "COOPERATE", "AID"})
"""Kinds that a person has part in again and again."""
_SPECIFIC = 1
"""What a person's name, a count or the place in both articles adds to a side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event as one version of an article tells it."""

    event_id: UUID
    article_id: UUID
    version_id: UUID
    original_id: UUID
    """The article itself, or the one whose words it repeats."""
    story_id: UUID | None
    place_id: UUID | None
    kind: str
    """PLOVER type, else subtype."""
    mode: str | None
    country_iso2: str | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    is_planned: bool
    """Not yet happened: planned, ordered or threatened."""
    is_town: bool
    """Whether the place is as exact as a town."""
    start_char: int
    begins_on: date | None
    ends_on: date | None
    told_on: date


def same(one: Telling, other: Telling) -> bool:
    """Whether both tell of one happening; symmetric."""
    if (one.kind, one.is_planned) != (other.kind, other.is_planned):
        return False
    if _other_mode(one, other) or _contradict(one, other):
        return False
    if one.original_id == other.original_id and one.version_id != other.version_id:
        return _is_copied(one, other)
    return _agreement(one, other) >= _ENOUGH


def pairs(candidates: Iterable[tuple[Telling, Telling]]) -> Iterator[tuple[UUID, UUID]]:
    """Of the candidates those that are one, as ids of their events."""
    for one, other in candidates:
        if same(one, other):
            yield one.event_id, other.event_id


def retold(tellings: Iterable[Telling]) -> Iterator[tuple[UUID, UUID]]:
    """Tellings without place and day, each with the last one before it in its version
    that it may come back to: "the attack", "12 people were killed"."""
    last: dict[tuple[UUID, str, bool], Telling] = {}
    for each in sorted(tellings, key=lambda each: (each.version_id, each.start_char)):
        if each.kind not in _RETOLD:
            continue
        key = (each.version_id, each.kind, each.is_planned)
        before = last.get(key)
        is_bare = not (_days(each) or each.is_town)
        if before is None or not is_bare:
            last[key] = each
        elif not (
            _other_mode(each, before)
            or _differ(each.country_iso2, before.country_iso2)
            # Not the targets: the market is attacked, twelve people are killed.
            or no_common(each.actors, before.actors)
        ):
            yield each.event_id, before.event_id


def _other_mode(one: Telling, other: Telling) -> bool:
    if one.mode in _ANY_ATTACK or other.mode in _ANY_ATTACK:
        return False
    return _differ(one.mode, other.mode)


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _contradict(one: Telling, other: Telling) -> bool:
    """Two places, two days or other people: two happenings."""
    if one.is_town and other.is_town and _differ(one.place_id, other.place_id):
        return True
    if _differ(one.country_iso2, other.country_iso2):
        return True
    if _days(one) and _days(other) and not _overlap(one, other):
        return True
    if _HARM & {one.mode, other.mode}:
        return no_common(one.actors, other.actors)
    return no_common(one.targets, other.targets) and (
        no_common(one.actors, other.actors)
        or not (one.is_town and one.place_id == other.place_id)
    )


def _agreement(one: Telling, other: Telling) -> int:
    score = 0
    if one.is_town and one.place_id is not None and one.place_id == other.place_id:
        score += _PLACE
    # Without a day a story and one side are too little: what an article on pirates
    # recalls would join with what it reports.
    if not _are_near(one, other):
        return 0
    if _is_day(one) and _is_day(other) and _overlap(one, other):
        score += _DAY
    if common(one.actors, other.actors):
        score += _NAMES
    if common(one.targets, other.targets):
        score += _NAMES
    if one.story_id is not None and one.story_id == other.story_id:
        score += _STORY + _within_story(one, other)
    return score


def _are_near(one: Telling, other: Telling) -> bool:
    """Whether tellings, one of them without a day, were printed about the same days,
    and the day of the other is not long before."""
    if _days(one) and _days(other):
        return True
    most = _SINGULAR_DAYS if one.kind in _SINGULAR else _UNDATED_DAYS
    if abs((one.told_on - other.told_on).days) > most:
        return False
    return one.is_planned or (_is_recent(one, other) and _is_recent(other, one))


def _is_recent(dated: Telling, other: Telling) -> bool:
    if dated.ends_on is None:
        return True
    return (other.told_on - dated.ends_on).days <= _RECENT_DAYS


def _within_story(one: Telling, other: Telling) -> int:
    """What more speaks for one happening where both tell one story: who was accused,
    how many were killed, the earthquake that both articles are about."""
    is_lead = max(one.start_char, other.start_char) <= _LEAD
    if one.kind in _SINGULAR:
        is_there = one.place_id is not None and one.place_id == other.place_id
        return _DAY if is_there or is_lead else 0
    if one.kind in _VAGUE:
        return 0
    is_plain = one.mode == other.mode and one.mode not in (None, "armed-attack")
    if is_lead and is_plain and are_telling(one.targets, other.targets):
        return _SPECIFIC
    sides = [(one.targets, other.targets)]
    if one.kind != "ASSAULT":
        # Who attacks, attacks again.
        sides.append((one.actors, other.actors))
    return _SPECIFIC * any(starmap(are_specific, sides))


def _is_copied(one: Telling, other: Telling) -> bool:
    """Copies, and later versions, tell what their original tells: the same words for
    all they name, but for the toll of a version that has risen."""
    says_something = one.targets or one.actors or one.place_id or one.begins_on
    return (
        bool(says_something)
        and one.place_id == other.place_id
        and (one.begins_on, one.ends_on) == (other.begins_on, other.ends_on)
        and not no_common(uncounted(one.targets), uncounted(other.targets))
        and not no_common(one.actors, other.actors)
    )


def _days(telling: Telling) -> bool:
    return telling.begins_on is not None or telling.ends_on is not None


def _is_day(telling: Telling) -> bool:
    if telling.begins_on is None or telling.ends_on is None:
        return False
    return (telling.ends_on - telling.begins_on).days <= 1


def _overlap(one: Telling, other: Telling) -> bool:
    begins = max(one.begins_on or date.min, other.begins_on or date.min)
    return begins <= min(one.ends_on or date.max, other.ends_on or date.max)
