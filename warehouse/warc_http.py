"""The block of a WARC record as the HTTP message in it. Bytes arrive, a message leaves.

WARC 1.1 section 6.3.1: a ``response`` holds what came over the network, head and
coded body. Writers take liberties with the head (bare line feeds, no reason phrase).
"""

import re
from dataclasses import dataclass

_STATUS_LINE = re.compile(rb"(HTTP/\d(?:\.\d)?)[ \t]+(\d{3})(?!\d)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HEADERS_MAX = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One HTTP response."""

    http_version: str
    status: int
    headers: tuple[tuple[str, str], ...]
    """In order, as Latin-1, folded lines joined."""
    body: bytes
    """With its codings; only the beginning where the block was."""

    def header(self, name: str) -> str | None:
        """The first value of a header, by case-insensitive name."""
        wanted = name.lower()
        return next(
            (value for key, value in self.headers if key.lower() == wanted), None
        )


def read_message(block: bytes) -> Message | None:
    """The response in ``block``; None where there is none."""
    status = _STATUS_LINE.match(block)
    if status is None:
        return None
    end = _HEAD_END.search(block)
    head = block[: end.start()] if end else block
    return Message(
        http_version=status[1].decode("ascii"),
        status=int(status[2]),
        headers=_headers(head),
        body=block[end.end() :] if end else b"",
    )


def _headers(head: bytes) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for line in head.split(b"\n", _HEADERS_MAX + 1)[1 : _HEADERS_MAX + 1]:
        text = line.rstrip(b"\r").decode("latin-1")
        if text[:1] in (" ", "\t") and found:
            name, value = found[-1]
            found[-1] = name, f"{value} {text.strip()}".strip()
            continue
        name, colon, value = text.partition(":")
        if colon and name.strip():
            found.append((name.strip(), value.strip()))
    return tuple(found)
