"""What a server holds for one path, and its answer to one request.

Conditional requests follow RFC 9110 section 13: If-None-Match goes before
If-Modified-Since, and entity tags are compared weakly, so that one weak tag does
for the plain and the gzipped bytes of a resource.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import blake2b


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One path's content."""

    content_type: str
    body: bytes
    modified_at: datetime

    @property
    def etag(self) -> str:
        """The same for the same bytes, whatever their coding."""
        return f'W/"{blake2b(self.body, digest_size=8).hexdigest()}"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A status, headers and a body, ready to send."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def answer(resource: Resource | None, request: Mapping[str, str]) -> Answer:
    """The answer to a GET with these request headers, their names in lower case."""
    if resource is None:
        return _whole(404, "text/plain; charset=utf-8", b"Not found\n", ())
    validators = (
        ("ETag", resource.etag),
        ("Last-Modified", format_datetime(_utc(resource.modified_at), usegmt=True)),
        ("Cache-Control", "max-age=0, must-revalidate"),
        ("Vary", "Accept-Encoding"),
    )
    if _is_unchanged(resource, request):
        return Answer(status=304, headers=validators, body=b"")
    if _accepts_gzip(request.get("accept-encoding", "")):
        packed = gzip.compress(resource.body, mtime=0)
        coding = (*validators, ("Content-Encoding", "gzip"))
        return _whole(200, resource.content_type, packed, coding)
    return _whole(200, resource.content_type, resource.body, validators)


def _whole(
    status: int, content_type: str, body: bytes, more: tuple[tuple[str, str], ...]
) -> Answer:
    headers = (("Content-Type", content_type), ("Content-Length", str(len(body))))
    return Answer(status=status, headers=(*headers, *more), body=body)


def _is_unchanged(resource: Resource, request: Mapping[str, str]) -> bool:
    known_tags = request.get("if-none-match")
    if known_tags is not None:
        opaque = resource.etag.removeprefix("W/")
        tags = (tag.strip().removeprefix("W/") for tag in known_tags.split(","))
        return any(tag in ("*", opaque) for tag in tags)
    since = _instant(request.get("if-modified-since"))
    return since is not None and _utc(resource.modified_at) <= since


def _instant(header: str | None) -> datetime | None:
    """The header's instant; None where it is absent or no date (RFC 9110 13.1.3)."""
    if header is None:
        return None
    try:
        instant = parsedate_to_datetime(header)
    except ValueError:
        return None
    return instant if instant.tzinfo else None


def _utc(instant: datetime) -> datetime:
    """Whole seconds, as HTTP dates are."""
    return instant.astimezone(UTC).replace(microsecond=0)


def _accepts_gzip(header: str) -> bool:
    for part in header.lower().split(","):
        coding, _, parameters = part.partition(";")
        if coding.strip() in ("gzip", "x-gzip", "*"):
            return parameters.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00")
    return False
