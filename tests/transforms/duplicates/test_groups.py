"""Groups keep their names while they grow, merge and split."""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.groups import Grouping, regroup
from transforms.duplicates.templates import families
from transforms.identity import identify

A, B, C, D, E, F = (identify("article", name) for name in "abcdef")


def after(known: Mapping[UUID, UUID], *links: tuple[UUID, UUID]) -> Grouping:
    return regroup("story", known, links)


def test_linked_members_are_a_group() -> None:
    found = after({}, (A, B), (B, C), (D, E))
    assert found.group_of[A] == found.group_of[B] == found.group_of[C]
    assert found.group_of[D] == found.group_of[E] != found.group_of[A]
    assert F not in found.group_of
    assert found.changes == ()


def test_group_keeps_its_name_as_it_grows() -> None:
    before = after({}, (A, B)).group_of
    grown = after(before, (A, B), (B, C), (C, D))
    assert set(grown.group_of.values()) == {before[A]}
    assert grown.changes == ()


def test_merged_groups_bear_the_name_of_the_larger() -> None:
    before = after({}, (A, B), (B, C), (D, E)).group_of
    merged = after(before, (A, B), (B, C), (D, E), (A, D))
    assert set(merged.group_of.values()) == {before[A]}
    (change,) = merged.changes
    assert (change.kind, change.member_count) == ("merged", 2)
    assert (change.from_id, change.to_id) == (before[D], before[A])


def test_larger_part_of_a_split_group_keeps_the_name() -> None:
    before = after({}, (A, B), (B, C), (C, D), (D, E)).group_of
    split = after(before, (A, B), (B, C), (D, E))
    assert split.group_of[A] == before[A]
    assert split.group_of[D] == split.group_of[E] != before[A]
    (change,) = split.changes
    assert (change.kind, change.member_count) == ("split", 2)


def test_member_without_links_leaves_its_group() -> None:
    before = after({}, (A, B), (B, C)).group_of
    left = after(before, (A, B))
    assert C not in left.group_of
    assert [(change.kind, change.to_id) for change in left.changes] == [("split", None)]


MEMBERS = [A, B, C, D, E, F]
LINKS = st.lists(
    st.tuples(st.sampled_from(MEMBERS), st.sampled_from(MEMBERS)), max_size=9
)


@given(LINKS, LINKS, st.data())
def test_order_of_links_decides_nothing(
    old: list[tuple[UUID, UUID]], new: list[tuple[UUID, UUID]], data: st.DataObject
) -> None:
    known = after({}, *old).group_of
    turned = data.draw(st.permutations(new))
    assert after(known, *turned) == after(known, *new)


@given(LINKS, LINKS)
def test_groups_are_what_links_connect_and_names_are_theirs_alone(
    old: list[tuple[UUID, UUID]], new: list[tuple[UUID, UUID]]
) -> None:
    found = after(after({}, *old).group_of, *new).group_of
    assert all(found[one] == found[other] for one, other in new)
    fresh = after({}, *new).group_of
    same = {
        (one, other) for one in found for other in found if found[one] == found[other]
    }
    expected = {
        (one, other) for one in fresh for other in fresh if fresh[one] == fresh[other]
    }
    assert same == expected


@given(LINKS, LINKS)
def test_trail_accounts_for_every_member_that_moved(
    old: list[tuple[UUID, UUID]], new: list[tuple[UUID, UUID]]
) -> None:
    known = after({}, *old).group_of
    found = after(known, *new)
    moved = sum(found.group_of.get(member) != name for member, name in known.items())
    assert sum(change.member_count for change in found.changes) == moved
    assert after(found.group_of, *new).changes == ()


def test_group_that_only_grows_needs_none_but_its_touched_members() -> None:
    weather, markets = identify("template", 1), identify("template", 2)
    known, sizes = {A: weather, B: weather, C: markets}, {weather: 40, markets: 900}
    found = families(known, sizes, [(A, D), (E, F)])
    assert found.group_of[A] == found.group_of[B] == found.group_of[D] == weather
    assert found.group_of[C] == markets
    assert found.group_of[E] == found.group_of[F] not in (weather, markets)
    assert found.changes == ()


def test_of_two_groups_that_only_grow_the_larger_keeps_its_name() -> None:
    weather, markets = identify("template", 1), identify("template", 2)
    known, sizes = {A: weather, B: weather, C: markets}, {weather: 40, markets: 900}
    found = families(known, sizes, [(A, C)])
    assert set(found.group_of.values()) == {markets}
    (change,) = found.changes
    assert (change.kind, change.from_id, change.to_id) == ("merged", weather, markets)
    assert change.member_count == 40


@given(LINKS, LINKS)
def test_touched_members_alone_tell_what_all_members_tell(
    old: list[tuple[UUID, UUID]], new: list[tuple[UUID, UUID]]
) -> None:
    before = after({}, *old).group_of
    whole = after(before, *old, *new)
    sizes = Counter(before.values())
    ends = {end for pair in new for end in pair}
    touched = {end: before[end] for end in ends if end in before}
    found = regroup("story", touched, new, sizes)
    assert found.changes == whole.changes
    assert all(
        (found.group_of[one] == found.group_of[other])
        == (whole.group_of[one] == whole.group_of[other])
        for one in ends
        for other in ends
    )
