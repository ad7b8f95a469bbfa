"""``dateline explain``: why each block of a page was kept or dropped."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.__main__ import main
from tests.flows.worlds import House, Site, house, write_feed_source
from tests.newsworld.answers import Answer
from tests.newsworld.server import serving

PAGE = """<!DOCTYPE html><html lang="en"><head><title>River rises in Lozeni</title>
<meta property="article:published_time" content="2024-03-20T08:00:00Z"></head><body>
<nav><ul><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul>
</nav><article><h1>River rises in Lozeni</h1>
<p>The river Arda burst its banks on Tuesday, officials said, and three towns were cut
off from the road to the coast.</p>
<p>Rescuers reached Lozeni by boat in the afternoon, the mayor said, and took forty
people to a school in the hills.</p></article>
<footer>Copyright Harbour Gazette. All rights reserved.</footer></body></html>"""
LEAD = "The river Arda burst its banks"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    return path


@pytest.fixture
def world(tmp_path: Path) -> Iterator[tuple[House, Site, str]]:
    """A house with one source, the site of that source, and its address."""
    site = Site()
    with serving({"gazette": site}) as servers:
        server = servers["gazette"]
        site.answers["/flood"] = Answer(body=PAGE.encode())
        base = server.base
        site.list_pages(base, "plan")
        write_feed_source(tmp_path / "sources", "gazette", f"{base}/feed")
        yield house(tmp_path, [server.authority]), site, base


def explain(
    capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    code = main(["explain", *arguments])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_saved_page_is_shown_with_a_reason_for_each_block(
    capsys: pytest.CaptureFixture[str], saved: Path
) -> None:
    address = "https://gazette.example/news/flood"
    code, out, _ = explain(capsys, str(saved), "--url", address)
    assert code == 0
    assert "2024-03-20 08:00:00+00:00 (from meta)" in out
    assert address in out
    lines = out.splitlines()
    assert any(line.startswith("+  lead") and LEAD in line for line in lines)
    assert any(line.startswith("-") and "menu" in line for line in lines)
    assert any("legal" in line and "Copyright" in line for line in lines)


def test_blocks_as_jsonl_are_whole(
    capsys: pytest.CaptureFixture[str], saved: Path
) -> None:
    code, out, _ = explain(capsys, str(saved), "--format", "jsonl")
    blocks = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    kept = [block["text"] for block in blocks if block["is_kept"]]
    assert [block["reason"] for block in blocks if block["is_kept"]] == ["kept"] * 2
    assert kept[0].startswith(LEAD)
    assert {block["text"] for block in blocks} > set(kept)


def test_dated_text_is_shown_block_by_block(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "flood.txt"
    path.write_text(" date 2024-03-20 The river rose.\n\nBoats came.", "utf-8")
    code, out, _ = explain(capsys, str(path))
    assert code == 0
    assert "2 kept" in out


FACTS = (
    " date 2024-03-20 The council pledged €4 million <at once> on Tuesday.\n\n"
    "What comes next\n\n"
    "More of it may follow once the people who live along the river are back home."
)


def test_facts_stand_below_the_words_that_state_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "pledge.txt"
    path.write_text(FACTS, "utf-8")
    code, out, _ = explain(capsys, str(path), "--show", "facts")
    assert code == 0
    lines = [" ".join(line.split()) for line in out.splitlines()]
    block = lines.index("The council pledged €4 million <at once> on Tuesday.")
    below = lines[block + 1 : lines.index("What comes next")]
    assert any(line.startswith("money €4 million amount 4,000,000") for line in below)
    assert any(line.startswith("dates Tuesday timex_type DATE") for line in below)
    assert "1 money" in lines[-1]


def test_article_with_its_facts_is_written_as_a_page(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, page = tmp_path / "pledge.txt", tmp_path / "pledge.html"
    path.write_text(FACTS, "utf-8")
    code, out, _ = explain(capsys, str(path), "--html", str(page))
    assert code == 0
    assert f"written to {page}" in out
    written = page.read_text("utf-8")
    assert ">€4 million</mark> &lt;at once&gt; on <mark" in written
    assert "<h2>What comes next</h2>" in written
    assert "http" not in written
    code, _, err = explain(capsys, str(path), "--html", str(tmp_path))
    assert code == 2
    assert "cannot be written" in err


def test_article_in_another_language_has_no_facts_and_says_why(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "flut.txt"
    words = (
        "Der Fluss ist am Dienstag über die Ufer getreten, sagte der Bürgermeister. "
        "Drei Orte an der Küste waren bis zum Abend nur noch mit Booten zu erreichen."
    )
    path.write_text(f" date 2024-03-20 {words}", "utf-8")
    code, out, _ = explain(capsys, str(path))
    assert code == 0
    assert "no facts: language:de" in out


def test_refused_page_is_named_with_its_reason(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "gone.html"
    path.write_text("<html><title>Page not found</title><h1>404</h1></html>", "utf-8")
    code, out, _ = explain(capsys, str(path))
    assert code == 1
    assert "soft-404" in out


def test_word_that_is_neither_file_nor_address_is_wrong_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _, err = explain(capsys, "no/such/page")
    assert code == 2
    assert "no such file" in err


def test_address_is_asked_politely_and_nothing_is_kept(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    world: tuple[House, Site, str],
) -> None:
    dateline, _, base = world
    code, out, _ = explain(capsys, f"{base}/flood", *places(monkeypatch, dateline))
    assert code == 0
    assert "network, not archived" in out
    assert "gazette" in out
    assert not dateline.settings.captures.exists()
    assert not dateline.file.exists()


def test_fetched_page_is_read_from_the_archive(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    world: tuple[House, Site, str],
) -> None:
    dateline, site, base = world
    dateline.run()
    site.answers.clear()
    asked = places(monkeypatch, dateline)
    code, out, _ = explain(capsys, f"{base}/plan", *asked)
    assert code == 0
    assert "archive, fetched" in out
    code, _, err = explain(capsys, f"{base}/plan", "--fresh", *asked)
    assert code == 1
    assert "404" in err


def places(monkeypatch: pytest.MonkeyPatch, dateline: House) -> tuple[str, ...]:
    settings = dateline.settings
    allowed = ",".join(f"{host}:{port}" for host, port in settings.allowed_addresses)
    monkeypatch.setenv("DATELINE_ALLOW_ADDRESSES", allowed)
    return "--home", str(settings.home), "--sources", str(settings.sources)
