import gzip
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest

from tests.newsworld.asking import ask

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "real_pages.py"
PAGE = "<html><title>Überschwemmung</title><p>Wasser überall.</p></html>"


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Three cases; the first has neither title nor language, and an odd address."""
    folder = tmp_path / "cases"
    folder.mkdir()
    write_case(folder, "a-1", {"url": "https://a.example/2024/high-water.html?p=1&q=é"})
    write_case(folder, "b-2", {"url": "https://b.example/", "title": "Mut & Wasser"})
    write_case(folder, "c-3", {"url": "https://c.example/x", "language": "de"})
    return folder


def write_case(folder: Path, case_id: str, case: dict[str, str]) -> None:
    (folder / f"{case_id}.json").write_text(json.dumps(case), encoding="utf-8")
    (folder / f"{case_id}.html.gz").write_bytes(gzip.compress(PAGE.encode("latin-1")))


@contextmanager
def running(cases: Path, sources: Path) -> Iterator[dict[str, Any]]:
    """What the script prints, while it runs; ended by SIGTERM."""
    command = [sys.executable, str(SCRIPT), str(cases), "--sources", str(sources)]
    options = ["--publishers", "2", "--seconds", "60"]
    with subprocess.Popen(command + options, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()
        assert process.wait(10) == 0


def test_real_pages_are_served_with_the_bytes_they_have(
    cases: Path, tmp_path: Path
) -> None:
    with running(cases, tmp_path / "sources") as summary:
        assert summary["pages"] == 3
        assert len(summary["authorities"]) == len(summary["publishers"]) == 2
        found: dict[str, str] = {}
        for source in sorted((tmp_path / "sources").glob("*.toml")):
            url = tomllib.loads(source.read_text())["listings"][0]["url"]
            feed = feedparser.parse(ask(url).body)
            assert not feed.bozo
            found |= {entry.title: entry.link for entry in feed.entries}
        assert found.keys() == {"X", "High water", "Mut & Wasser"}
        assert found["High water"].endswith("/a-1/2024/high-water.html?p=1&q=%C3%A9")
        for link in found.values():
            reply = ask(link)
            assert reply.body == PAGE.encode("latin-1")
            assert reply.headers["content-type"] == "text/html"
        missing = found["Mut & Wasser"] + "elsewhere"
        assert ask(missing).status == 404


def test_a_folder_without_cases_is_a_wrong_use(tmp_path: Path) -> None:
    command = [sys.executable, str(SCRIPT), str(tmp_path), "--sources", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, check=False, timeout=30)
    assert result.returncode == 2
    assert b"no <id>.json" in result.stderr
