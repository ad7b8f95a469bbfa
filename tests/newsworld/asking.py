"""A plain HTTP client for tests: one request, no redirects, no proxies, raw bytes."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    """Lower-case names."""
    body: bytes
    """As on the wire, content coding included."""


def ask(
    url: str,
    headers: Mapping[str, str] | None = None,
    *,
    method: str = "GET",
    timeout_seconds: float = 5.0,
) -> Reply:
    """The reply to one request over a connection of its own.

    Raises:
        OSError: the connection broke or the time was up.
        http.client.IncompleteRead: the body ended early.
    """
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = HTTPConnection(parts.netloc, timeout=timeout_seconds)
    with closing(connection):
        connection.request(method, target, headers=dict(headers or {}))
        with closing(connection.getresponse()) as response:
            return Reply(
                status=response.status,
                headers={name.lower(): value for name, value in response.getheaders()},
                body=response.read(),
            )
