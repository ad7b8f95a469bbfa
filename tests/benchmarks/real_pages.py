"""Serves a folder of real pages from loopback as if they were this week's news.

    python tests/benchmarks/real_pages.py CASES_FOLDER --sources FOLDER [--port 0]

``CASES_FOLDER`` holds ``<id>.html.gz``, a page as its site sent it, beside
``<id>.json`` with at least ``url``, and ``title``, ``domain``, ``language`` where
known. The pages are dealt out to a few publishers, neighbours by language and
domain together; each has an RSS feed of titles and links. Dates are left out of the
feeds: finding them is the reader's work. Pages go out with their own bytes, as
``text/html`` without a charset, at ``/<id>/<the path they had>``.

Writes a source file per publisher to FOLDER, prints one line of JSON
(authorities, publishers, pages) and serves until --seconds are over or SIGTERM comes.
"""

import argparse
import gzip
import json
import signal
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from threading import Event
from typing import Any
from urllib.parse import quote, unquote, urlsplit

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.newsworld.answers import Answer, Request, finish
from tests.newsworld.server import SiteServer, serving
from tests.newsworld.sources import write_source

FEED_PATH = "/rss.xml"
COUNTRY = "GB"
"""The cases do not say; a source file has to."""
_SAFE_IN_PATH = "/:@!$&'()*+,;=~%"


@dataclass(frozen=True, slots=True, kw_only=True)
class RealPage:
    """One case: where its bytes are, and what the feed says of it."""

    case_id: str
    file: Path
    title: str
    target: str
    """Path and query under which it is served, percent-encoded."""
    domain: str
    language: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until told to stop; 2 where the folder holds no cases."""
    options = _parser().parse_args(arguments)
    pages = read_pages(options.cases, options.limit)
    if not pages:
        print(f"no <id>.json with <id>.html.gz in {options.cases}", file=sys.stderr)
        return 2
    stopping = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    dealt = deal(pages, options.publishers)
    sites = {name: application(name, pages) for name, pages in dealt.items()}
    with serving(sites, options.port) as servers:
        for name, server in servers.items():
            _write_source(options.sources, dealt[name], server)
        print(json.dumps(_summary(dealt, servers)), flush=True)
        stopping.wait(options.seconds)
    return 0


def read_pages(folder: Path, limit: int | None = None) -> tuple[RealPage, ...]:
    """The folder's cases, neighbours by language and domain next to each other."""
    files = sorted(folder.glob("*.json"))
    pages = [
        _read_page(file, page)
        for file in files
        if (page := file.with_name(f"{file.stem}.html.gz")).exists()
    ]
    pages.sort(key=lambda each: (each.language, each.domain, each.case_id))
    return tuple(pages[:limit])


def deal(pages: Sequence[RealPage], count: int) -> Mapping[str, Sequence[RealPage]]:
    """Up to ``count`` publishers by name, each with an equal run of pages."""
    count = min(count, len(pages))
    bounds = [len(pages) * position // count for position in range(count + 1)]
    return {
        f"real-{position + 1:02}": pages[bounds[position] : bounds[position + 1]]
        for position in range(count)
    }


def application(name: str, pages: Sequence[RealPage]) -> Callable[[Request], Answer]:
    """The site with those pages and its feed."""
    return partial(_answer, name, {page.case_id: page for page in pages})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("cases", type=Path, metavar="CASES_FOLDER")
    parser.add_argument("--sources", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--port", type=int, default=0, help="first port; 0: any free")
    parser.add_argument("--publishers", type=int, default=10)
    parser.add_argument("--limit", type=int, help="serve only so many pages")
    parser.add_argument("--seconds", type=float, default=600)
    return parser


def _read_page(file: Path, page: Path) -> RealPage:
    case: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    parts = urlsplit(case["url"])
    path = quote(parts.path or "/", safe=_SAFE_IN_PATH)
    query = "?" + quote(parts.query, safe=_SAFE_IN_PATH + "?") if parts.query else ""
    return RealPage(
        case_id=file.stem,
        file=page,
        title=case.get("title") or _words(parts.path) or file.stem,
        target=f"/{file.stem}{path}{query}",
        domain=case.get("domain") or parts.netloc,
        language=case.get("language") or "en",
    )


def _words(path: str) -> str:
    """The last part of the path, as a feed without titles lets one guess them."""
    last = unquote(path.rstrip("/").rpartition("/")[2]).partition(".")[0]
    return last.replace("-", " ").replace("_", " ").strip().capitalize()


def _answer(name: str, pages: Mapping[str, RealPage], request: Request) -> Answer:
    return finish(request, _route(name, pages, request))


def _route(name: str, pages: Mapping[str, RealPage], request: Request) -> Answer:
    if request.path == "/robots.txt":
        return Answer(body=b"User-agent: *\nDisallow:\n", content_type="text/plain")
    if request.path in ("/", FEED_PATH):
        body = _feed(name, tuple(pages.values()), request.base)
        return Answer(body=body, content_type="application/rss+xml; charset=utf-8")
    page = pages.get(request.path.split("/")[1])
    if page is None or unquote(request.path) != unquote(page.target.partition("?")[0]):
        return Answer(status=404, body=b"<h1>Not found</h1>")
    return Answer(
        body=gzip.decompress(page.file.read_bytes()), content_type="text/html"
    )


def _feed(name: str, pages: Sequence[RealPage], base: str) -> bytes:
    items = [
        f"<item><title>{escape(page.title)}</title>"
        f"<link>{escape(base + page.target)}</link></item>"
        for page in pages
    ]
    channel = f"<title>{name}</title><link>{base}/</link><description/>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        + "\n".join([channel, *items])
        + "</channel></rss>"
    ).encode("utf-8", "xmlcharrefreplace")


def _write_source(folder: Path, pages: Sequence[RealPage], server: SiteServer) -> None:
    languages = Counter(page.language for page in pages)
    write_source(
        folder,
        source_id=server.name,
        name=server.name,
        homepage=f"{server.base}/",
        country=COUNTRY,
        language=languages.most_common(1)[0][0],
        timezone="UTC",
        feeds=(server.base + FEED_PATH,),
        min_delay_seconds=0.0,
    )


def _summary(
    dealt: Mapping[str, Sequence[RealPage]], servers: Mapping[str, SiteServer]
) -> dict[str, object]:
    return {
        "authorities": [server.authority for server in servers.values()],
        "publishers": [
            {"id": name, "base": server.base, "pages": len(dealt[name])}
            for name, server in servers.items()
        ],
        "pages": sum(len(pages) for pages in dealt.values()),
    }


if __name__ == "__main__":
    raise SystemExit(main())
