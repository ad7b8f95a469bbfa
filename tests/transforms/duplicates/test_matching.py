"""Which of several articles with the same words is the original."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.matching import Member, match_exact
from transforms.identity import identify

MORNING = datetime(2024, 3, 20, 6, tzinfo=UTC)
DAY = date(2024, 3, 20)


def member(
    name: str,
    *,
    words: str = "flood",
    version: int = 1,
    origin: str | None = None,
    named: bool = False,
    on: date | None = DAY,
    at: datetime | None = None,
    first_seen: int = 0,
    seen: int | None = None,
) -> Member:
    """A version of the article ``name``, seen so many minutes after six."""
    article_id = identify("article", name)
    return Member(
        content_digest=identify("words", words),
        version_id=identify("version", name, version),
        article_id=article_id,
        canonical_url=f"https://{name}.example/x",
        origin_url=origin,
        is_named_origin=named,
        published_at=at,
        published_on=on,
        first_seen_at=MORNING + timedelta(minutes=first_seen),
        seen_at=MORNING + timedelta(minutes=first_seen if seen is None else seen),
    )


def originals(members: Sequence[Member]) -> dict[UUID, UUID]:
    """Copy -> original, as articles."""
    articles = {each.version_id: each.article_id for each in members}
    return {
        articles[match.version_id]: articles[match.original_version_id]
        for match in match_exact(members)
    }


def original_of(*members: Member) -> str:
    """The name of the one article that copies no other."""
    copies = originals(members)
    (found,) = {each.canonical_url for each in members if each.article_id not in copies}
    return found.removeprefix("https://").partition(".")[0]


def test_article_alone_is_no_copy() -> None:
    assert match_exact([member("a")]) == ()
    assert match_exact([]) == ()


def test_match_says_what_it_is() -> None:
    (match,) = match_exact([member("a"), member("b", first_seen=1)])
    assert match.version_id == member("b").version_id
    assert match.original_version_id == member("a").version_id
    assert (match.kind, match.containment) == ("exact", 1.0)


def test_named_origin_is_the_original_though_published_later() -> None:
    named = member("agency", named=True, on=date(2024, 3, 22))
    copy = member("paper", origin="https://agency.example/x", on=date(2024, 3, 19))
    assert original_of(named, copy) == "agency"


def test_article_that_names_an_origin_is_none_itself() -> None:
    copy = member("paper", origin="https://elsewhere.example/", on=date(2024, 3, 19))
    assert original_of(copy, member("other")) == "other"


def test_earlier_day_is_the_original() -> None:
    later = member("a", on=date(2024, 3, 21))
    assert original_of(later, member("b", first_seen=90)) == "b"


def test_earlier_instant_of_a_day_is_the_original() -> None:
    early = member("b", at=MORNING, first_seen=90)
    assert original_of(member("a", at=MORNING + timedelta(hours=1)), early) == "b"


def test_earlier_instant_wins_though_it_is_tomorrow_there() -> None:
    """23:30 UTC is the 20th in Tokyo, 23:45 UTC still the 19th in London."""
    night = datetime(2024, 3, 19, 23, 30, tzinfo=UTC)
    tokyo = member("tokyo", on=DAY, at=night)
    london = member("london", on=date(2024, 3, 19), at=night + timedelta(minutes=15))
    assert original_of(tokyo, london) == "tokyo"


def test_instant_goes_before_a_day_alone() -> None:
    assert original_of(member("a"), member("b", at=MORNING, first_seen=9)) == "b"


def test_known_day_goes_before_an_unknown_one() -> None:
    assert original_of(member("a", on=None), member("b", first_seen=99)) == "b"


def test_of_two_without_days_the_first_seen_is_the_original() -> None:
    second = member("a", on=None, first_seen=1)
    assert original_of(second, member("b", on=None)) == "b"


def test_of_equals_the_address_decides() -> None:
    assert original_of(member("b"), member("a")) == "a"


def test_versions_of_one_article_do_not_match() -> None:
    assert match_exact([member("a"), member("a", version=3, seen=9)]) == ()


def test_copies_point_at_the_first_version_that_had_the_words() -> None:
    original = [member("a", version=3, seen=9), member("a", seen=1)]
    copy = member("b", on=date(2024, 3, 21))
    (match,) = match_exact([*original, copy])
    assert match.original_version_id == member("a").version_id


def test_other_words_do_not_match() -> None:
    assert match_exact([member("a"), member("b", words="drought")]) == ()


MEMBERS = st.lists(
    st.builds(
        member,
        st.sampled_from("abcd"),
        words=st.sampled_from(["flood", "drought"]),
        version=st.integers(1, 3),
        seen=st.integers(0, 5),
    ),
    max_size=10,
    unique_by=lambda each: each.version_id,
)


@given(MEMBERS, st.data())
def test_order_of_members_decides_nothing(
    members: list[Member], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(members))
    assert match_exact(shuffled) == match_exact(members)


@given(MEMBERS)
def test_each_set_of_words_has_one_original(members: list[Member]) -> None:
    matches = {match.version_id: match for match in match_exact(members)}
    by_id = {each.version_id: each for each in members}
    for digest in {each.content_digest for each in members}:
        cluster = [each for each in members if each.content_digest == digest]
        first = {e.article_id for e in cluster if e.version_id not in matches}
        assert len(first) == 1
    for match in matches.values():
        copy, original = by_id[match.version_id], by_id[match.original_version_id]
        assert copy.content_digest == original.content_digest
        assert copy.article_id != original.article_id
        assert original.version_id not in matches


@given(MEMBERS)
def test_no_two_articles_copy_each_other(members: list[Member]) -> None:
    pairs = {
        (copy, original)
        for digest in {each.content_digest for each in members}
        for copy, original in originals(
            [each for each in members if each.content_digest == digest]
        ).items()
    }
    assert not any((original, copy) in pairs for copy, original in pairs)
