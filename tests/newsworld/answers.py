"""Requests and answers as values: what a site says, before a socket is involved.

A site makes an ``Answer``; ``finish`` does what servers do with it on the way out:
validators, 304, gzip.
"""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Literal

HTML = "text/html; charset=utf-8"
COMPRESSED_FROM_BYTES = 200

Manner = Literal["whole", "reset", "short", "slow"]
"""How a body leaves: as it should; cut by a TCP reset half-way; ended half-way by a
close; or its second half only after ``tests.newsworld.server.SLOW_SECONDS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a client asked for."""

    method: str
    target: str
    """Path and query, as sent."""
    headers: Mapping[str, str]
    """Lower-case names."""
    base: str
    """Scheme and authority of the server that was asked, without a final slash."""

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a site says."""

    status: int = 200
    body: bytes = b""
    content_type: str | None = HTML
    headers: tuple[tuple[str, str], ...] = ()
    modified_at: datetime | None = None
    """Gives a 200 its validators; None: the answer has none."""
    manner: Manner = "whole"


def finish(request: Request, answer: Answer) -> Answer:
    """The answer as it goes out: with validators, as 304 if they match, compressed.

    If-None-Match goes before If-Modified-Since (RFC 9110, section 13.2.2).
    """
    if answer.status == 200 and answer.modified_at is not None:
        tag = f'"{hashlib.blake2b(answer.body, digest_size=10).hexdigest()}"'
        modified = format_datetime(answer.modified_at, usegmt=True)
        validators = (("ETag", tag), ("Last-Modified", modified))
        if _is_known(request, tag, answer.modified_at):
            return Answer(status=304, content_type=None, headers=validators)
        answer = replace(answer, headers=(*answer.headers, *validators))
    return _compressed(request, answer)


def _is_known(request: Request, tag: str, modified_at: datetime) -> bool:
    known_tags = request.headers.get("if-none-match")
    if known_tags is not None:
        tags = [each.strip().removeprefix("W/") for each in known_tags.split(",")]
        return tag in tags or "*" in tags
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(since) >= modified_at
    except (TypeError, ValueError):
        return False


def _compressed(request: Request, answer: Answer) -> Answer:
    is_wanted = "gzip" in request.headers.get("accept-encoding", "")
    if not is_wanted or len(answer.body) < COMPRESSED_FROM_BYTES:
        return answer
    headers = (("Content-Encoding", "gzip"), ("Vary", "Accept-Encoding"))
    body = gzip.compress(answer.body, 5, mtime=0)
    return replace(answer, body=body, headers=(*answer.headers, *headers))
