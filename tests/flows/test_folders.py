"""The kind ``files``: folders, single files and patterns as sources."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import pytest

from flows.folders import look_into, open_file
from flows.runs import Summary
from tests.flows.worlds import House, house, write_files_source
from transforms.errors import FetchError, UnreadableListing
from transforms.records import Link

NOW = datetime(2024, 3, 20, 12, tzinfo=UTC)

FLOOD = """\
 date 2024-03-18 The Arden rose by two metres on Sunday and took the lower bridge.

What was lost

Repairs will cost 4 million euros, the council said.
"""
VOTE = " date 2024-03-19 The council voted on Tuesday to build the bridge again."
MINE = " date 2024-03-17 A mine closed in Dorvale after forty years."


def _write(path: Path, text: str | bytes, changed_at: int = 1_700_000_000) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(path, (changed_at, changed_at))
    return path


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A home with sources over files, after a first run, a second and a third."""

    house: House
    files: Path
    first: Summary
    second: Summary
    third: Summary

    def texts(self, source_id: str) -> dict[str, list[str]]:
        """Texts of all versions by file name."""
        rows = self.house.ask(
            "select url, list(text order by ordinal) from articles "
            "inner join versions using (article_id) where source_id = ? group by url",
            source_id,
        )
        return {unquote(url.rpartition("/")[2]): texts for url, texts in rows}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("files")
    files = folder / "files"
    here = house(folder / "home")
    sources = here.settings.sources
    _write(files / "tree" / "flood.txt", FLOOD)
    _write(files / "tree" / "deep" / "er" / "vote.txt", VOTE)
    _write(files / "tree" / "notes.md", "no article")
    _write(files / "one" / "новини 20%.txt", MINE)
    _write(files / "one" / "unlisted.txt", MINE)
    _write(files / "pattern" / "2024-a.txt", f"{MINE} It was deep.")
    _write(files / "pattern" / "2024-b.txt", f"{MINE} It was cold.")
    _write(files / "pattern" / "2023-c.txt", f"{MINE} It was dark.")
    _write(
        files / "odd" / "windows.txt",
        b"\xef\xbb\xbf"
        + FLOOD.replace("Arden", "Merle").replace("\n", "\r\n").encode(),
    )
    _write(files / "odd" / "latin.txt", VOTE.replace("bridge", "é").encode("latin-1"))
    _write(files / "odd" / "runs-on.txt", FLOOD.replace("lost\n\n", "lost\n"))
    _write(files / "odd" / "no-date.txt", "The council voted on Tuesday.")
    _write(files / "odd" / "bad-day.txt", VOTE.replace("03-19", "02-30"))
    _write(files / "odd" / "empty.txt", "")
    _write(files / "odd" / "unknown-day.txt", VOTE.replace("2024-03-19", "XXXX-XX-XX"))
    (files / "bare").mkdir()
    write_files_source(sources, "tree", str(files / "tree"))
    write_files_source(sources, "one", str(files / "one" / "новини 20%.txt"))
    write_files_source(sources, "pattern", str(files / "pattern" / "2024-?.txt"))
    write_files_source(sources, "odd", "../../files/odd")
    write_files_source(sources, "missing", str(files / "nowhere"))
    write_files_source(sources, "bare", str(files / "bare"))
    first, second = here.run(), here.run()
    _write(files / "tree" / "flood.txt", FLOOD.replace("4 million", "9 million"), 2)
    # Touched, but its words are the same.
    _write(files / "tree" / "deep" / "er" / "vote.txt", VOTE, 2)
    third = here.run()
    return Shelf(house=here, files=files, first=first, second=second, third=third)


def _reasons(summary: Summary, source_id: str) -> dict[str, str]:
    return {
        str(failure.url).rpartition("/")[2]: failure.reason
        for failure in summary.failed
        if failure.source_id == source_id
    }


def test_a_folder_gives_its_text_files_at_any_depth(shelf: Shelf) -> None:
    assert set(shelf.texts("tree")) == {"flood.txt", "vote.txt"}


def test_a_single_file_is_a_source(shelf: Shelf) -> None:
    assert shelf.texts("one") == {"новини 20%.txt": [MINE]}


def test_a_pattern_gives_what_it_finds(shelf: Shelf) -> None:
    assert set(shelf.texts("pattern")) == {"2024-a.txt", "2024-b.txt"}


def test_a_folder_without_files_is_no_failure(shelf: Shelf) -> None:
    assert _reasons(shelf.first, "bare") == {}


def test_a_missing_folder_is_a_failure_in_every_run(shelf: Shelf) -> None:
    for summary in (shelf.first, shelf.second, shelf.third):
        assert _reasons(summary, "missing") == {"nowhere": "no-such-folder"}
    assert ("missing", "no-such-folder") in shelf.house.failures()


def test_stored_text_is_that_of_the_file(shelf: Shelf) -> None:
    assert shelf.texts("tree")["vote.txt"] == [VOTE]
    assert shelf.texts("tree")["flood.txt"][0] == FLOOD.rstrip("\n")


def test_day_and_language_are_read(shelf: Shelf) -> None:
    (row,) = shelf.house.ask(
        "select published_on::varchar, published_at, date_precision, language "
        "from articles where url like '%flood.txt'"
    )
    assert row == ("2024-03-18", None, "day", "en")


def test_carriage_returns_and_byte_order_mark_are_no_text(shelf: Shelf) -> None:
    expected = FLOOD.replace("Arden", "Merle").rstrip("\n")
    assert shelf.texts("odd")["windows.txt"] == [expected]


def test_an_unknown_day_stays_unknown(shelf: Shelf) -> None:
    (text,) = shelf.texts("odd")["unknown-day.txt"]
    assert text.startswith(" date XXXX-XX-XX The council")


def test_each_broken_file_fails_with_its_reason_and_the_others_load(
    shelf: Shelf,
) -> None:
    assert _reasons(shelf.first, "odd") == {
        "latin.txt": "not-utf-8",
        "runs-on.txt": "line-break",
        "no-date.txt": "no-date-line",
        "bad-day.txt": "bad-day",
        "empty.txt": "empty-body",
    }
    assert set(shelf.texts("odd")) == {"windows.txt", "unknown-day.txt"}


def test_a_broken_file_names_the_line(shelf: Shelf) -> None:
    details = {
        str(failure.url).rpartition("/")[2]: failure.detail
        for failure in shelf.first.failed
    }
    assert details["runs-on.txt"].startswith("line 4: ")
    assert details["no-date.txt"].startswith("line 1: ")


def test_files_that_did_not_change_are_not_read_again(shelf: Shelf) -> None:
    assert shelf.second.run.counts["pages"] == 0
    for source_id in ("tree", "one", "pattern", "odd", "bare"):
        assert shelf.second.by_source[source_id]["requests"] == 0


def test_a_changed_file_becomes_a_version(shelf: Shelf) -> None:
    before, after = shelf.texts("tree")["flood.txt"]
    assert "4 million" in before
    assert "9 million" in after


def test_a_touched_file_with_the_same_words_is_seen_and_no_version(
    shelf: Shelf,
) -> None:
    assert shelf.third.by_source["tree"]["requests"] == 2
    assert shelf.third.by_source["tree"]["unchanged"] == 1
    (row,) = shelf.house.ask(
        "select version_count, last_seen_at > first_seen_at "
        "from articles where url like '%vote.txt'"
    )
    assert row == (1, True)


def test_links_are_in_order_and_carry_the_time_of_change(tmp_path: Path) -> None:
    _write(tmp_path / "b.txt", VOTE, 1_000_000_000)
    _write(tmp_path / "a.txt", VOTE, 1_000_000_001)
    links = look_into(str(tmp_path))
    assert [link.url.rpartition("/")[2] for link in links] == ["a.txt", "b.txt"]
    assert links[0].modified_at == datetime(2001, 9, 9, 1, 46, 41, tzinfo=UTC)


def test_a_pattern_that_finds_nothing_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(UnreadableListing) as caught:
        look_into(str(tmp_path / "*.txt"))
    assert caught.value.reason == "no-such-folder"


def test_a_folder_whose_name_looks_like_a_pattern_is_a_folder(tmp_path: Path) -> None:
    _write(tmp_path / "[2024] news" / "a.txt", VOTE)
    (link,) = look_into(str(tmp_path / "[2024] news"))
    assert link.url.endswith("a.txt")


def test_a_broken_symbolic_link_is_a_failure_of_its_own(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", VOTE)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    sound, broken = look_into(str(tmp_path))
    assert open_file(sound, "harbour", NOW).body == VOTE.encode()
    with pytest.raises(FetchError) as caught:
        open_file(broken, "harbour", NOW)
    assert caught.value.reason == "unreadable-file"


def test_a_pipe_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert look_into(str(tmp_path)) == ()


def test_a_name_in_no_encoding_is_opened_all_the_same(tmp_path: Path) -> None:
    _write(tmp_path / os.fsdecode(b"caf\xe9 100%.txt"), VOTE)
    (link,) = look_into(str(tmp_path))
    assert open_file(link, "harbour", NOW).body == VOTE.encode()


def test_a_file_that_went_away_is_a_failure_of_its_own(tmp_path: Path) -> None:
    url = (tmp_path / "gone.txt").as_uri()
    with pytest.raises(FetchError) as caught:
        open_file(Link(url=url, listing_url="here"), "harbour", NOW)
    assert caught.value.reason == "unreadable-file"


def test_a_file_beyond_all_measure_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.folders.FILE_BYTES_MAX", 10)
    url = _write(tmp_path / "long.txt", VOTE).as_uri()
    with pytest.raises(FetchError) as caught:
        open_file(Link(url=url, listing_url="here"), "harbour", NOW)
    assert caught.value.reason == "too-large"
