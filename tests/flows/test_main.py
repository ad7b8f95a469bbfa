"""The console script: exit codes, one line for a mistake, the forms of an answer."""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tomllib
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from flows.__main__ import main
from flows.commands import COMMANDS
from flows.settings import VERSION
from tests.flows.worlds import House, house, write_files_source
from transforms import dated_text

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60.0
NAMES = list(COMMANDS)
FLOOD = """\
 date 2024-03-18 The Arden rose by two metres on Sunday, the council said.

What was lost

Repairs will cost 4 million euros, and “more” may be needed.
"""
VOTE = " date 2024-03-19 The council voted on Tuesday to build the bridge again."


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("DATELINE_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A warehouse with three articles: one changed, one a copy."""
    folder = tmp_path_factory.mktemp("main")
    here = house(folder / "home")
    for number, (name, text) in enumerate(
        {"flood": FLOOD, "vote": VOTE, "vote-again": VOTE}.items()
    ):
        path = folder / "files" / f"{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        os.utime(path, (number, number))
    write_files_source(here.settings.sources, "shelf", str(folder / "files"))
    here.run()
    changed = folder / "files" / "flood.txt"
    changed.write_text(FLOOD.replace("4 million", "5 million"), "utf-8")
    here.run()
    return here


class Line:
    """``dateline`` in this process: what it gives and shows."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *places: str) -> None:
        self._capsys = capsys
        self._places = places

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        self._capsys.readouterr()
        try:
            code = main([*self._places, *arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        shown = self._capsys.readouterr()
        return code, shown.out, shown.err


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str], filled: House) -> Line:
    settings = filled.settings
    places = ("--home", str(settings.home), "--sources", str(settings.sources))
    return Line(capsys, *places)


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(capsys)


def test_help_names_every_command_and_variable(bare: Line) -> None:
    code, out, _ = bare("--help")
    assert code == 0
    for name in NAMES:
        assert f"    {name}" in out
    for variable in ("HOME", "SOURCES", "WAREHOUSE", "ALLOW_ADDRESSES", "TASK_RUNNER"):
        assert f"DATELINE_{variable}" in out


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_that_teaches_it(bare: Line, name: str) -> None:
    code, out, err = bare(name, "--help")
    assert code == 0
    assert err == ""
    assert out.startswith(f"usage: dateline {name}")
    assert len(out.splitlines()) > 8


def test_version_is_told(bare: Line) -> None:
    assert bare("--version")[:2] == (0, f"dateline {VERSION}\n")


@pytest.mark.parametrize(
    "arguments",
    [(), ("frobnicate",), ("sql",), ("sql", "select 1", "--format", "xml"), ("--x",)],
)
def test_wrong_usage_ends_with_code_2(bare: Line, arguments: tuple[str, ...]) -> None:
    code, out, err = bare(*arguments)
    assert code == 2
    assert out == ""
    assert "usage: dateline" in err


def _is_one_line(err: str) -> bool:
    return len(err.strip().splitlines()) == 1 and err.startswith("dateline: ")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("ingest", "--direct", "nowhere"), 2, "no source nowhere; there are: shelf"),
        (("ingest", "nowhere"), 2, "no source nowhere"),
        (("sql", "selekt 1"), 2, "Parser Error"),
        (("sql", "select nothing from nowhere"), 2, "nowhere"),
        (("sql", ""), 2, "empty"),
        (("sql", "select 1", "--limit", "-1"), 2, "--limit -1"),
        (("sql", "from artcles"), 2, 'Did you mean "articles"?'),
        (("sql", "from failures"), 2, 'Did you mean "ops.failures"?'),
        (("export", "--format", "dated"), 2, "--out"),
        (("export", "--format", "parquet"), 2, "--out"),
        (("export", "--by-day"), 2, "--by-day is for"),
        (("export", "--out", "/dev/null/x.jsonl"), 2, "/dev/null/x.jsonl"),
        (("export", "--format", "dated", "--out", "/dev/null/x"), 2, "/dev/null/x"),
        (("export", "--format", "parquet", "--out", "/dev/null/x"), 2, "/dev/null/x"),
        (("--sources", "/dev/null/x", "sources", "check"), 2, "no such folder"),
        (("--home", "/dev/null/x", "migrate"), 1, "/dev/null/x"),
        (("--home", "/dev/null/x", "ingest", "--direct"), 1, "/dev/null/x"),
        (("--home", "/nonexistent", "sql", "select 1"), 1, "there is no warehouse yet"),
        (("--home", "/nonexistent", "export"), 1, "there is no warehouse yet"),
        (("--home", "/nonexistent", "maintain"), 1, "there is no warehouse yet"),
        (("--home", "/nonexistent", "reprocess"), 1, "there is no warehouse yet"),
    ],
)
def test_a_mistake_gets_its_code_and_words_and_no_traceback(
    line: Line, arguments: tuple[str, ...], code: int, words: str
) -> None:
    found, out, err = line(*arguments)
    assert found == code
    assert words in err
    assert "Traceback" not in err
    assert out == ""
    assert err.startswith("dateline: ")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATELINE_ALLOW_ADDRESSES", "here"),
        ("DATELINE_TASK_RUNNER", "hamsters"),
        ("DATELINE_PATIENCE", "long"),
    ],
)
def test_a_wrong_variable_is_named_in_one_line(
    line: Line, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    code, _, err = line("sql", "select 1")
    assert code == 2
    assert variable in err
    assert _is_one_line(err)


def test_a_missing_dask_is_told_before_a_flow_begins(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_TASK_RUNNER", "dask")
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, _, err = line("ingest")
    assert code == 2
    assert "'.[dask]'" in err
    assert _is_one_line(err)


def test_a_file_that_is_no_warehouse_is_told_in_one_line(
    bare: Line, tmp_path: Path
) -> None:
    (tmp_path / "warehouse.duckdb").write_bytes(b"not a database" * 1000)
    code, _, err = bare("--home", str(tmp_path), "sql", "select 1")
    assert code == 1
    assert "warehouse.duckdb" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "query",
    [
        "insert into sources select * from sources",
        "delete from articles",
        "drop table articles",
        "create table mine (one integer)",
        "update articles set title = ''",
    ],
)
def test_sql_changes_nothing(line: Line, filled: House, query: str) -> None:
    before = filled.contents()
    code, _, err = line("sql", query)
    assert code == 2
    assert "Questions only read" in err
    assert filled.contents() == before


QUERY = """
select *
from (values ('a, "b"', 1, date '2024-03-20'), (null, 2, null))
    as listed (title, ordinal, published_on)
"""


def test_sql_as_csv(line: Line) -> None:
    code, out, err = line("sql", QUERY, "--format", "csv")
    assert (code, err) == (0, "")
    assert list(csv.reader(io.StringIO(out))) == [
        ["title", "ordinal", "published_on"],
        ['a, "b"', "1", "2024-03-20"],
        ["", "2", ""],
    ]


def test_sql_as_json(line: Line) -> None:
    _, out, _ = line("sql", "--format", "json", QUERY)
    assert json.loads(out) == [
        {"title": 'a, "b"', "ordinal": 1, "published_on": "2024-03-20"},
        {"title": None, "ordinal": 2, "published_on": None},
    ]


def test_sql_as_json_has_numbers_and_instants(line: Line) -> None:
    query = "select 1.50::decimal(9, 2) a, 40::decimal(9, 2) b, now() c, uuid() d"
    row = json.loads(line("sql", "--format", "jsonl", query)[1])
    assert (row["a"], row["b"]) == (1.5, 40)
    assert datetime.fromisoformat(row["c"]).tzinfo is not None
    assert len(row["d"]) == 36


def test_sql_as_jsonl(line: Line) -> None:
    _, out, _ = line("sql", "--format", "jsonl", QUERY)
    assert [json.loads(row)["ordinal"] for row in out.splitlines()] == [1, 2]


def test_sql_as_table(line: Line) -> None:
    code, out, _ = line("sql", "select title, 1 as one from (select '[b]x[/b]' title)")
    assert code == 0
    assert out.split() == ["title", "one", "[b]x[/b]", "1"]
    _, out, _ = line("sql", "select timestamptz '2024-03-06 15:05:00+00' as told_at")
    assert out.split() == ["told_at", "2024-03-06", "15:05"]


def test_what_json_has_no_word_for_is_null_or_written_out(line: Line) -> None:
    query = "select 'nan'::double a, [{'day': date '2024-03-20'}] b, true c"
    row = json.loads(line("sql", "--format", "jsonl", query)[1])
    assert row == {"a": None, "b": [{"day": "2024-03-20"}], "c": True}
    out = line("sql", "--format", "csv", query)[1]
    _, days, truth = list(csv.reader(io.StringIO(out)))[1]
    assert (json.loads(days), truth) == (row["b"], "true")


def test_columns_without_room_are_lines(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    _, out, _ = line("sql", "from articles order by url limit 2")
    assert out.count("canonical_url") == out.count("-- row") == 2
    assert re.search(r"^source_id +shelf *$", out, re.MULTILINE)
    _, out, _ = line("sql", "select 1 as one, 2 as two", "--format", "records")
    rows = [row.split() for row in out.splitlines()]
    assert rows == [["--", "row", "1"], ["one", "1"], ["two", "2"]]
    # Room for each word, but a sentence of 23 lines.
    words = "select repeat('x', 12) a, a as b, a as c, repeat('flood ', 66) as sentence"
    assert "-- row 1" in line("sql", words)[1]
    monkeypatch.setenv("COLUMNS", "40")
    assert "each other" in " ".join(line("check")[1].split())
    _, out, err = line("sql", "from articles where false")
    assert "canonical_url" in out
    assert err == "no rows\n"


def test_a_question_is_utf8_in_any_locale_and_imports_little(filled: House) -> None:
    """In a process of its own: it is about the interpreter's streams and modules."""
    flows = [sys.executable, "-X", "importtime", "-m", "flows"]
    query = "select chr(259) as letter"
    done = subprocess.run(
        [*flows, "--home", str(filled.settings.home), "sql", query],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert done.stdout.decode("utf-8").split() == ["letter", "ă"], done.stderr
    imported = {
        row.rpartition("|")[2].strip() for row in done.stderr.decode().split("\n")
    }
    assert "flows.commands.rows" in imported
    assert not imported & {"numpy", "lxml.etree", "prefect", "transforms.facts"}


@pytest.mark.parametrize(
    ("arguments", "rows", "is_cut"),
    [
        ((), 100, True),
        (("--limit", "0"), 101, False),
        (("--limit", "101"), 101, False),
        (("--limit", "7", "--format", "csv"), 7, True),
        (("--format", "csv"), 101, False),
    ],
)
def test_a_long_answer_says_what_it_leaves_out(
    line: Line, arguments: tuple[str, ...], rows: int, is_cut: bool
) -> None:
    code, out, err = line("sql", "from range(101)", *arguments)
    assert code == 0
    assert len(out.splitlines()) == 1 + rows
    assert (f"the first {rows} rows; --limit 0 gives all" in err) == is_cut


def test_sql_from_standard_input(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("select 6 * 7 as answer"))
    assert line("sql", "-", "--format", "csv")[1] == "answer\n42\n"


def test_views_answer_in_one_line_of_sql(line: Line) -> None:
    _, out, _ = line("sql", "select count(*) as n from originals", "--format", "csv")
    assert out == "n\n2\n"
    query = "select kind, evidence from facts where kind = 'money'"
    _, out, _ = line("sql", query, "--format", "csv")
    assert "money,5 million euros" in out.splitlines()


KEYS = {
    *("url", "canonical_url", "source", "title", "authors", "published"),
    *("date_precision", "language", "text", "paragraphs", "headings"),
    *("duplicate_of", "duplicate_kind", "story_id", "versions"),
}


def test_export_gives_an_object_an_article_with_the_agreed_keys(line: Line) -> None:
    code, out, err = line("export")
    assert code == 0
    assert "3 articles to standard output" in err
    rows = {row["url"].rpartition("/")[2]: row for row in map(json.loads, _rows(out))}
    assert set(rows) == {"flood.txt", "vote.txt", "vote-again.txt"}
    for row in rows.values():
        assert set(row) == KEYS
        assert row["source"] == "shelf"
        for version in row["versions"]:
            assert set(version) == {"seen_at", "title", "paragraphs"}
            assert datetime.fromisoformat(version["seen_at"]).tzinfo is not None
    flood = rows["flood.txt"]
    assert flood["published"] == "2024-03-18"
    assert flood["date_precision"] == "day"
    assert flood["language"] == "en"
    assert flood["text"] == FLOOD.replace("4 million", "5 million").rstrip("\n")
    assert flood["headings"] == ["What was lost"]
    assert len(flood["paragraphs"]) == 2
    assert [len(version["paragraphs"]) for version in flood["versions"]] == [2, 2]
    copies = [row for row in rows.values() if row["duplicate_of"]]
    assert len(copies) == 1
    assert copies[0]["duplicate_kind"] == "exact"
    assert copies[0]["duplicate_of"] in {row["url"] for row in rows.values()}


def _rows(text: str) -> list[str]:
    return text.strip().split("\n")


def test_export_to_a_file_is_what_export_shows(line: Line, tmp_path: Path) -> None:
    out = tmp_path / "articles.jsonl"
    assert line("export", "--out", str(out))[0] == 0
    assert out.read_text("utf-8") == line("export")[1]


def test_export_of_dated_texts_can_be_read_again(line: Line, tmp_path: Path) -> None:
    code, _, err = line("export", "--format", "dated", "--out", str(tmp_path / "out"))
    assert code == 0
    assert "3 articles" in err
    paths = sorted((tmp_path / "out" / "shelf").iterdir())
    texts = [path.read_bytes().decode("utf-8") for path in paths]
    assert len(texts) == 3
    assert {dated_text.parse(text).published_on for text in texts} == {
        date(2024, 3, 18),
        date(2024, 3, 19),
    }
    assert VOTE in texts


def test_export_for_a_map_is_one_collection(line: Line, tmp_path: Path) -> None:
    code, out, err = line("export", "--format", "geojson")
    assert code == 0
    assert f"{len(json.loads(out)['features'])} incidents to standard output" in err
    collection = json.loads(out)
    assert collection["type"] == "FeatureCollection"
    path = tmp_path / "map.geojson"
    assert line("export", "--format", "geojson", "--out", str(path))[0] == 0
    assert json.loads(path.read_text("utf-8")) == collection


def test_export_of_parquet_has_every_table(
    line: Line, filled: House, tmp_path: Path
) -> None:
    out = tmp_path / "tables"
    assert line("export", "--format", "parquet", "--out", str(out))[0] == 0
    names = {path.stem for path in out.iterdir()}
    assert {"articles", "versions", "duplicates", "sources", "dates"} <= names
    for name in ("articles", "versions", "money"):
        (found,) = duckdb.sql(f"select count(*) from '{out}/{name}.parquet'").fetchall()
        assert found[0] == filled.one(f"select count(*) from {name}")


def test_migrate_says_that_all_is_there(line: Line, tmp_path: Path) -> None:
    assert "up to date" in line("migrate")[1]
    _, out, _ = line("--home", str(tmp_path / "new"), "migrate", "--dry-run")
    assert "would apply 0001" in out
    _, out, _ = line("--home", str(tmp_path / "new"), "migrate")
    assert "applied 0001" in out


def test_sources_are_listed_and_checked(line: Line, tmp_path: Path) -> None:
    code, out, _ = line("sources", "list")
    assert code == 0
    assert "shelf" in out
    code, out, _ = line("sources", "check")
    assert code == 0
    assert "all right" in out
    (tmp_path / "a.toml").write_text("id = 3\n", "utf-8")
    code, _, err = line("--sources", str(tmp_path), "sources", "check")
    assert code == 2
    assert "a.toml: id: " in err
    assert "a.toml: name: " in err


def test_ingest_direct_shows_what_it_did(line: Line, filled: House) -> None:
    code, out, err = line("ingest", "--direct")
    assert code == 0
    assert out == ""
    assert "0 new articles" in err
    assert "shelf" in err
    assert str(filled.settings.warehouse) in err.replace("\n", "")


def test_places_may_stand_before_or_after_the_command(
    bare: Line, filled: House
) -> None:
    places = ("--home", str(filled.settings.home))
    before = bare(*places, "sql", "select 1 as one", "--format", "csv")
    after = bare("sql", "select 1 as one", "--format", "csv", *places)
    assert before == after == (0, "one\n1\n", "")


def _dateline(*arguments: str, home: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "flows", "--home", str(home), *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("form", ["csv", "table"])
@pytest.mark.parametrize("rows", [1, 100_000])
def test_a_reader_that_goes_away_is_no_failure(
    filled: House, form: str, rows: int
) -> None:
    query = f"select range, repeat('x', 70) as words from range({rows})"
    arguments = ("sql", query, "--format", form)
    with _dateline(*arguments, home=filled.settings.home) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()
        assert process.wait(PATIENCE_SECONDS) == 0


def test_the_module_is_the_script(filled: House) -> None:
    with _dateline("sql", "select 1 as one", home=filled.settings.home) as process:
        out, err = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 0
    assert out.split() == [b"one", b"1"]
    assert err == b""


def test_the_console_script_leads_here() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"dateline": "flows.__main__:main"}


def test_stopped_while_it_starts_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flows.__main__.load", interrupted)
    assert main(["ingest"]) == 130
    assert capsys.readouterr().err.startswith("dateline: stopped")
