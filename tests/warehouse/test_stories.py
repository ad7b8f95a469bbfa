"""Stories and template families: how they grow, merge and lose members."""

from datetime import date
from pathlib import Path
from random import Random

import duckdb
import pytest

from tests.transforms.duplicates.texts import form, prose
from tests.warehouse.batches import batch, put, refined, select
from transforms.duplicates.fingerprints import read_text
from transforms.records import Refined

FLOOD = (
    "The Narva burst its banks near Kuresaare on Monday and mayor Anna Kask closed the "
    "Lozeni bridge. Rescuers from Tartu took families off their roofs by boat."
)
FLOOD_AFTER = (
    "Engineers from Tartu looked at the Lozeni bridge in Kuresaare, which mayor Anna "
    "Kask had closed as the Narva rose. Families slept in the school for a night."
)
COURT = (
    "Judge Petra Lindqvist sentenced the banker Olav Brandt to prison in Uppsala for "
    "fraud at Svea Savings. Prosecutors had asked the tribunal for a longer term."
)


def told(name: str, words: str, *, day: int = 20, minute: float = 0) -> Refined:
    return refined(
        f"https://{name}.example/x",
        words=words,
        title=words.partition(" on ")[0][:60],
        published_on=date(2024, 3, day),
        minute=minute,
        source_id=name,
    )


@pytest.fixture
def archive(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> duckdb.DuckDBPyConnection:
    """A warehouse with other news, so that terms have counts."""
    others = [told(f"other{n}", " ".join(prose(n, 60)), day=1) for n in range(20)]
    put(warehouse, tmp_path / "others", batch(*others))
    return warehouse


def stories_of(warehouse: duckdb.DuckDBPyConnection) -> dict[object, object]:
    rows = select(warehouse, "select source_id, story_id from articles")
    return {source: story for source, story in rows if story is not None}


@pytest.mark.parametrize("at_once", [True, False])
def test_articles_of_one_event_are_a_story_and_others_are_not(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path, at_once: bool
) -> None:
    articles = [
        told("herald", FLOOD),
        told("court", COURT),
        told("ledger", FLOOD_AFTER, day=21, minute=1),
    ]
    parts = [batch(*articles)] if at_once else [batch(each) for each in articles]
    put(archive, tmp_path, *parts)
    found = stories_of(archive)
    assert set(found) == {"herald", "ledger"}
    assert len(set(found.values())) == 1
    rows = select(
        archive,
        "select article_count, copy_count, source_count, "
        "last_published_at - first_published_at = interval 1 day from stories",
    )
    assert rows == [(2, 0, 2, True)]


def test_same_event_a_week_later_is_another_story(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    articles = [told("herald", FLOOD), told("ledger", FLOOD_AFTER, day=27)]
    put(archive, tmp_path, batch(*articles))
    assert stories_of(archive) == {}


def test_copies_are_in_the_story_of_their_original(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(
        archive,
        tmp_path,
        batch(told("herald", FLOOD), told("ledger", FLOOD_AFTER)),
        batch(told("copy", FLOOD, day=21, minute=2)),
    )
    found = stories_of(archive)
    assert found["copy"] == found["herald"]
    counts = "select article_count, copy_count, source_count from stories"
    assert select(archive, counts) == [(2, 1, 3)]


def test_original_that_comes_late_takes_its_copys_place_in_the_story(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(archive, tmp_path, batch(told("herald", FLOOD), told("ledger", FLOOD_AFTER)))
    before = stories_of(archive)
    put(archive, tmp_path, batch(told("agency", FLOOD, day=19, minute=3)))
    found = stories_of(archive)
    assert {found["agency"], found["herald"]} == {before["ledger"]}
    assert select(archive, "select article_count, copy_count from stories") == [(2, 1)]


def test_story_whose_articles_turn_out_to_be_copies_ends_with_a_trail(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """The long report holds both of them: nothing is left that would be a story."""
    put(archive, tmp_path, batch(told("herald", FLOOD), told("ledger", FLOOD_AFTER)))
    (story,) = set(stories_of(archive).values())
    whole = told("agency", f"{FLOOD} {FLOOD_AFTER}", day=19, minute=3)
    put(archive, tmp_path, batch(whole))
    assert select(
        archive,
        "select source_id from originals where first_seen_at > "
        "(select min(first_seen_at) from originals)",
    ) == [("agency",)]
    assert stories_of(archive) == {}
    assert select(archive, "from stories") == []
    trail = select(archive, "select noun, kind, from_id, to_id from story_changes")
    assert trail == [("story", "split", story, None)]


def test_an_incident_is_of_the_story_that_its_reports_are_in(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    incident_story = "select story_id from incidents where subtype = 'flood'"
    put(archive, tmp_path, batch(told("herald", FLOOD)))
    assert select(archive, incident_story) == [(None,)]
    put(archive, tmp_path, batch(told("ledger", FLOOD_AFTER)))
    (story,) = set(stories_of(archive).values())
    assert select(archive, incident_story) == [(story,)]
    # The long report holds both of them, and their story is no more.
    whole = told("agency", f"{FLOOD} {FLOOD_AFTER}", day=19, minute=3)
    put(archive, tmp_path, batch(whole))
    assert select(archive, f"{incident_story} and story_id is not null") == []


def test_fillings_of_one_form_leave_their_story_once_they_are_recognised(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    for number in range(9):
        report = told(f"town{number}", " ".join(form(number)), minute=number)
        put(warehouse, tmp_path, batch(report, minute=number))
    assert select(warehouse, "select article_count from templates") == [(9,)]
    assert stories_of(warehouse) == {}
    assert select(warehouse, "from stories") == []


def test_weights_of_a_version_are_of_length_one_and_rare_terms_lead(
    archive: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(archive, tmp_path, batch(told("long", " ".join(prose(99, 900)), day=20)))
    rows = select(
        archive,
        "select len(terms), round(list_sum(list_transform("
        "weights, lambda weight: weight * weight)), 4), "
        "weights = list_reverse_sort(weights) "
        "from ops.term_vectors inner join articles "
        "on term_vectors.article_id = articles.article_id where source_id = 'long'",
    )
    assert rows == [(48, 1.0, True)]
    assert select(
        archive, "select documents from ops.term_counts where bucket = -1"
    ) == [(21,)]


def test_terms_kept_of_a_long_report_are_the_rare_ones(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Though words that every article has are told twice, and the names once."""
    usual = " ".join(prose(7, 90)).lower().split()
    put(warehouse, tmp_path / "other", batch(told("other", " ".join(usual))))
    warehouse.execute("update ops.term_counts set documents = 1000")
    report = f"{' '.join(Random(1).sample(usual + usual, 2 * len(usual)))}. {FLOOD}"
    put(warehouse, tmp_path, batch(told("long", report, minute=1)))
    rows = select(
        warehouse,
        "select unnest(terms[:12]) from ops.term_vectors inner join articles "
        "on term_vectors.article_id = articles.article_id where source_id = 'long'",
    )
    names = read_text("Narva Kuresaare Kask Lozeni").hashes.view("int64")
    assert set(names.tolist()) <= {term for (term,) in rows}
