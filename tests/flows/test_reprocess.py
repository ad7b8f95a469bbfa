"""What older code has read is read again: from what is kept, swapped, counted."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from flows import reprocessing
from flows.__main__ import main
from flows.context import open_context
from flows.outcomes import Wanted
from flows.reprocessing import run_reprocess
from flows.rereading import Reader, Reread
from tests.flows.worlds import CONTENTS, House, Site, house, page, write_feed_source
from tests.newsworld.answers import Answer
from tests.newsworld.server import serving
from transforms.errors import SettingsError, WarehouseHeld
from transforms.facts import KINDS
from warehouse import landing
from warehouse.connection import lock_path, opened
from warehouse.indexing import extend
from warehouse.stale import Stale, Text

NAMES = ("one", "two", "three", "four")
NOTHING = Wanted()


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A home with four articles of one site, which nobody serves any more."""
    site = Site()
    with serving({"site": site}) as servers:
        served = servers["site"]
        here = house(tmp_path_factory.mktemp("reprocess"), [served.authority])
        site.list_pages(served.base, *NAMES)
        site.answers["/four"] = Answer(
            body=page(
                "Bridge falls",
                "The bridge at Lozeni fell on Tuesday and killed 4 men, police said.",
                "Repairs will cost 3 million euros, said Anna Petrova, the mayor.",
            )
        )
        write_feed_source(here.settings.sources, "site", f"{served.base}/feed")
        here.run()
    assert here.one("select count(*) from articles") == len(NAMES)
    return here


@pytest.fixture
def here(ingested: House, tmp_path: Path) -> House:
    """A copy of that home, to be spoilt."""
    home = tmp_path / "home"
    shutil.copytree(ingested.settings.home, home)
    return ingested.replace(home=home, warehouse=home / "warehouse.duckdb")


def spoil(here: House, *statements: str) -> None:
    """The warehouse as older code would have left it."""
    with duckdb.connect(str(here.settings.warehouse)) as connection:
        for statement in statements:
            connection.execute(statement)


def contents(here: House) -> dict[str, list[tuple[object, ...]]]:
    """All that the tables say, identities and near pairs included."""
    more = {
        "identities": "select * from identities order by all",
        "near": "select version_id, other_version_id, relation, containment "
        "from ops.likenesses order by all",
        "printed": "select * from ops.fingerprints order by all",
        "incidents": "select * from incidents order by all",
        "incident_reports": "select * exclude (added_at) from incident_reports "
        "order by all",
        "states": "select version_id, seen_at, fact_versions from versions order by 1",
    }
    return {name: here.ask(query) for name, query in {**CONTENTS, **more}.items()}


OLD_DATES = "update dates set extractor_version = '0', evidence = 'x'"
LOST_MONEY = "delete from money"
OLD_MONEY = (
    "update versions set fact_versions = map_from_entries("
    "list_filter(map_entries(fact_versions), lambda each: each.key <> 'money'))"
)
OLD_PAGES = (
    "update versions set extractor_version = 'articles-0', "
    "text = replace(text, 'Lozeni', 'LOZENI'), content_digest = uuid()"
)
OLD_TITLES = "update articles set title = 'old', published_on = date '2024-03-01'"


def test_what_is_current_is_left_alone(here: House) -> None:
    outcome = run_reprocess(here.settings, NOTHING)

    assert outcome.planned == 0
    assert here.one("select count(*) from ops.replacements") == 0
    assert "nothing is stale" in outcome.sentence()


@pytest.mark.parametrize(
    ("stage", "statements"),
    [
        ("facts", (OLD_DATES,)),
        ("facts", (OLD_DATES, LOST_MONEY, OLD_MONEY)),
        ("articles", (OLD_PAGES, OLD_TITLES)),
        ("all", (OLD_PAGES, OLD_TITLES, OLD_DATES, LOST_MONEY, OLD_MONEY)),
    ],
)
def test_stale_rows_become_what_the_present_code_reads(
    here: House, stage: str, statements: tuple[str, ...]
) -> None:
    before = contents(here)
    spoil(here, *statements)
    assert contents(here) != before

    outcome = run_reprocess(here.settings, Wanted(stage=stage))  # type: ignore[arg-type]  # a Stage

    assert not outcome.failed
    assert contents(here) == before
    assert run_reprocess(here.settings, NOTHING).planned == 0


def test_a_page_that_was_read_again_is_searched_by_its_present_words(
    here: House,
) -> None:
    query = "select url, score from search('Lozeni') order by all"
    found = here.ask(query)
    spoil(here, OLD_PAGES.replace("LOZENI", "Kilometre"))
    with opened(here.settings.warehouse) as connection:
        extend(connection)
    assert here.ask(query) != found

    run_reprocess(here.settings, Wanted(stage="articles"))

    assert here.one("select count(*) from ops.search_pending") > 0
    assert here.ask(query) == found


def test_counts_tell_what_went_came_changed_and_stayed(here: House) -> None:
    dates = here.one("select count(*) from dates")
    money = here.one("select count(*) from money")
    invented = (
        "insert into dates by name select * replace (uuid() as fact_id, "
        "'0' as extractor_version) from dates limit 1"
    )
    spoil(here, invented, LOST_MONEY, OLD_MONEY)

    changes = {
        change.kind: change for change in run_reprocess(here.settings, NOTHING).changes
    }

    assert changes["dates"].gone == 1
    assert 0 < changes["dates"].same <= dates
    assert (changes["money"].new, changes["money"].gone) == (money, 0)


def test_a_preview_counts_the_same_and_changes_nothing(here: House) -> None:
    spoil(here, OLD_PAGES, OLD_DATES, LOST_MONEY, OLD_MONEY)
    before = contents(here)

    previewed = run_reprocess(here.settings, Wanted(is_preview=True))

    assert contents(here) == before
    assert here.one("select count(*) from ops.runs where flow = 'reprocess'") == 0
    told: list[str] = []

    def announced(line: str) -> None:
        told.append(line)
        assert contents(here) == before

    done = run_reprocess(here.settings, NOTHING, announce=announced)
    assert done.table() == previewed.table()
    counts = previewed.sentence().partition("; ")[2]
    assert told == [f"next {len(NAMES)} versions, {counts}"]


def test_only_the_days_and_kinds_asked_for_are_read(here: House) -> None:
    spoil(here, OLD_DATES, OLD_PAGES)
    day = date(2024, 3, 19)

    assert run_reprocess(here.settings, Wanted(end=date(2024, 3, 18))).planned == 0
    assert run_reprocess(here.settings, Wanted(start=date(2024, 3, 20))).planned == 0
    facts = run_reprocess(here.settings, Wanted(start=day, end=day, stage="facts"))

    assert {change.kind for change in facts.changes} == {"dates"}
    assert here.one(
        "select count(*) from versions where refused_by is null "
        "and extractor_version = 'articles-0'"
    ) == len(NAMES)


def test_everything_can_be_read_again_and_is_the_same(here: House) -> None:
    before = contents(here)

    outcome = run_reprocess(here.settings, Wanted(only="all"))

    assert outcome.planned == len(NAMES)
    assert {change.kind for change in outcome.changes} == {"versions", *KINDS}
    assert not any(each.gone + each.new + each.changed for each in outcome.changes)
    assert contents(here) == before


def test_a_page_that_is_refused_now_keeps_its_text_once(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(
        here, "update ops.captures set content_type = 'image/png' where kind = 'page'"
    )
    spoil(here, OLD_PAGES)
    before = here.ask("select text from versions order by 1")

    outcome = run_reprocess(here.settings, NOTHING)

    assert len(outcome.failed) == len(NAMES)
    assert here.ask("select text from versions order by 1") == before
    assert here.one("select count(*) from versions where refused_by is not null") == 4
    assert here.one("select count(*) from ops.failures where stage = 'article'") == 4
    assert run_reprocess(here.settings, NOTHING).planned == 0


def test_a_page_of_another_article_moves_there(here: House) -> None:
    before = contents(here)
    spoil(
        here,
        OLD_PAGES,
        "update articles set article_id = uuid(), canonical_url = url || '?old=1' "
        "where url like '%/one'",
        "update versions set version_id = uuid(), article_id = (select article_id "
        "from articles where url like '%/one') where article_id not in "
        "(select article_id from articles)",
        "update articles set latest_version_id = (select version_id from versions "
        "where versions.article_id = articles.article_id)",
    )

    run_reprocess(here.settings, NOTHING)

    after = contents(here)
    assert after["articles"] == before["articles"]
    assert after["versions"] == before["versions"]


def test_a_held_warehouse_leaves_the_batch_for_the_next_run(
    here: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(here)
    spoil(here, OLD_DATES)
    path = here.settings.home / "warehouse.duckdb"
    lock = FileLock(lock_path(path))

    class Holding(Reader):
        def read(self, part: Sequence[tuple[Stale, Text]]) -> Reread:
            lock.acquire()
            return Reader.read(self, part)

    monkeypatch.setattr(reprocessing, "Reader", Holding)
    with pytest.raises(WarehouseHeld):
        run_reprocess(here.replace(patience_seconds=0.0).settings, NOTHING)
    lock.release()
    monkeypatch.undo()
    assert len(landing.pending(here.settings.landing)) == 1

    assert run_reprocess(here.settings, NOTHING).planned == 0
    assert contents(here) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--start", "2024-03-02", "--end", "2024-03-01"], "lies before"),
        (["--source", "nobody"], "no source nobody; there are: site"),
        (["--start", "yesterday"], "no day like 2024-03-20"),
    ],
)
def test_mistakes_are_told_in_a_line(
    here: House,
    arguments: list[str],
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = ["--home", str(here.settings.home), "--sources", str(here.settings.sources)]
    try:
        code = main(["reprocess", *line, *arguments])
    except SystemExit as end:
        code = int(str(end.code))

    assert code == 2
    assert message in " ".join(capsys.readouterr().err.split())


def test_a_model_of_names_that_is_not_there_stops_before_anything(here: House) -> None:
    settings = here.replace(names="stanza:en").settings
    with pytest.raises(SettingsError, match="none of spacy:MODEL, gliner:MODEL"):
        run_reprocess(settings, NOTHING)
    with pytest.raises(SettingsError), open_context(settings):
        pass


def test_the_command_shows_counts_and_ends_with_0(
    here: House, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(here, OLD_DATES)
    line = ["--home", str(here.settings.home), "--sources", str(here.settings.sources)]

    assert main(["reprocess", *line, "--preview"]) == 0
    assert "a preview: nothing has changed" in capsys.readouterr().err
    assert main(["reprocess", *line]) == 0
    told = capsys.readouterr().err

    assert "4 versions were read again" in told
    assert "changed" in told
