from collections.abc import Callable
from typing import Any

import pytest

from tests.newsworld.articles import Truth
from tests.newsworld.score import Score, score
from tests.newsworld.world import World

Spoil = Callable[[dict[str, Any]], None]
SHARES = (
    *("recall", "title_accuracy", "author_accuracy", "date_accuracy"),
    *("text_accuracy", "paragraph_recall", "paragraph_precision", "heading_recall"),
    *("duplicate_recall", "duplicate_precision"),
)


def row(article: Truth) -> dict[str, Any]:
    """The article as an export that gets everything right states it."""
    by_time = article.date_precision == "second"
    return {
        "url": article.url,
        "canonical_url": article.url,
        "title": article.title,
        "authors": list(article.authors),
        "published": (
            article.published_at if by_time else article.published_on
        ).isoformat(),
        "paragraphs": list(article.paragraphs),
        "headings": list(article.headings),
        "duplicate_of": article.duplicate_of,
    }


def spoiled(spoil: Spoil, is_copy: bool) -> Score:
    """The score where one article in a world is told wrongly."""
    truth = World().truth()
    position = next(
        index
        for index, article in enumerate(truth)
        if bool(article.duplicate_of) == is_copy and article.date_precision == "second"
    )
    rows = [row(article) for article in truth]
    spoil(rows[position])
    return score(truth, rows)


def test_an_export_that_agrees_with_the_truth_gets_full_marks() -> None:
    truth = World().truth()
    result = score(truth, [row(article) for article in truth])
    assert [getattr(result, name) for name in SHARES] == [1.0] * len(SHARES)
    assert result.missed == result.unexpected == result.repeated == ()


def test_no_rows_find_nothing_and_judge_nothing() -> None:
    result = score(World().truth(), [])
    assert result.recall == 0
    assert {getattr(result, name) for name in SHARES[1:]} == {None}


@pytest.mark.parametrize(
    ("spoil", "lowered"),
    [
        (lambda row: row.update(title="Another"), {"title_accuracy"}),
        (lambda row: row.update(authors=[]), {"author_accuracy"}),
        (lambda row: row.update(published=None), {"date_accuracy"}),
        (lambda row: row.update(published="2024-03-20"), {"date_accuracy"}),
        (lambda row: row.update(published="2024-03-20T06:00:00"), {"date_accuracy"}),
        (
            lambda row: row["paragraphs"].pop(),
            {"text_accuracy", "paragraph_recall"},
        ),
        (
            lambda row: row["paragraphs"].append("Our newsletter"),
            {"text_accuracy", "paragraph_precision"},
        ),
        (lambda row: row["headings"].append("More"), {"text_accuracy"}),
        (lambda row: row["headings"].pop(), {"text_accuracy", "heading_recall"}),
        (lambda row: row.update(duplicate_of=row["url"]), {"duplicate_precision"}),
    ],
)
def test_what_is_told_wrongly_lowers_its_own_share(
    spoil: Spoil, lowered: set[str]
) -> None:
    result = spoiled(spoil, is_copy=False)
    assert {name for name in SHARES if getattr(result, name) != 1.0} == lowered


def test_a_copy_without_its_original_lowers_the_recall_of_duplicates() -> None:
    result = spoiled(lambda row: row.update(duplicate_of=None), is_copy=True)
    assert {name for name in SHARES if getattr(result, name) != 1.0} == {
        "duplicate_recall"
    }


def test_quotes_and_spaces_may_differ() -> None:
    truth = World().truth()
    rows = [row(article) for article in truth]
    for each in rows:
        each["paragraphs"] = [
            text.replace("“", '"').replace(" ", "\u00a0") for text in each["paragraphs"]
        ]
    assert score(truth, rows).text_accuracy == 1.0


def test_rows_are_known_by_their_link_in_the_feed_or_their_canonical_address() -> None:
    truth = World().truth()
    rows = [row(article) for article in truth]
    rows[0] |= {"url": truth[0].feed_url}
    rows[1] |= {"url": "http://elsewhere.example/x"}
    assert score(truth, rows).recall == 1.0


def test_strangers_and_repetitions_are_named() -> None:
    truth = World().truth()
    rows = [row(article) for article in truth]
    result = score(truth, [*rows[1:], rows[1], {"url": "http://elsewhere.example/"}])
    assert result.missed == (truth[0].url,)
    assert result.repeated == (truth[1].url,)
    assert result.unexpected == ("http://elsewhere.example/",)


def test_what_nobody_could_read_is_not_expected() -> None:
    world = World()
    url = world.truth()[0].url
    world.fault(url, "404")
    rows = [row(each) for each in world.truth() if each.url != url]
    assert score(world.truth(), rows).recall == 1.0
