"""Groups that keep their names while they grow, merge and split.

Stories and template families are both groups of things that links connect. What was
known of them and the links that hold now arrive; each member's group leaves, with the
trail of what became of groups that are no more what they were.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal
from uuid import UUID

from transforms.identity import identify

ChangeKind = Literal["merged", "split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Members that left one group for another, all at once."""

    kind: ChangeKind
    """``merged``: nothing is left of the group they were in; ``split``: some is."""
    from_id: UUID
    to_id: UUID | None
    """None where what left is no group any more."""
    member_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Which group each member is in; who is linked to nobody is in none."""

    group_of: Mapping[UUID, UUID]
    changes: tuple[Change, ...]


def regroup(
    noun: str,
    known: Mapping[UUID, UUID],
    links: Iterable[tuple[UUID, UUID]],
    sizes: Mapping[UUID, int] | None = None,
) -> Grouping:
    """The groups that ``links`` make, under the names they had.

    A group keeps the name that most of its members bore; where two claim one name,
    the larger claim has it. A new group is named after its smallest member, or the
    next one where that name is taken. The order of links decides nothing.

    Args:
        noun: What the groups are, part of new names.
        known: Group of each member before. It holds all members of every group that
            the links touch, but for those in ``sizes``.
        links: Every link that holds between members of these groups.
        sizes: Groups that can only grow, with the number of their members. They stay
            whole, so the members that new links touch are enough: what a batch costs
            does not depend on how large such groups have become.
    """
    whole = sizes or {}
    bonds = _bonds({key: name for key, name in known.items() if name in whole})
    ordered = sorted(
        _components(chain(links, bonds)), key=lambda each: (-len(each), each[0])
    )
    names = _names(noun, known, whole, ordered)
    group_of = {
        member: name
        for component, name in zip(ordered, names, strict=True)
        for member in component
    }
    return Grouping(group_of=group_of, changes=_changes(known, whole, group_of))


def _bonds(known: Mapping[UUID, UUID]) -> Iterator[tuple[UUID, UUID]]:
    """Each member with the first of its group; that one with itself."""
    firsts: dict[UUID, UUID] = {}
    for member in sorted(known):
        yield firsts.setdefault(known[member], member), member


def _components(links: Iterable[tuple[UUID, UUID]]) -> Iterator[list[UUID]]:
    """Members that links connect, each component once and sorted."""
    around: dict[UUID, list[UUID]] = {}
    for one, other in links:
        around.setdefault(one, []).append(other)
        around.setdefault(other, []).append(one)
    left = set(around)
    for start in around:
        if start not in left:
            continue
        left.discard(start)
        found = [start]
        for each in found:
            new = left.intersection(around[each])
            left -= new
            found.extend(new)
        yield sorted(found)


def _names(
    noun: str,
    known: Mapping[UUID, UUID],
    sizes: Mapping[UUID, int],
    components: Sequence[Sequence[UUID]],
) -> Sequence[UUID]:
    claims = sorted(
        (-sizes.get(name, count), name, place)
        for place, component in enumerate(components)
        for name, count in Counter(
            known[member] for member in component if member in known
        ).items()
    )
    names: dict[int, UUID] = {}
    taken = set(known.values())
    given: set[UUID] = set()
    for _, name, place in claims:
        if place not in names and name not in given:
            names[place] = name
            given.add(name)
    for place, component in enumerate(components):
        if place not in names:
            fresh = (identify(noun, member) for member in component)
            # All are taken only where each member once founded a group of its own.
            again = identify(noun, component[0], len(taken))
            names[place] = next((name for name in fresh if name not in taken), again)
            taken.add(names[place])
    return [names[place] for place in range(len(components))]


def _changes(
    known: Mapping[UUID, UUID],
    sizes: Mapping[UUID, int],
    group_of: Mapping[UUID, UUID],
) -> tuple[Change, ...]:
    moves = Counter(
        (name, group_of.get(member))
        for member, name in known.items()
        if group_of.get(member) != name
    )
    alive = set(group_of.values())
    changes = (
        Change(
            kind="split" if before in alive or after is None else "merged",
            from_id=before,
            to_id=after,
            member_count=sizes.get(before, count),
        )
        for (before, after), count in moves.items()
    )
    return tuple(sorted(changes, key=lambda each: (each.from_id, str(each.to_id))))
