"""WARC files as other programs write them, byte by byte: no library of ours or theirs.

By the specification: https://iipc.github.io/warc-specifications/
"""

import gzip
from collections.abc import Iterable


def record(
    kind: str,
    url: str,
    block: bytes,
    *,
    date: str = "2021-05-06T07:08:09Z",
    version: str = "1.0",
    media_type: str = "application/http; msgtype=response",
    **fields: str,
) -> bytes:
    """One record; ``WARC_Truncated="length"`` adds a field of that name."""
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{abs(hash((kind, url, block))):032x}>",
        "WARC-Date": date,
        "WARC-Target-URI": url,
        "Content-Type": media_type,
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/{version}\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def http(
    body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html"
) -> bytes:
    """A response as it came over the network."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chunked(body: bytes, size: int = 100) -> bytes:
    """``body`` in the chunked transfer coding."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(each), each) for each in [*pieces, b""])


def packed(records: Iterable[bytes]) -> bytes:
    """Each record a gzip member of its own."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)
