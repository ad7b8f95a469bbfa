"""A web archive on loopback: a CDX server and the replay of what it holds.

Speaks as the Internet Archive's does: JSON rows with a resume key, raw replays
below ``/web/<timestamp>id_/``, a redirect to the nearest capture, Memento-Datetime.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha1
from urllib.parse import parse_qs, quote_plus, urlsplit

from tests.newsworld.answers import Answer, Request

HTML = "text/html; charset=utf-8"
FIELDS = [
    *("urlkey", "timestamp", "original"),
    *("mimetype", "statuscode", "digest", "length"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One capture."""

    url: str
    at: datetime
    body: bytes
    content_type: str = HTML

    @property
    def timestamp(self) -> str:
        return f"{self.at:%Y%m%d%H%M%S}"

    @property
    def row(self) -> list[str]:
        """As the CDX server tells of it."""
        key = self.url.partition("://")[2]
        tag = sha1(self.body, usedforsecurity=False).hexdigest()[:32].upper()
        kind = self.content_type.partition(";")[0]
        size = str(len(self.body))
        return [key, self.timestamp, self.url, kind, "200", tag, size]


class WebArchive:
    """An application for ``tests.newsworld.server.serving``; a test edits it.

    ``answers`` by path go first: what the archive says in a replay's stead.
    """

    def __init__(self) -> None:
        self.captures: list[Held] = []
        self.answers: dict[str, Answer] = {}

    def __call__(self, request: Request) -> Answer:
        if request.path in self.answers:
            return self.answers[request.path]
        if request.path == "/cdx/search/cdx":
            return self._rows(parse_qs(urlsplit(request.target).query))
        if request.path.startswith("/web/"):
            return self._replay(request)
        return Answer(status=404, body=b"not archived")

    def hold(self, url: str, at: datetime, body: bytes) -> Held:
        """Adds a capture."""
        held = Held(url=url, at=at, body=body)
        self.captures.append(held)
        return held

    def _rows(self, query: dict[str, list[str]]) -> Answer:
        prefix = query["url"][0].partition("://")[2] or query["url"][0]
        after = query.get("resumeKey", [""])[0]
        found = sorted(
            row
            for each in self.captures
            if (row := each.row)[0].startswith(prefix) and f"{row[0]} {row[1]}" > after
        )
        rows: list[list[str]] = [FIELDS, *found] if found else []
        limit = int(query["limit"][0])
        if len(found) > limit:
            last = found[limit - 1]
            rows = [FIELDS, *found[:limit], [], [quote_plus(f"{last[0]} {last[1]}")]]
        body = json.dumps(rows).encode()
        return Answer(body=body, content_type="application/json")

    def _replay(self, request: Request) -> Answer:
        written, _, url = request.target.removeprefix("/web/").partition("/")
        timestamp, is_raw = written.removesuffix("id_"), written.endswith("id_")
        nearest = min(self._of(url), key=lambda each: _gap(each, timestamp))
        if nearest.timestamp != timestamp:
            target = f"/web/{nearest.timestamp}id_/{url}"
            return Answer(status=302, headers=(("Location", target),), body=b"")
        banner = b"" if is_raw else b"<div>The archive's own banner</div>"
        return Answer(
            body=banner + nearest.body,
            content_type=nearest.content_type,
            headers=(
                ("Memento-Datetime", format_datetime(nearest.at, usegmt=True)),
                ("X-Archive-Orig-Content-Type", nearest.content_type),
                ("X-Archive-Orig-Server", "gazette/1"),
            ),
        )

    def _of(self, url: str) -> Iterator[Held]:
        return (each for each in self.captures if each.url == url)


def _gap(held: Held, timestamp: str) -> int:
    return abs(int(held.timestamp) - int(timestamp))
