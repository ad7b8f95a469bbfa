"""Events that a document tells again: "the shelling", "managed to liberate it in May".

The happenings of a document arrive in reading order and leave with those marked that
were told before, each with the day and the sides that only its other telling has. A
noun that points back ("the attack") is told again; a verb only where a deed is done
once: to take a town, to kill or arrest somebody.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from transforms.facts.dates import read as read_dates
from transforms.facts.documents import Document
from transforms.facts.happenings.finding import Happening, find_happenings
from transforms.facts.happenings.parties import Party
from transforms.facts.happenings.times import NEVER

_REAL = frozenset({"happened", "ongoing"})
_BACK = 24
_REACH_CHARS = 1500
"""Some ten sentences."""
_ONCE = frozenset({"killing", "abduction", "arrest", "conviction"})
"""What happens to one person but once."""
_SINGLE = _ONCE | {"seizure"}
_ANY_ATTACK = frozenset(
    ["attack", "strike", "assault", "raid", "clash", "fighting", "battle", "violence"]
)
_FAMILY_LETTERS = 4
_SAME_TIME = timedelta(days=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """A happening, with what its other telling lends it."""

    happening: Happening
    is_repeat: bool = False
    is_date_lent: bool = False
    actors: tuple[Party, ...] = ()
    """Of the other telling, where this one names none."""
    targets: tuple[Party, ...] = ()


def find_retold(document: Document) -> tuple[Retold, ...]:
    """The events of ``document``; read once a document."""
    return document.once(_read)


def _read(document: Document) -> tuple[Retold, ...]:
    days = [
        (each.start_char, each.begins_at.date())
        for each in document.once(read_dates)
        if each.timex_type == "DATE" and each.begins_at is not None
    ]
    return retold(find_happenings(document), days)


def retold(
    happenings: Sequence[Happening], days: Sequence[tuple[int, date]]
) -> tuple[Retold, ...]:
    """Every happening once, in the same order; linear in their number. ``days`` are
    those that the text names, with the places where it does."""
    found = [Retold(happening=each) for each in happenings]
    for place in range(len(found)):
        before = _before(happenings, place)
        if before is None or _is_elsewhen(happenings, place, before, days):
            continue
        found[place] = _lent(replace(found[place], is_repeat=True), happenings[before])
        found[before] = _lent(found[before], found[place].happening)
    return tuple(found)


def _is_elsewhen(
    happenings: Sequence[Happening],
    place: int,
    before: int,
    days: Sequence[tuple[int, date]],
) -> bool:
    """Whether the text has gone to another year: "In June 1979 she rang the bells. In
    that flood eight died" is not this year's."""
    at = bisect_left(days, happenings[place].start_char, key=lambda each: each[0])
    span = happenings[before].span
    known = span.begins_on or span.ends_on
    if not at or days[at - 1][0] < happenings[before].end_char:
        return False
    return abs(days[at - 1][1] - (known or days[0][1])) > _SAME_TIME


def _before(happenings: Sequence[Happening], place: int) -> int | None:
    """The last telling of the same before it, where one alone is meant."""
    here = happenings[place]
    may_point_back = here.is_definite and here.part == "noun"
    if not (may_point_back or here.sense.mode in _SINGLE):
        return None
    if here.status not in _REAL or here.is_other:
        return None
    same = list(_same(happenings, place))
    sites = {_site(happenings[each]) for each in same} - {None}
    return same[0] if same and len(sites) < 2 else None


def _same(happenings: Sequence[Happening], place: int) -> Iterator[int]:
    here = happenings[place]
    for at in range(place - 1, max(-1, place - 1 - _BACK), -1):
        before = happenings[at]
        if before.start_char < here.start_char - _REACH_CHARS:
            return
        if before.status not in _REAL or not _may_be_same(before, here):
            continue
        if _is_once(here, before) or (
            here.is_definite and here.part == "noun" and _is_kind(before, here)
        ):
            yield at


def _may_be_same(one: Happening, other: Happening) -> bool:
    """Whether type, place, days and actors speak against it."""
    first, second = one.sense, other.sense
    if first.plover_type != second.plover_type or first.subtype != second.subtype:
        return False
    if one.ground and other.ground and _site(one) != _site(other):
        return False
    if one.actors and other.actors and not _share(one.actors, other.actors):
        return False
    is_personal = one.sense.mode in _ONCE and other.sense.mode in _ONCE
    has_targets = is_personal and one.targets and other.targets
    if has_targets and not _share(one.targets, other.targets):
        return False  # "the murder of three peasants" is not that of the bishop
    return _meet(one, other)


def _site(happening: Happening) -> str | None:
    return happening.ground.located.place.name if happening.ground else None


def _meet(one: Happening, other: Happening) -> bool:
    """Whether their days have one in common, as far as is known."""
    first, second = one.span, other.span
    if first == NEVER or second == NEVER:
        return True
    is_late = first.begins_on and second.ends_on and first.begins_on > second.ends_on
    is_early = first.ends_on and second.begins_on and first.ends_on < second.begins_on
    return not (is_late or is_early)


def _share(some: Sequence[Party], others: Sequence[Party]) -> bool:
    """Whether one party of each has a word or a country in common."""
    words = {word for each in some for word in each.text.casefold().split()}
    countries = {each.country_iso3 for each in some} - {None}
    return any(
        not words.isdisjoint(each.text.casefold().split())
        or each.country_iso3 in countries
        for each in others
    )


def _is_kind(before: Happening, here: Happening) -> bool:
    """Whether the noun may name what was told before."""
    if before.sense.mode == here.sense.mode:
        return before.sense.mode != "seizure" or _family(before) == _family(here)
    return here.sense.base.split()[-1] in _ANY_ATTACK


def _is_once(one: Happening, other: Happening) -> bool:
    """Whether such a deed is not done twice: "liberated" and "the liberation"."""
    if one.sense.mode != other.sense.mode:
        return False
    if one.sense.mode == "seizure":
        is_family = _family(one) == _family(other)
        return is_family and one.ground is not None and other.ground is not None
    if one.sense.mode in _ONCE:
        named = [each for each in one.targets if each.mention is not None]
        return _share_names(named, other.targets)
    return False


def _share_names(some: Sequence[Party], others: Sequence[Party]) -> bool:
    entities = {each.mention.entity for each in some if each.mention}
    return any(each.mention and each.mention.entity in entities for each in others)


def _family(happening: Happening) -> str:
    return happening.sense.base.split()[0][:_FAMILY_LETTERS]


def _lent(here: Retold, other: Happening) -> Retold:
    own = here.happening
    is_lent = own.span == NEVER and other.span != NEVER
    return replace(
        here,
        happening=own._replace(span=other.span) if is_lent else own,
        is_date_lent=is_lent or here.is_date_lent,
        actors=here.actors or _lendable(own, own.actors, other.actors),
        targets=here.targets or _lendable(own, own.targets, other.targets),
    )


def _lendable(
    own: Happening, has: Sequence[Party], lent: Sequence[Party]
) -> tuple[Party, ...]:
    """Sides for an event that has none of its own: those who can act."""
    if has or own.sense.plover_type is None:
        return ()
    return tuple(each for each in lent if each.sector or _is_actor(each))


def _is_actor(party: Party) -> bool:
    mention = party.mention
    return mention is not None and mention.kind in ("person", "organisation")
