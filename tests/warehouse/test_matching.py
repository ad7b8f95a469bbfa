"""Near copies through the load: found, told apart, and settled again."""

from collections.abc import Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import duckdb
import pytest

from tests.transforms.duplicates.texts import form, prose
from tests.warehouse.batches import at, batch, empty, put, refined, select
from transforms.records import Refined

STORY = prose(1)
KINDS = """
select articles.url, duplicates.kind
from duplicates
inner join versions on duplicates.version_id = versions.version_id
inner join articles on versions.article_id = articles.article_id
order by articles.url
"""


def told(
    name: str,
    sentences: Sequence[str],
    *,
    minute: float = 0,
    day: int = 20,
    title: str = "Headline",
) -> Refined:
    """An article of the publisher ``name``, three sentences to a paragraph."""
    parts = [sentences[place : place + 3] for place in range(0, len(sentences), 3)]
    return refined(
        f"https://{name}.example/x",
        words="\n\n".join(" ".join(part) for part in parts),
        minute=minute,
        published_on=date(2024, 3, day),
        source_id=name,
        title=title,
    )


def kinds(warehouse: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Kind by the publisher of the copy."""
    rows = select(warehouse, KINDS)
    return {str(url)[8:].partition(".")[0]: str(kind) for url, kind in rows}


@pytest.mark.parametrize("at_once", [True, False])
def test_edited_copy_teaser_and_exact_copy_are_told_apart(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, at_once: bool
) -> None:
    articles = [
        told("agency", STORY),
        told("edited", [*prose(2, 30), *STORY[1:]], minute=1, day=21),
        told("brief", STORY[:5], minute=2, day=21),
        told("same", STORY, minute=3, day=21),
        told("other", prose(3), minute=4, day=21),
    ]
    parts = [batch(*articles)] if at_once else [batch(each) for each in articles]
    assert put(warehouse, tmp_path, *parts).copies == 3
    assert kinds(warehouse) == {"edited": "copy", "brief": "teaser", "same": "exact"}
    assert select(warehouse, "select url from originals order by url") == [
        ("https://agency.example/x",),
        ("https://other.example/x",),
    ]


def test_order_of_arrival_does_not_decide_what_is_a_copy(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    articles = [
        told("agency", STORY),
        told("edited", [*prose(2, 30), *STORY[1:]], minute=1, day=21),
        told("brief", STORY[:5], minute=2, day=22),
    ]
    found = []
    for order in permutations(articles):
        empty(warehouse)
        put(warehouse, tmp_path, *(batch(each) for each in order))
        found.append(kinds(warehouse))
    assert found == [{"edited": "copy", "brief": "teaser"}] * 6


def test_backfill_of_years_ago_finds_its_peers(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Each is compared with what was published about its own day, not with now."""
    now = told("now", prose(5))
    old, copy = (
        refined(
            f"https://{name}.example/x",
            words=" ".join(words),
            published_on=date(2009, 5, day),
            source_id=name,
        )
        for name, words, day in (("old", STORY, 3), ("paper", STORY[:-1], 4))
    )
    put(warehouse, tmp_path, batch(now), batch(old), batch(copy))
    assert kinds(warehouse) == {"paper": "copy"}


def test_older_original_that_comes_late_leaves_a_trail(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    first = told("first", STORY[1:], day=20)
    second = told("second", STORY[:-1], day=21)
    put(warehouse, tmp_path, batch(first, second))
    assert select(warehouse, "from duplicate_changes") == []
    put(warehouse, tmp_path, batch(told("agency", STORY, day=19, minute=9), minute=9))
    trail = """
    select
        articles.source_id, befores.source_id, afters.source_id,
        duplicate_changes.changed_at
    from duplicate_changes
    inner join versions on duplicate_changes.version_id = versions.version_id
    inner join articles on versions.article_id = articles.article_id
    left join articles as befores
        on duplicate_changes.from_original_version_id = befores.latest_version_id
    left join articles as afters
        on duplicate_changes.to_original_version_id = afters.latest_version_id
    order by articles.source_id
    """
    assert select(warehouse, trail) == [
        ("first", None, "agency", at(9)),
        ("second", "first", "agency", at(9)),
    ]
    originals = select(warehouse, "select distinct original_id from copies")
    assert len(originals) == 1


def test_update_of_an_article_is_a_version_and_hides_nothing(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(
        warehouse,
        tmp_path,
        batch(told("one", STORY)),
        batch(told("one", [*prose(7, 25), *STORY], minute=30)),
    )
    assert kinds(warehouse) == {"one": "version"}
    assert len(select(warehouse, "from originals")) == 1
    assert select(warehouse, "from copies") == []


def test_update_with_a_new_date_does_not_make_the_first_a_copy(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(
        warehouse,
        tmp_path,
        batch(told("first", STORY, day=20)),
        batch(told("paper", STORY[:-1], day=21, minute=1)),
        batch(told("first", [*STORY, *prose(8, 20)], day=22, minute=2)),
    )
    assert select(warehouse, "select source_id from copies") == [("paper",)]


def test_fillings_of_one_form_are_a_family_and_no_copies(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    reports = [told(f"town{number}", form(number)) for number in range(8)]
    put(warehouse, tmp_path, batch(*reports[:4], told("news", STORY)))
    assert select(warehouse, "from templates") == []
    put(warehouse, tmp_path, batch(*reports[4:], minute=5))
    assert select(warehouse, "select article_count, source_count from templates") == [
        (8, 8)
    ]
    assert kinds(warehouse) == {}
    apart = "select count(*) from articles where template_id is null"
    assert select(warehouse, apart) == [(1,)]


def test_formula_that_many_articles_share_stays_small_in_the_index(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    closing = "Write to us at the address below if you saw what happened there today."
    articles = [
        told(f"n{number}", [*prose(100 + number, 60), closing]) for number in range(60)
    ]
    put(warehouse, tmp_path, batch(*articles[:40]), batch(*articles[40:], minute=1))
    rows = select(
        warehouse,
        "select max(holders) from (select count(*) as holders "
        "from ops.fingerprints group by fingerprint)",
    )
    assert rows == [(32,)]
    assert kinds(warehouse) == {}


def test_copies_view_tells_the_evidence(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    wire = [f"LEEDS (Newswire) - {STORY[0]}", *STORY[1:]]
    put(
        warehouse,
        tmp_path,
        batch(
            told("newswire", STORY, day=22),
            told("paper", wire, day=21, minute=1),
            told("late", STORY[:-1], day=23, minute=2),
        ),
    )
    rows = select(
        warehouse,
        "select source_id, original_source_id, evidence, agency from copies "
        "order by source_id",
    )
    assert rows == [
        ("late", "newswire", "published later", None),
        ("paper", "newswire", "credits the agency", "newswire"),
    ]


def test_paragraphs_of_an_update_are_told_by_what_changed(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    before = "Two were hurt on Monday.\n\nIt rained “all day”.\n\nMore to come."
    after = 'Four were hurt on Monday.\n\nIt rained "all day".\n\nA bridge fell.'
    put(
        warehouse,
        tmp_path,
        batch(refined(words=before)),
        batch(refined(words=after, minute=9)),
    )
    rows = select(
        warehouse,
        "select kind, words_before, words_after, removed_words, added_words "
        "from version_changes order by kind",
    )
    assert rows == [
        ("added", None, "A bridge fell.", [], ["a", "bridge", "fell"]),
        ("changed", before[:24], after[:25], ["two"], ["four"]),
        ("removed", "More to come.", None, ["more", "to", "come"], []),
    ]
