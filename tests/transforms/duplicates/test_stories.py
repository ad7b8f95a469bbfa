"""Articles of one story find each other, over days and sources."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.duplicates.texts import prose
from transforms.duplicates.fingerprints import read_text
from transforms.duplicates.stories import (
    TERM_BUCKETS,
    Neighbour,
    Placed,
    link,
    terms_of,
)
from transforms.identity import identify

MORNING = datetime(2024, 3, 20, 6, tzinfo=UTC)


def article(name: str) -> UUID:
    return identify("article", name)


def place(
    name: str, day: float = 0, story: str | None = None, family: str | None = None
) -> Placed:
    return Placed(
        article_id=article(name),
        story_id=identify("story", story) if story else None,
        family_id=identify("template", family) if family else None,
        told_at=MORNING + timedelta(days=day),
    )


def pair(one: str, other: str, cosine: float) -> Neighbour:
    return Neighbour(
        article_id=article(one), other_article_id=article(other), cosine=cosine
    )


def linked(
    incoming: str, places: Sequence[Placed], *pairs: Neighbour
) -> set[tuple[UUID, UUID]]:
    placed = {each.article_id: each for each in places}
    found = link([article(name) for name in incoming], placed, pairs)
    return {(each.article_id, each.other_article_id) for each in found}


def test_numbers_tell_no_story() -> None:
    assert terms_of(read_text("12 300 4x")).hashes == ()


@given(st.text(max_size=100))
def test_any_text_has_terms_that_fit_their_columns(text: str) -> None:
    terms = terms_of(read_text(text))
    assert all(0 <= bucket < TERM_BUCKETS for bucket in terms.buckets)
    assert all(-(2**63) <= term < 2**63 for term in terms.hashes)
    assert all(weight > 0 for weight in terms.weights)
    assert len(terms.buckets) == len(terms.hashes) == len(terms.priors)


def test_long_article_keeps_a_fixed_number_of_terms() -> None:
    terms = terms_of(read_text(" ".join(prose(5, 2000))))
    assert len(terms.hashes) == 128


def test_near_article_joins_the_story_of_its_nearest() -> None:
    places = [place("a", story="s"), place("b", story="t"), place("c")]
    found = linked("c", places, pair("c", "a", 0.3), pair("c", "b", 0.25))
    assert found == {(article("c"), article("a"))}


def test_far_article_starts_alone() -> None:
    assert linked("b", [place("a"), place("b")], pair("b", "a", 0.1)) == set()


def test_articles_of_one_batch_are_linked() -> None:
    places = [place("a"), place("b", day=1), place("c", day=2)]
    pairs = [pair("a", "b", 0.5), pair("b", "c", 0.5), pair("a", "c", 0.4)]
    assert len(linked("abc", places, *pairs)) == 2


def test_article_five_days_later_is_not_linked() -> None:
    places = [place("a", story="s"), place("b", day=5)]
    assert linked("b", places, pair("b", "a", 0.9)) == set()


def test_very_near_article_of_two_stories_makes_them_one() -> None:
    places = [place("a", story="s"), place("b", story="t"), place("c")]
    assert len(linked("c", places, pair("c", "a", 0.5), pair("c", "b", 0.4))) == 2


def test_one_chance_likeness_does_not_join_a_large_story() -> None:
    places = [place(str(number), story="s") for number in range(9)]
    assert linked("x", [*places, place("x")], pair("x", "0", 0.25)) == set()


def test_fillings_of_one_form_make_no_story() -> None:
    places = [place("a", family="weather"), place("b", family="weather")]
    assert linked("b", places, pair("b", "a", 0.9)) == set()
    places = [place("a", family="weather"), place("b", family="markets")]
    assert len(linked("b", places, pair("b", "a", 0.9))) == 1


@given(st.permutations("abcd"), st.data())
def test_order_within_a_batch_decides_nothing(
    names: list[str], data: st.DataObject
) -> None:
    places = [place(name, day=day) for day, name in enumerate("abcd")]
    pairs = [
        pair(one, other, round(0.15 + 0.03 * position, 2))
        for position, (one, other) in enumerate(
            [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d"), ("b", "d"), ("a", "d")]
        )
    ]
    turned = data.draw(st.permutations(pairs))
    assert linked("".join(names), places, *turned) == linked("abcd", places, *pairs)
