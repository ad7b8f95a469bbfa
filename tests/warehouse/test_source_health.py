"""A publisher's new layout shows in how its articles read."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.batches import (
    batch,
    failure,
    fetch,
    put,
    refined,
    select,
    source,
)
from transforms.records import Dropped, Failure, Refined

MINUTES = 1440
CHANGED_ON = 28
"""Day from which the layout is another one; the newest request is on day 34."""
SENTENCE = "The river rose by two metres on Monday, said the harbour master."
BODY = "\n\n".join([SENTENCE] * 4)

Change = Callable[[Refined], Refined]


def article(day: int, number: int = 0) -> Refined:
    """A signed, dated article of 48 words, a tenth of its page left out."""
    made = refined(
        f"https://one.example/{day}/{number}",
        words=BODY,
        minute=day * MINUTES + number,
        authors=("Ada Field",),
    )
    menu = Dropped(reason="menu", blocks=3, characters=len(BODY) // 9)
    return replace(made, article=replace(made.article, dropped=(menu,)))


def undated(made: Refined) -> Refined:
    return replace(made, article=replace(made.article, date_precision="unknown"))


def unsigned(made: Refined) -> Refined:
    return replace(made, article=replace(made.article, authors=()))


def walled(made: Refined) -> Refined:
    return replace(made, article=replace(made.article, partial_reason="paywall"))


def cut(made: Refined) -> Refined:
    blocks = made.article.blocks[:1]
    return replace(made, article=replace(made.article, blocks=blocks))


def unread(made: Refined) -> Refined:
    boxes = Dropped(reason="boilerplate", blocks=9, characters=2 * len(BODY))
    return replace(made, article=replace(made.article, dropped=(boxes,)))


def unselected(made: Refined) -> Refined:
    missed = Dropped(reason="missed-body", blocks=0, characters=0)
    dropped = (*made.article.dropped, missed)
    return replace(made, article=replace(made.article, dropped=dropped))


def series(change: Change, *, per_day: int = 1) -> Iterator[Refined]:
    """Five weeks of articles, the last of them changed."""
    for day in range(CHANGED_ON + 7):
        is_changed = day >= CHANGED_ON
        for number in range(per_day if is_changed else 1):
            made = article(day, number)
            yield change(made) if is_changed else made


def flags(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    articles: Iterator[Refined],
    failures: tuple[Failure, ...] = (),
) -> list[str]:
    newest = (CHANGED_ON + 6) * MINUTES
    put(
        connection,
        folder,
        batch(
            *articles,
            sources=(source(),),
            fetches=(fetch(minute=newest),),
            failures=failures,
        ),
    )
    ((found,),) = select(connection, "select flags from source_health")
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("change", "flag"),
    [
        (undated, "dates-missing"),
        (unsigned, "authors-missing"),
        (walled, "partial-pages"),
        (cut, "shorter-texts"),
        (unread, "more-dropped"),
        (unselected, "selectors-miss"),
    ],
)
def test_changed_layout_raises_its_flag_and_no_other(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, change: Change, flag: str
) -> None:
    assert flags(warehouse, tmp_path, series(change)) == [flag]


def test_source_that_goes_on_as_before_is_healthy(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    assert flags(warehouse, tmp_path, series(lambda made: made)) == []


def test_source_that_stops_is_silent(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    before = (each for each in map(article, range(CHANGED_ON)))
    assert flags(warehouse, tmp_path, before) == ["silent"]


def test_flood_of_articles_is_flagged(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    flood = series(lambda made: made, per_day=4)
    assert flags(warehouse, tmp_path, flood) == ["more-articles"]


def test_pages_that_are_no_longer_articles_are_flagged(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    refusals = tuple(
        replace(
            failure(f"https://one.example/refused/{number}", reason="no-text"),
            stage="article",
            occurred_at=article(CHANGED_ON + 1).article.seen_at,
        )
        for number in range(6)
    )
    kept = series(lambda made: made)
    assert flags(warehouse, tmp_path, kept, refusals) == ["pages-refused"]


def test_new_source_is_compared_with_nothing(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    first_week = (undated(article(day)) for day in range(CHANGED_ON, CHANGED_ON + 7))
    assert flags(warehouse, tmp_path, first_week) == []


def test_profile_counts_what_a_day_brought(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    day = batch(article(0), unsigned(article(0, 1)), sources=(source(),))
    put(warehouse, tmp_path, day)
    ((articles, words, unsigned_share, dropped_share),) = select(
        warehouse,
        "select articles, median_words, unsigned_share, dropped_share "
        "from source_profiles",
    )
    assert (articles, words, unsigned_share) == (2, 48, 0.5)
    assert dropped_share == pytest.approx(0.1, abs=0.01)
