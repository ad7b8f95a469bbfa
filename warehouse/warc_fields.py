"""What stands inside a WARC record, as text: HTTP heads and named fields.

Below ``captures.py``: records of ``transforms.records`` arrive, bytes leave, and
the other way round. No files here.

Every value of ours is a JSON string, so that newlines in a title, and whatever
else a feed may hold, can neither end a field nor begin one.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote
from uuid import UUID

from transforms.records import Capture, Link

_CODINGS = frozenset({"content-encoding", "transfer-encoding"})
# RFC 9112 section 5.2 lets a line folding stand as spaces; a bare CR or LF in a
# value (section 2.2) would begin a header that the server never sent.
_LINE_BREAKS = re.compile(r"[\r\n]+")
_URI_CHARACTERS = "%:/?#[]@!$&'()*+,;=~-._"


def http_head(
    http_version: str,
    status: int,
    headers: Sequence[tuple[str, str]],
    payload_bytes: int,
) -> bytes:
    """Status line and headers, as received but for those about the coding.

    The body is kept with its codings removed, so ``Content-Encoding``,
    ``Transfer-Encoding`` and a ``Content-Length`` that is not the body's would
    mislead whoever reads the file: they are kept as ``X-Crawler-...`` and the true
    length is added. That is how CC-NEWS is written (apache/stormcrawler#691,
    commoncrawl/news-crawl#30). A fetcher hands over no reason phrase, so
    the registered one stands there.
    """
    lines = [f"{http_version} {status} {_phrase(status)}"]
    has_length = False
    for name, value in headers:
        is_length = name.lower() == "content-length"
        is_true = is_length and value.strip() == str(payload_bytes)
        has_length = has_length or is_true
        is_masked = name.lower() in _CODINGS or (is_length and not is_true)
        lines.append(f"{'X-Crawler-' if is_masked else ''}{name}: {value}")
    if not has_length:
        lines.append(f"Content-Length: {payload_bytes}")
    return b"".join(_encode_line(line) for line in lines) + b"\r\n"


def content_type(headers: Sequence[tuple[str, str]]) -> str | None:
    """The first ``Content-Type``, parameters included; None without one."""
    for name, value in headers:
        if name.lower() == "content-type":
            return value
    return None


def target_uri(url: str) -> str:
    """``url`` in the characters of a URI (RFC 3986), for ``WARC-Target-URI``."""
    return quote(url, safe=_URI_CHARACTERS, errors="surrogatepass")


def field_value(text: str | None) -> str | None:
    """``text`` as the value of a named field: one line, in UTF-8."""
    if text is None:
        return None
    return _LINE_BREAKS.sub(" ", text).encode("utf-8", "backslashreplace").decode()


def warc_date(instant: datetime) -> str:
    """UTC with microseconds (WARC 1.1 section 5.4)."""
    text = instant.astimezone(UTC).isoformat(timespec="microseconds")
    return text.replace("+00:00", "Z")


def capture_field(capture: Capture, session: str) -> str:
    """The row as one line of JSON: all that the record says in no other place."""
    # fastwarc gives a file up at 32 KiB of named fields: no long address twice.
    is_moved = capture.final_url != capture.url
    return json.dumps(
        {
            "source_id": capture.source_id,
            "kind": capture.kind,
            "url": capture.url,
            "final_url": capture.final_url if is_moved else None,
            "fetched_at": capture.fetched_at.isoformat(),
            "status": capture.status,
            "content_type": capture.content_type,
            "payload_digest": str(capture.payload_digest),
            "payload_bytes": capture.payload_bytes,
            "has_link": capture.link is not None,
            "session": session,
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in the archive a capture's gzip members are."""

    file: str
    offset: int
    length: int


def capture_from(field: str, capture_id: UUID, link: Link | None, at: Place) -> Capture:
    """The row that ``capture_field`` was made from.

    Raises ValueError or KeyError where the field is not one of ours.
    """
    values: dict[str, Any] = json.loads(field)
    final_url = values["final_url"]
    return Capture(
        capture_id=capture_id,
        source_id=values["source_id"],
        kind=values["kind"],
        url=values["url"],
        final_url=values["url"] if final_url is None else final_url,
        fetched_at=datetime.fromisoformat(values["fetched_at"]),
        status=values["status"],
        content_type=values["content_type"],
        payload_digest=UUID(values["payload_digest"]),
        payload_bytes=values["payload_bytes"],
        file=at.file,
        file_offset=at.offset,
        file_length=at.length,
        link=link,
    )


def promises_link(field: str) -> bool:
    """Whether a metadata record with the link belongs to the capture."""
    return bool(json.loads(field)["has_link"])


def session_of(field: str) -> str:
    """The secret of the writer's session; see ``warc_files.Mark``."""
    return str(json.loads(field)["session"])


def link_fields(link: Link) -> bytes:
    """The block of a ``metadata`` record: one field a line, absent ones left out."""
    return b"".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\r\n".encode(
            # A lone surrogate then stands as \udXXX, which JSON reads back.
            "utf-8",
            "backslashreplace",
        )
        for name, value in _link_values(link)
        if value is not None
    )


def link_from(block: bytes) -> Link:
    """The link that ``link_fields`` was made from; ValueError or KeyError if none."""
    values: dict[str, Any] = {}
    authors: list[str] = []
    for line in block.split(b"\r\n"):
        name, separator, value = line.decode("utf-8").partition(": ")
        if separator and name == "author":
            authors.append(json.loads(value))
        elif separator:
            values[name] = json.loads(value)
    return Link(
        url=values["url"],
        listing_url=values["listing-url"],
        title=values.get("title"),
        authors=tuple(authors),
        summary=values.get("summary"),
        published_at=_instant(values.get("published-at")),
        modified_at=_instant(values.get("modified-at")),
        replay_url=values.get("replay-url"),
        captured_at=_instant(values.get("captured-at")),
        wanted_from=_day(values.get("wanted-from")),
        wanted_until=_day(values.get("wanted-until")),
    )


def _link_values(link: Link) -> Iterator[tuple[str, str | None]]:
    yield "url", link.url
    yield "listing-url", link.listing_url
    yield "title", link.title
    for author in link.authors:
        yield "author", author
    yield "summary", link.summary
    yield "published-at", _text(link.published_at)
    yield "modified-at", _text(link.modified_at)
    yield "replay-url", link.replay_url
    yield "captured-at", _text(link.captured_at)
    yield "wanted-from", _text(link.wanted_from)
    yield "wanted-until", _text(link.wanted_until)


def _text(moment: date | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _encode_line(line: str) -> bytes:
    # HTTP clients hand bytes over as Latin-1, so this gives back what was sent.
    joined = _LINE_BREAKS.sub(" ", line)
    try:
        return joined.encode("latin-1") + b"\r\n"
    except UnicodeEncodeError:
        return joined.encode("utf-8", "backslashreplace") + b"\r\n"
