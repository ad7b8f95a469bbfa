"""The demo as a person runs it: its screen, and the rows that it leaves."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.__main__ import main
from flows.commands import demo
from flows.demo.site import DemoSite, Served
from tests.flows.worlds import House, house


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One demo: its exit code, what it showed, and what its site was asked."""

    code: int
    screen: str
    house: House
    served: tuple[Served, ...]


@pytest.fixture(scope="module")
def shown(prefect_server: None, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    home = tmp_path_factory.mktemp("demo") / "try"
    sites: list[DemoSite] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "SOURCES", "WAREHOUSE", "ALLOW_ADDRESSES", "PATIENCE"):
            patch.setenv(f"DATELINE_{name}", "")
        patch.setenv("COLUMNS", "100")

        # Any free ports: another demo may be running on this machine.
        def site() -> DemoSite:
            sites.append(DemoSite())
            return sites[0]

        patch.setattr(demo, "_site", site)
        output = tmp_path_factory.mktemp("screen") / "screen.txt"
        with output.open("w", encoding="utf-8") as screen:
            patch.setattr("sys.stdout", screen)
            code = main(["demo", "--home", str(home)])
    return Shown(
        code=code,
        screen=output.read_text("utf-8"),
        house=house(home),
        served=sites[0].served(),
    )


def test_it_ends_well(shown: Shown) -> None:
    assert shown.code == 0


def test_every_page_is_an_article_but_the_one_that_cannot_be_read(shown: Shown) -> None:
    assert shown.house.one("select count(*) from articles") == 46
    assert shown.house.ask("select stage, reason from ops.failures") == [
        ("article", "no-text")
    ]
    rows = shown.house.ask("select source_id, count(*) from articles group by all")
    assert dict(rows) == {
        "teliva-courier": 15,
        "danubia-wire": 11,
        "eastern-ledger": 10,
        "prut-observer": 10,
    }


def test_two_articles_have_two_versions(shown: Shown) -> None:
    assert shown.house.one("select count(*) from versions") == 48
    titles = shown.house.ask(
        "select title from articles where version_count = 2 order by title"
    )
    assert [title.partition(" ")[0] for (title,) in titles] == ["Austrian", "Landslide"]


def test_six_articles_are_copies_and_two_texts_are_later_states(shown: Shown) -> None:
    kinds = dict(shown.house.ask("select kind, count(*) from duplicates group by kind"))
    assert kinds.pop("version") == 2
    # One layout shows a line more of the same words: an edited copy.
    assert kinds["exact"] + kinds["copy"] == 6
    assert shown.house.one("select count(*) from originals") == 40
    assert shown.house.one(
        "select count(*) = 6 from articles inner join articles as originals "
        "on articles.duplicate_of = originals.article_id "
        "where originals.source_id = 'danubia-wire'"
    )


def test_flood_and_election_are_stories_of_several_publishers(shown: Shown) -> None:
    stories = shown.house.ask(
        "select source_count > 1, article_count > 2 from stories "
        "order by article_count desc limit 2"
    )
    assert stories == [(True, True)] * 2


def test_the_second_poll_asks_only_for_what_has_changed(shown: Shown) -> None:
    second = [hit for hit in shown.served if hit.state == 2]
    assert sorted(hit.status for hit in second) == [200, 200, 200, 200, 304, 304]
    kinds = shown.house.ask("select kind, count(*) from ops.fetches group by kind")
    assert dict(kinds) == {"robots": 4, "listing": 8, "page": 47 + 2}
    assert shown.house.one("select count(*) from ops.fetches where status = 304") == 2
    counts = shown.house.ask(
        "select counts ->> 'articles', counts ->> 'versions', "
        "counts ->> 'not_modified' from ops.runs order by started_at"
    )
    assert counts == [("46", "46", "0"), ("0", "2", "2")]


def test_articles_of_a_badly_dated_feed_have_the_dates_of_their_pages(
    shown: Shown,
) -> None:
    rows = shown.house.ask(
        "select published_on is null, count(*) from articles "
        "where source_id = 'prut-observer' group by all"
    )
    assert dict(rows)[False] >= 9
    assert shown.house.ask(
        "select distinct strftime(published_on, '%Y-%m') from articles "
        "where published_on is not null"
    ) == [("2024-03",)]


def test_three_questions_are_answered_on_the_screen(shown: Shown) -> None:
    for question in (
        "Which sums of money are named",
        "What do the articles say happened when",
        "What changed between two versions",
    ):
        assert question in shown.screen
    # An answer to each: a sum, a day, a paragraph of the second version.
    assert "million" in shown.screen
    assert "2024-03-03" in shown.screen
    assert "Correction, 28 March" in shown.screen


def test_the_screen_names_the_file_and_what_to_try_next(shown: Shown) -> None:
    assert "warehouse.duckdb, a plain DuckDB file" in shown.screen
    assert 'sql "show tables"' in shown.screen
    assert "no-text: http://127.0.0.1" in shown.screen
    assert shown.screen.count("46 new articles") == 1
    assert shown.screen.count("2 unchanged answers (304)") == 1


def test_facts_are_found_in_the_sentences_that_state_them(shown: Shown) -> None:
    assert shown.house.one("select count(*) from money") > 50
    assert shown.house.one("select count(*) from dates") > 100
    wrong = shown.house.one(
        "select count(*) from readings.every_kind as found "
        "inner join versions using (version_id) where found.evidence <> "
        "substring(text, found.start_char + 1, found.end_char - found.start_char)"
    )
    assert wrong == 0


def test_its_tables_hold_no_key_twice(shown: Shown) -> None:
    assert shown.house.repeated_keys() == {}


@pytest.mark.parametrize("kind", ["folder", "file", "below a file"])
def test_a_place_that_is_not_its_own_is_refused_and_left_alone(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine"
    if kind == "folder":
        mine.mkdir()
        (mine / "novel.txt").write_text("chapter one", "utf-8")
    else:
        mine.write_text("chapter one", "utf-8")
    home = mine / "deeper" if kind == "below a file" else mine
    assert main(["demo", "--home", str(home)]) == 2
    shown = capsys.readouterr()
    assert len((shown.out + shown.err).strip().splitlines()) == 1
    assert str(home) in shown.err
    kept = mine / "novel.txt" if kind == "folder" else mine
    assert kept.read_text("utf-8") == "chapter one"
