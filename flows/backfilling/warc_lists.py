"""Lists of WARC files, as crawls publish them: a name of a form arrives, places leave.

A line is an address, or a path below where the list's own path begins: the list
``https://host/crawl-data/CC-NEWS/2024/03/warc.paths.gz`` names
``crawl-data/CC-NEWS/2024/03/CC-NEWS-20240301….warc.gz``, which is below
``https://host/``. On this machine the same, else beside the list; and what is not there
is Common Crawl's to give (``DATELINE_WARC_BASE``).
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from flows.backfilling.fields import Field
from flows.decoding import GZIP, inflated
from flows.visits import Visit, fetch_of
from transforms.errors import FetchError, ItemError, UnreadableListing
from transforms.instants import parse_instant

_LISTS = (".paths", ".paths.gz", ".txt", ".txt.gz")
_BEGUN = re.compile(r"\D(\d{14})\D")
BEGUN_BEFORE = timedelta(days=1)
"""A file takes hours to fill."""
BEGUN_AFTER = timedelta(days=3)
"""Crawlers come by late, yet seldom later: CC-NEWS follows feeds."""


def is_remote(place: str) -> bool:
    """Whether it is an address rather than a path."""
    return place.lower().startswith(("http://", "https://"))


def places(field: Field, problems: list[ItemError]) -> Iterator[tuple[str, bool]]:
    """Every file that the field's names mean, and whether a list names it.

    A list on a server that does not come is counted and added to ``problems``.

    Raises:
        UnreadableListing: ``unreadable-file``, of a list on this machine.
    """
    for named in field.files:
        if not named.lower().endswith(_LISTS):
            yield named, False
            continue
        try:
            written = _asked(field, named) if is_remote(named) else _read(named)
            lines = _lines(named, written)
        except ItemError as error:
            if not is_remote(named):
                raise
            problems.append(error)
            visit = field.poll.failed_visit("listing", error, named)
            field.walk.visits.append(visit)
            continue
        base = field.context.settings.warc_base
        for line in lines:
            if _may_hold(line, field.since, field.until):
                yield _place(named, line, base), True


def _asked(field: Field, url: str) -> bytes:
    response = field.ask(url)
    fetch = fetch_of("listing", response, field.source.id, None)
    if response.status != 200:
        problem = f"the server answered {response.status}"
        raise FetchError(f"http-{response.status}", problem)
    field.walk.visits.append(Visit(fetch=fetch))
    return response.body


def _read(named: str) -> bytes:
    try:
        return Path(named).expanduser().read_bytes()
    except OSError as error:
        detail = f"{named}: no list of paths: {error}"
        raise UnreadableListing("unreadable-file", detail) from error


def _lines(named: str, written: bytes) -> list[str]:
    try:
        # Servers differ in whether they take the coding off.
        plain = inflated(written, "gzip") if written.startswith(GZIP) else written
        lines = plain.decode("utf-8").splitlines()
    except (FetchError, ValueError) as error:
        detail = f"{named}: no list of paths: {error}"
        raise UnreadableListing("unreadable-file", detail) from error
    return [line.strip() for line in lines if line.strip()]


def _may_hold(line: str, since: datetime, until: datetime) -> bool:
    """Whether the file was begun when pages of the days were crawled; if it says so."""
    stamps = _BEGUN.findall(f"/{line.rpartition('/')[2]} ")
    begun = [at for stamp in stamps if (at := parse_instant(stamp)) is not None]
    return not begun or since - BEGUN_BEFORE <= begun[0] <= until + BEGUN_AFTER


def _place(named: str, line: str, base: str) -> str:
    if is_remote(line):
        return line
    if is_remote(named):
        return urljoin(_root(named, line), line)
    lists = Path(named).expanduser().absolute()
    for root in (Path(_root(str(lists), line)), lists.parent):
        if (root / line).exists():
            return str(root / line)
    is_crawls = line.startswith("crawl-data/") and bool(base)
    return urljoin(base, line) if is_crawls else str(lists.parent / line)


def _root(named: str, line: str) -> str:
    """Where the paths of a list begin: at its own path's part that a line repeats."""
    folder = urlsplit(named).path if is_remote(named) else named
    first = f"/{line.lstrip('/').partition('/')[0]}/"
    found = folder.rfind(first)
    if found < 0 or "/" not in line.lstrip("/"):
        return named if is_remote(named) else str(Path(named).parent)
    beginning = folder[: found + 1]
    return urljoin(named, beginning) if is_remote(named) else beginning
