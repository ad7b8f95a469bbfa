"""Which of several copies is the original, whoever came first."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.clusters import Copy, Link, Member, settle
from transforms.identity import identify

MORNING = datetime(2024, 3, 20, 6, tzinfo=UTC)
DAY = date(2024, 3, 20)


def member(
    name: str,
    *,
    words: str | None = None,
    version: int = 1,
    host: str | None = None,
    origin: str | None = None,
    named: bool = False,
    agency: str | None = None,
    word_count: int = 300,
    on: date | None = DAY,
    minute: int | None = None,
    seen: int = 0,
) -> Member:
    """A version of the article ``name``; minutes count from six o'clock."""
    return Member(
        version_id=identify("version", name, version),
        article_id=identify("article", name),
        content_digest=identify("words", words or f"{name}{version}"),
        source_id=host or name,
        canonical_url=f"https://{host or name}.example/{name}",
        origin_url=origin,
        is_named_origin=named,
        agency=agency,
        word_count=word_count,
        published_at=None if minute is None else MORNING + timedelta(minutes=minute),
        published_on=on,
        first_seen_at=MORNING + timedelta(minutes=seen),
        seen_at=MORNING + timedelta(minutes=seen + version),
    )


def link(
    one: Member, other: Member, containment: float = 0.8, length_ratio: float = 0.9
) -> Link:
    return Link(
        version_id=one.version_id,
        other_version_id=other.version_id,
        containment=containment,
        length_ratio=length_ratio,
        shared_runs=100,
    )


def original_of(members: Sequence[Member], links: Sequence[Link]) -> str:
    """The name of the one member that is no copy."""
    copies = {copy.version_id for copy in settle(members, links)}
    (found,) = {m.canonical_url for m in members if m.version_id not in copies}
    return found.rpartition("/")[2]


def copy_of(copies: Sequence[Copy], member: Member) -> Copy:
    (found,) = (copy for copy in copies if copy.version_id == member.version_id)
    return found


def test_members_without_links_are_originals() -> None:
    assert settle([member("a"), member("b")], []) == ()
    assert settle([], []) == ()


def test_copy_tells_what_it_shares_with_whom() -> None:
    first, second = member("a"), member("b", seen=1)
    (copy,) = settle([first, second], [link(second, first)])
    assert copy == Copy(
        version_id=second.version_id,
        original_version_id=first.version_id,
        nearest_version_id=first.version_id,
        kind="copy",
        containment=0.8,
        shared_runs=100,
    )


def test_same_words_need_no_link() -> None:
    first, second = member("a", words="flood"), member("b", words="flood", seen=1)
    (copy,) = settle([first, second], [])
    assert (copy.kind, copy.containment, copy.shared_runs) == ("exact", 1.0, None)
    assert copy.original_version_id == first.version_id


def test_exact_copy_of_a_copy_is_exact_of_that_and_has_the_same_original() -> None:
    first, edited = member("a"), member("b", words="cut", seen=1)
    twin = member("c", words="cut", seen=2)
    copies = settle([first, edited, twin], [link(edited, first)])
    found = copy_of(copies, twin)
    assert found.kind == "exact"
    assert found.nearest_version_id == edited.version_id
    assert found.original_version_id == first.version_id


def test_same_publisher_makes_a_version() -> None:
    first = member("a", host="paper")
    second = member("b", host="paper", seen=1)
    (copy,) = settle([first, second], [link(first, second)])
    assert copy.kind == "version"


def test_later_state_of_the_original_is_a_version_of_it() -> None:
    first, second = member("a"), member("a", version=2)
    (copy,) = settle([first, second], [link(first, second)])
    assert (copy.version_id, copy.kind) == (second.version_id, "version")


def test_short_part_is_a_teaser_and_the_whole_of_a_part_is_none() -> None:
    whole, part = member("a"), member("b", word_count=50, seen=1)
    joined = link(part, whole, containment=1.0, length_ratio=0.2)
    assert [copy.kind for copy in settle([whole, part], [joined])] == ["teaser"]
    early = member("b", word_count=50, on=date(2024, 3, 19))
    assert [copy.kind for copy in settle([whole, early], [joined])] == ["copy"]


def test_earlier_publication_is_the_original_though_seen_later() -> None:
    late = member("a", minute=90)
    early = member("b", minute=5, seen=600)
    assert original_of([late, early], [link(late, early)]) == "b"


def test_older_original_that_comes_late_takes_the_root() -> None:
    second, third = member("b", minute=30), member("c", minute=60)
    links = [link(third, second)]
    assert original_of([second, third], links) == "b"
    first = member("a", minute=1, seen=9000)
    links.append(link(first, third))
    copies = settle([second, third, first], links)
    assert {copy.original_version_id for copy in copies} == {first.version_id}
    # The second knows only the third: that is whom it is told of.
    assert copy_of(copies, second).nearest_version_id == third.version_id


def test_named_origin_is_the_original_though_published_later() -> None:
    named = member("a", named=True, minute=60)
    copy = member("b", origin="https://a.example/a", minute=1)
    assert original_of([copy, named], [link(copy, named)]) == "a"


def test_agency_that_a_copy_credits_is_the_original() -> None:
    agency = member("a", host="reuters", minute=60)
    paper = member("b", agency="reuters", minute=1)
    assert original_of([paper, agency], [link(paper, agency)]) == "a"


def test_of_equals_the_one_that_credits_an_agency_is_the_copy() -> None:
    credited = member("a", agency="dpa")
    assert original_of([credited, member("b")], [link(credited, member("b"))]) == "b"


def test_likest_of_the_more_senior_is_the_nearest() -> None:
    first, second, third = member("a"), member("b", seen=1), member("c", seen=2)
    links = [
        link(first, second),
        link(third, first, 0.7),
        link(third, second, 0.95),
    ]
    found = copy_of(settle([first, second, third], links), third)
    assert found.nearest_version_id == second.version_id
    assert found.original_version_id == first.version_id


def test_link_to_a_stranger_does_not_count() -> None:
    assert settle([member("a")], [link(member("a"), member("b"))]) == ()


MEMBERS = st.lists(
    st.builds(
        member,
        st.sampled_from("abcdef"),
        words=st.sampled_from(["flood", "drought", None]),
        version=st.integers(1, 3),
        minute=st.integers(0, 5) | st.none(),
        agency=st.sampled_from(["a", None]),
    ),
    max_size=9,
    unique_by=lambda each: each.version_id,
)
ENDS = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=10)


def links_between(members: list[Member], ends: list[tuple[int, int]]) -> list[Link]:
    inside = [(one, other) for one, other in ends if max(one, other) < len(members)]
    unique = {frozenset(pair): pair for pair in inside if pair[0] != pair[1]}
    return [link(members[one], members[other]) for one, other in unique.values()]


@given(MEMBERS, ENDS, st.data())
def test_order_of_arrival_decides_nothing(
    members: list[Member], ends: list[tuple[int, int]], data: st.DataObject
) -> None:
    links = links_between(members, ends)
    shuffled = data.draw(st.permutations(members))
    turned = data.draw(st.permutations(links))
    assert set(settle(shuffled, turned)) == set(settle(members, links))


@given(MEMBERS, ENDS)
def test_every_copy_leads_to_its_original_without_a_circle(
    members: list[Member], ends: list[tuple[int, int]]
) -> None:
    copies = {
        copy.version_id: copy for copy in settle(members, links_between(members, ends))
    }
    for copy in copies.values():
        assert copy.original_version_id not in copies
        at, steps = copy.version_id, 0
        while at in copies:
            assert copies[at].original_version_id == copy.original_version_id
            at, steps = copies[at].nearest_version_id, steps + 1
            assert steps <= len(members)
        assert at == copy.original_version_id


@given(MEMBERS, ENDS)
def test_members_of_one_cluster_have_one_original(
    members: list[Member], ends: list[tuple[int, int]]
) -> None:
    links = links_between(members, ends)
    root: dict[UUID, UUID] = {each.version_id: each.version_id for each in members}
    root |= {
        copy.version_id: copy.original_version_id for copy in settle(members, links)
    }
    for each in links:
        assert root[each.version_id] == root[each.other_version_id]
    by_words: dict[UUID, set[UUID]] = {}
    for each_member in members:
        words = by_words.setdefault(each_member.content_digest, set())
        words.add(root[each_member.version_id])
    assert all(len(roots) == 1 for roots in by_words.values())
