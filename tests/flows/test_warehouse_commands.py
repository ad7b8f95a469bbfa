"""``search``, ``schema``, ``report``, ``check`` and ``maintain`` as users type them."""

import json
import os
from pathlib import Path

import pytest

from flows.__main__ import main
from flows.commands.report import as_cell
from tests.flows.worlds import House, house, write_files_source
from warehouse import lake

FLOOD = """\
 date 2024-03-18 The Arden rose by two metres on Sunday, the council said.

“Nobody was hurt,” said Mayor Anna Berg.
"""
VOTE = " date 2024-03-19 The council voted on Tuesday to build the bridge again."


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("DATELINE_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A warehouse with two articles."""
    folder = tmp_path_factory.mktemp("commands")
    here = house(folder / "home")
    for name, text in {"flood": FLOOD, "vote": VOTE}.items():
        path = folder / "files" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    write_files_source(here.settings.sources, "shelf", str(folder / "files"))
    here.run()
    return here


def line(filled: House, *arguments: str) -> int:
    try:
        return main(["--home", str(filled.settings.home), *arguments])
    except SystemExit as ended:
        return int(ended.code or 0)


def test_search_finds_by_words_and_day(
    filled: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert line(filled, "search", "council NOT bridge", "--format", "jsonl") == 0
    (found,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert "Arden" in found["snippet"]
    since = ("--since", "2024-03-19", "--format", "jsonl")
    assert line(filled, "search", "arden", *since) == 0
    assert capsys.readouterr().out == ""


def test_search_in_quotes_names_who_said_it(
    filled: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert line(filled, "search", "hurt", "--in", "quotes", "--format", "jsonl") == 0
    (found,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert found["speaker"] == "Anna Berg"


def test_a_query_that_asks_nothing_is_wrong_usage(
    filled: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert line(filled, "search", "NOT") == 2
    assert "Traceback" not in capsys.readouterr().err


def test_schema_tells_what_a_column_means(
    filled: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert line(filled, "schema", "money") == 0
    assert "ISO 4217" in capsys.readouterr().out
    assert line(filled, "schema", "nowhere") == 2
    assert "nowhere" in capsys.readouterr().err


def test_check_ends_well_on_sound_data_and_names_its_rules(
    filled: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert line(filled, "check") == 0
    assert "evidence_equals_span" in capsys.readouterr().out


def test_maintain_publishes_the_copy_that_readers_open(
    filled: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert line(filled, "maintain") == 0
    copy = Path(filled.settings.home) / "warehouse.read.duckdb"
    assert copy.is_file()
    assert "warehouse.read.duckdb" in capsys.readouterr().out


def test_report_is_a_page_of_the_days_asked_for(
    filled: House, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    days = ("--since", "2024-03-18", "--until", "2024-03-19")
    assert line(filled, "report", *days) == 0
    page = capsys.readouterr().out
    assert page.startswith("# Dateline, 2024-03-18 to 2024-03-19\n")
    assert "| shelf | 2 |" in page
    out = tmp_path / "report.json"
    assert line(filled, "report", *days, "--format", "json", "--out", str(out)) == 0
    found = json.loads(out.read_text("utf-8"))
    assert found["since"] == "2024-03-18"
    assert [row["articles"] for row in found["sources"]] == [2]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "2024-03-20", "--until", "2024-03-19"), "swap them"),
        (("--until", "0001-01-02"), "give --since"),
        (("--since", "yesterday"), "no day like 2024-03-20"),
        (("--out", "/nowhere/report.md"), "/nowhere/report.md"),
    ],
)
def test_a_report_that_cannot_be_is_wrong_usage(
    filled: House,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    assert line(filled, "report", *arguments) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


@pytest.mark.parametrize("command", [["demo", "--lake"], ["sql", "select 1"]])
def test_lake_without_its_extensions_is_told_before_anything_is_done(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
) -> None:
    monkeypatch.setitem(lake._EXTENSIONS, "sqlite", ("no_such_extension",))
    monkeypatch.setenv("DATELINE_WAREHOUSE", f"ducklake:sqlite:{tmp_path}/catalog")
    assert main([*command, "--home", str(tmp_path / "home")]) == 2
    assert "pip install -c constraints.txt '.[lake]'" in capsys.readouterr().err
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("command", ["ingest", "check", "migrate"])
def test_damaged_warehouse_is_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], command: str
) -> None:
    damaged = tmp_path / "warehouse.duckdb"
    damaged.write_bytes(b"no database at all" * 999)
    assert main([command, "--home", str(tmp_path)]) == 1
    (told,) = capfd.readouterr().err.splitlines()
    assert f"{damaged}: " in told


def test_titles_are_no_markup_in_a_report() -> None:
    assert as_cell("a|b\n<i>*c*") == r"a\|b \<i\>\*c\*"
