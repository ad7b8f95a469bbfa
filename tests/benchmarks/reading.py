"""How fast pages become articles, beside trafilatura in the same run if it is there.

    python tests/benchmarks/reading.py CASES [--pages 200] [--rounds 3]

``CASES`` holds pages as ``<id>.html.gz`` beside ``<id>.json`` with their ``url``.
Prints CPU milliseconds a page, the best of the rounds, which take turns; then the
seconds for pages of growing length, which should grow no faster. trafilatura is no
dependency: ``pip install trafilatura`` beside Dateline to have it measured.
"""

import argparse
import gc
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from gzip import decompress
from importlib import import_module, util
from pathlib import Path
from time import process_time
from uuid import UUID

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from transforms import articles
from transforms.errors import UnreadableArticle
from transforms.records import Capture, Source

Page = tuple[bytes, str]
"""Its bytes and its address."""
Reader = Callable[[bytes, str], object]

_MEGABYTES = (1, 2, 4, 8)
_SENTENCE = "The river rose by two metres on Monday, said the harbour master. "
_SOURCE = Source(
    id="benchmark",
    name="Benchmark",
    homepage=None,
    country=None,
    language=None,
    timezone="UTC",
    listings=(),
)


def read(body: bytes, url: str) -> object:
    """The article on a page, or why there is none."""
    capture = Capture(
        capture_id=UUID(int=1),
        source_id=_SOURCE.id,
        kind="page",
        url=url,
        final_url=url,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        status=200,
        content_type="text/html",
        payload_digest=UUID(int=2),
        payload_bytes=len(body),
        file="",
        file_offset=0,
        file_length=0,
    )
    try:
        return articles.read(body, capture, _SOURCE)
    except UnreadableArticle as refusal:
        return refusal


def readers() -> Mapping[str, Reader]:
    """Ours, and trafilatura's default with metadata where it is installed."""
    found: dict[str, Reader] = {"dateline": read}
    if util.find_spec("trafilatura") is not None:
        extract = import_module("trafilatura").bare_extraction
        found["trafilatura"] = lambda body, url: extract(
            body, url=url, with_metadata=True
        )
    return found


def best_seconds(
    pages: Sequence[Page], rounds: int, named: Mapping[str, Reader]
) -> Mapping[str, float]:
    """CPU seconds of each reader over all pages: its best round."""
    seconds = dict.fromkeys(named, float("inf"))
    for _ in range(rounds):
        for name, reader in named.items():
            gc.collect()
            started = process_time()
            for body, url in pages:
                reader(body, url)
            seconds[name] = min(seconds[name], process_time() - started)
    return seconds


def long_page(megabytes: int) -> Page:
    """A page of that length in paragraphs of five sentences."""
    paragraph = f"<p>{_SENTENCE * 5}</p>".encode()
    count = megabytes * 1_000_000 // len(paragraph)
    return b"<h1>Flood</h1>" + paragraph * count, "https://news.example.org/flood"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; 2 where the folder holds no pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    pages = _pages(options.cases, options.pages)
    if not pages:
        print(f"no pages in {options.cases}", file=sys.stderr)
        return 2
    named = readers()
    # The first pages pay for lexicons and models that are read once.
    best_seconds(pages[:10], 1, named)
    seconds = best_seconds(pages, options.rounds, named)
    for name, each in seconds.items():
        ratio = each / seconds["dateline"]
        print(f"{name:12} {each / len(pages) * 1000:6.2f} ms a page, {ratio:.2f} times")
    for megabytes in _MEGABYTES:
        (taken,) = best_seconds([long_page(megabytes)], 1, {"": read}).values()
        print(f"{megabytes} MB {taken:6.2f} s, {taken / megabytes:.2f} s a MB")
    return 0


def _pages(folder: Path, most: int) -> list[Page]:
    """Spread over all cases, which come by language and site."""
    files = sorted(folder.glob("*.html.gz"))
    step = max(1, len(files) // most)
    return [
        (decompress(file.read_bytes()), json.loads(_case(file).read_text())["url"])
        for file in files[::step][:most]
    ]


def _case(file: Path) -> Path:
    return file.with_name(file.name.replace(".html.gz", ".json"))


if __name__ == "__main__":
    sys.exit(main())
