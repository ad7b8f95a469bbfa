"""States of articles into versions, in whatever order they come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.versions import State, Version, settle
from transforms.identity import identify


def state(
    minute: int,
    words: str,
    *,
    title: str | None = "River rises",
    is_known: bool = False,
    article: str = "a",
) -> State:
    article_id = identify("article", article)
    return State(
        article_id=article_id,
        version_id=identify("version", article_id, minute),
        title=title,
        content_digest=identify("words", words),
        seen_at=datetime(2024, 3, 20, tzinfo=UTC) + timedelta(minutes=minute),
        is_known=is_known,
    )


def told(versions: Sequence[Version]) -> list[tuple[int, int]]:
    """Ordinal and minute of each version."""
    return [(version.ordinal, version.seen_at.minute) for version in versions]


def test_changed_words_are_the_next_version() -> None:
    assert told(settle([state(5, "b"), state(1, "a")])) == [(1, 1), (2, 5)]


def test_same_words_are_one_version_seen_first_at_the_earliest() -> None:
    (version,) = settle([state(5, "a"), state(1, "a"), state(9, "a")])
    assert (version.ordinal, version.seen_at.minute) == (1, 1)
    assert version.version_id == state(1, "a").version_id


def test_words_that_come_back_are_a_third_version() -> None:
    states = [state(1, "a"), state(2, "b"), state(3, "a")]
    assert told(settle(states)) == [(1, 1), (2, 2), (3, 3)]


def test_another_title_is_another_version() -> None:
    states = [state(1, "a"), state(2, "a", title="River falls")]
    assert len(settle(states)) == 2


def test_title_that_differs_in_nothing_that_matters_is_the_same() -> None:
    states = [state(1, "a", title="“River”"), state(2, "a", title='"RIVER" ')]
    assert len(settle(states)) == 1
    assert len(settle([state(1, "a", title=None), state(2, "a", title="")])) == 1


def test_known_version_keeps_its_id_when_an_earlier_state_comes() -> None:
    (version,) = settle([state(5, "a", is_known=True), state(1, "a")])
    assert version.version_id == state(5, "a").version_id
    assert version.is_known
    assert version.seen_at.minute == 1


def test_late_state_moves_known_versions_on() -> None:
    known = [state(1, "a", is_known=True), state(5, "c", is_known=True)]
    settled = settle([*known, state(3, "b")])
    assert [(each.ordinal, each.is_known) for each in settled] == [
        (1, True),
        (2, False),
        (3, True),
    ]


def test_articles_do_not_mix() -> None:
    states = [state(1, "a", article="x"), state(2, "a", article="y")]
    assert [version.ordinal for version in settle(states)] == [1, 1]


def test_no_states_make_no_versions() -> None:
    assert settle([]) == ()


HISTORIES = st.lists(
    st.builds(
        state,
        st.integers(0, 30),
        st.sampled_from("abc"),
        title=st.sampled_from(["River rises", None]),
        article=st.sampled_from("xy"),
    ),
    max_size=12,
    unique_by=lambda each: each.version_id,
)


@given(HISTORIES, st.data())
def test_order_of_arrival_in_one_batch_decides_nothing(
    states: list[State], data: st.DataObject
) -> None:
    assert settle(data.draw(st.permutations(states))) == settle(states)


@given(HISTORIES)
def test_versions_count_from_one_and_neighbours_differ(states: list[State]) -> None:
    by_id = {each.version_id: each for each in states}
    versions = settle(states)
    for before, after in pairwise(versions):
        if before.article_id == after.article_id:
            assert after.ordinal == before.ordinal + 1
            assert after.seen_at >= before.seen_at
            texts = [by_id[each.version_id] for each in (before, after)]
            assert (texts[0].content_digest, texts[0].title) != (
                texts[1].content_digest,
                texts[1].title,
            )
        else:
            assert after.ordinal == 1
    assert {each.article_id for each in versions} == {
        each.article_id for each in states
    }


@given(HISTORIES)
def test_settling_what_is_settled_changes_nothing(states: list[State]) -> None:
    versions = settle(states)
    by_id = {each.version_id: each for each in states}
    known = [
        replace(by_id[each.version_id], seen_at=each.seen_at, is_known=True)
        for each in versions
    ]
    expected = tuple(replace(each, is_known=True) for each in versions)
    assert settle(known) == expected


@given(HISTORIES, st.integers(0, 12))
def test_same_states_again_add_no_version(states: list[State], cut: int) -> None:
    first = settle(states[:cut])
    by_id = {each.version_id: each for each in states}
    known = [
        replace(by_id[each.version_id], seen_at=each.seen_at, is_known=True)
        for each in first
    ]
    known_ids = {each.version_id for each in known}
    again = [each for each in states[:cut] if each.version_id not in known_ids]
    assert [each.version_id for each in settle([*known, *again])] == [
        each.version_id for each in first
    ]


@given(st.permutations([(1, "a"), (2, "b"), (3, "c"), (4, "d")]))
def test_one_by_one_in_any_order_gives_what_all_at_once_gives(
    arrivals: list[tuple[int, str]],
) -> None:
    known: list[State] = []
    for minute, words in arrivals:
        states = [*known, state(minute, words)]
        by_id = {each.version_id: each for each in states}
        known = [
            replace(by_id[each.version_id], seen_at=each.seen_at, is_known=True)
            for each in settle(states)
        ]
    at_once = settle([state(minute, words) for minute, words in arrivals])
    assert settle(known) == tuple(replace(each, is_known=True) for each in at_once)
