"""Batches on disk: whole or not there, and the same rows when they are read."""

import json
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.warehouse.batches import (
    at,
    batch,
    capture,
    failure,
    put,
    refined,
    select,
    source,
)
from transforms.errors import WarehouseError
from transforms.records import Link
from warehouse import landing
from warehouse.landing import files_of, land, pending, reading, refuse, remove
from warehouse.rows import PAGES


def test_batches_wait_in_the_order_in_which_they_were_made(tmp_path: Path) -> None:
    later = land(tmp_path, batch(refined(), minute=700))
    earlier = land(tmp_path, batch(refined()))
    assert pending(tmp_path) == [earlier, later]


def test_no_folder_means_nothing_waits(tmp_path: Path) -> None:
    assert pending(tmp_path / "landing") == []


def test_batch_has_a_file_for_each_table_with_rows(tmp_path: Path) -> None:
    landed = land(tmp_path, batch(refined(), sources=(source(),)))
    assert set(files_of(landed)) == {
        "captures",
        "dates",
        "pages",
        "quantities",
        "sources",
    }


def test_batch_landed_twice_waits_once(tmp_path: Path) -> None:
    same = batch(refined())
    assert land(tmp_path, same) == land(tmp_path, same)
    assert len(pending(tmp_path)) == 1


def test_loaded_batch_is_taken_away(tmp_path: Path) -> None:
    remove(land(tmp_path / "landing", batch(refined())))
    assert pending(tmp_path / "landing") == []
    assert list((tmp_path / "landing").iterdir()) == []


def test_refused_batch_is_kept_beside_its_reason(tmp_path: Path) -> None:
    landed = land(tmp_path, batch(refined()))
    aside = refuse(landed, "pages: column \udc80 is odd")
    assert pending(tmp_path) == []
    assert "pages" in files_of(aside)
    assert (aside / "reason.txt").read_text("utf-8").startswith("pages: column")


def test_batch_whose_writer_was_killed_is_never_seen(tmp_path: Path) -> None:
    scratch = tmp_path / ".writing-20240320T060000000000-half"
    scratch.mkdir()
    (scratch / "pages.jsonl").write_text('{"article_id"', "utf-8")
    assert pending(tmp_path) == []


def test_next_batch_clears_what_a_killed_writer_left(tmp_path: Path) -> None:
    scratch = tmp_path / ".writing-20240320T060000000000-half"
    scratch.mkdir()
    (scratch / "pages.jsonl").write_text('{"article_id"', "utf-8")
    landed = land(tmp_path, batch(refined()))
    assert list(tmp_path.iterdir()) == [landed]


@pytest.mark.parametrize("stage", ["write", "fsync", "replace"])
def test_full_disk_is_told_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    def refuse_to(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if stage == "write":
        monkeypatch.setattr(landing, "_write", refuse_to)
    elif stage == "fsync":
        monkeypatch.setattr("os.fsync", refuse_to)
    else:
        monkeypatch.setattr(Path, "replace", refuse_to)
    with pytest.raises(WarehouseError, match="No space left on device"):
        land(tmp_path, batch(refined()))
    assert list(tmp_path.iterdir()) == []


def test_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", "utf-8")
    with pytest.raises(WarehouseError, match="cannot be written"):
        land(tmp_path / "home" / "landing", batch(refined()))


@pytest.mark.parametrize("name", ["data[1]", "a*b", "it's", 'quo"ted', "жито", "a?"])
def test_folder_may_have_any_name(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, name: str
) -> None:
    (tmp_path / "aXb" / "landing").mkdir(parents=True)
    assert put(warehouse, tmp_path / name, batch(refined())).articles == 1


_ODD_TEXTS = st.text(min_size=1, max_size=60).map(
    lambda text: text.replace("\n", " ").replace("\r", " ") or "x"
)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=_ODD_TEXTS, title=st.none() | st.text(max_size=30))
def test_any_text_comes_back_as_it_was(
    tmp_path: Path, words: str, title: str | None
) -> None:
    sent = refined(words=f"A{words}", title=title)
    assert read_back(tmp_path, sent.text, title) == (sent.text, title)


@pytest.mark.parametrize(
    "text",
    [
        "quotes ' \" ''\" and \\ and \\u0000 spelled out",
        "NUL \x00 and \x07 and \x1f",
        "line\u2028separator and \x85",
        "emoji 🚢 and e\u0301 and \u202e right to left",
        '{"json": [1, null]}',
        "x" * 1_000_000,
    ],
    ids=["quotes", "nul", "separators", "emoji", "json", "megabyte"],
)
def test_odd_text_comes_back_as_it_was(tmp_path: Path, text: str) -> None:
    sent = refined(words=text, title=text)
    assert read_back(tmp_path, sent.text, text) == (sent.text, text)


def test_title_keeps_its_line_breaks(tmp_path: Path) -> None:
    assert read_back(tmp_path, "words", "a\nb\r\nc")[1] == "a\nb\r\nc"


def test_lone_surrogate_becomes_one_character_so_that_spans_fit(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(warehouse, tmp_path, batch(refined(words="Broken \ud83d here: $5 million.")))
    (row,) = select(
        warehouse,
        "select text, evidence, text[start_char + 1 : end_char] "
        "from versions inner join money using (version_id)",
    )
    assert row == (" date 2024-03-20 Broken ? here: $5 million.", *["$5 million"] * 2)


def test_line_longer_than_the_usual_limit_is_read(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    url = "https://one.example/" + "x" * (17 << 20)
    put(warehouse, tmp_path, batch(failures=(failure(url),)))
    assert select(warehouse, "select length(url) from ops.failures") == [(len(url),)]


def test_link_of_a_capture_comes_back_with_its_dates(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    link = Link(
        url="https://one.example/a",
        listing_url="https://one.example/rss",
        title='He said: "no"',
        published_at=at(1),
    )
    put(warehouse, tmp_path, batch(captures=(capture(link=link),)))
    (row,) = select(warehouse, "select link from ops.captures")
    assert json.loads(str(row[0])) == {
        "url": link.url,
        "listing_url": link.listing_url,
        "title": link.title,
        "authors": [],
        "summary": None,
        "published_at": at(1).isoformat(),
        "modified_at": None,
        "replay_url": None,
        "captured_at": None,
        "wanted_from": None,
        "wanted_until": None,
    }


@pytest.mark.parametrize("on", [date(1, 1, 1), date(1969, 12, 31), date(9999, 12, 31)])
def test_any_day_comes_back(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, on: date
) -> None:
    put(warehouse, tmp_path, batch(refined(published_on=on)))
    assert select(warehouse, "select published_on from articles") == [(on,)]


def read_back(folder: Path, text: str, title: str | None) -> tuple[object, ...]:
    """Text and title of an article after they have been on disk."""
    words = text.removeprefix(" date 2024-03-20 ")
    landed = land(folder / "landing", batch(refined(words=words, title=title)))
    rows = reading([str(landed / "pages.jsonl")], PAGES)
    with duckdb.connect() as connection:
        found = connection.execute(f"select text, title from ({rows})").fetchall()
    remove(landed)
    assert len(found) == 1
    return tuple(found[0])
