"""Captures as WARC records and back: the one home of warcio.

A capture is one or two records, each its own gzip member (WARC 1.1 annex D):

    exchange over HTTP       ``response``; WARC-Target-URI is where the answer came
                             from, after redirects
    kind "file"              ``resource``: the file's bytes
    a body known already     ``revisit`` (identical-payload-digest), which names file
                             and offset of the record that has the body
    the link that led there  ``metadata``, right behind, WARC-Concurrent-To the first

``Dateline-Capture`` on the first record holds the rest of the row, the address asked
for among it, and the record's id is the capture's: the ``captures`` table can be
made again from the files alone.
"""

import zlib
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO
from typing import BinaryIO
from uuid import uuid4

# warcio is published without annotations; _pack and unpack give it types.
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
from warcio.recordbuilder import RecordBuilder  # type: ignore[import-untyped]
from warcio.recordloader import (  # type: ignore[import-untyped]
    ArcWarcRecord,
    ArcWarcRecordLoader,
)
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from transforms.identity import identify
from transforms.records import Capture, Link
from warehouse.warc_fields import (
    capture_field,
    field_value,
    link_fields,
    target_uri,
    warc_date,
)
from warehouse.warc_files import member_at

FIELD = "Dateline-Capture"
_WARC_FIELDS = "application/warc-fields"
_SPECIFICATION = (
    "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
)
# On 200 news pages (35 MB) level 9 took 5.6 ms a page for 6.93 MB, level 6 3.5 ms for
# 6.98 MB, level 4 2.3 ms for 7.32 MB.
_GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One WARC record in a file."""

    file: str
    offset: int
    end: int
    fields: dict[str, str]
    block: bytes
    is_complete: bool
    """False where the block is only its beginning, as much as was asked for."""

    @property
    def kind(self) -> str:
        """``response``, ``metadata``, ..."""
        return self.fields.get("WARC-Type", "")

    def field(self, name: str) -> str | None:
        """A named field, by case-insensitive name: other writers spell as they like."""
        wanted = name.lower()
        return next(
            (value for key, value in self.fields.items() if key.lower() == wanted), None
        )

    @property
    def refers_to(self) -> tuple[str, int] | None:
        """File and offset of the record that has a revisit's body."""
        file = self.fields.get("WARC-Refers-To-Filename")
        offset = self.fields.get("WARC-Refers-To-File-Offset", "")
        if self.kind != "revisit" or file is None or not offset.isdecimal():
            return None
        return file, int(offset)

    def payload(self) -> bytes:
        """The body: the block without the HTTP head."""
        if self.kind != "response":
            return self.block
        return self.block.partition(b"\r\n\r\n")[2]


def pack_capture(
    capture: Capture,
    head: bytes | None,
    body: bytes,
    original: Record | None,
    session: str,
    *,
    copied_at: datetime | None = None,
) -> bytes:
    """The gzip members of one capture.

    Args:
        capture: the row; where it will be in the file is not looked at.
        head: the HTTP status line and headers; None for a file.
        body: without codings.
        original: the record that has this body already, if one has.
        session: the secret of the writer's session.
        copied_at: when the capture was copied out of another archive.
    """
    fields = {
        "WARC-Record-ID": capture.capture_id.urn.join("<>"),
        "WARC-Target-URI": target_uri(capture.final_url),
        "WARC-Date": warc_date(capture.fetched_at),
        "WARC-Payload-Digest": _sha1(body),
        FIELD: capture_field(capture, session),
    }
    if copied_at is not None:
        fields |= _source_fields(capture, copied_at)
    media_type = "application/http; msgtype=response"
    if original is not None:
        fields |= _revisit_fields(original)
        packed = _pack("revisit", fields, head or b"", media_type if head else None)
    elif head is None:
        packed = _pack("resource", fields, body, field_value(capture.content_type))
    else:
        packed = _pack("response", fields, head + body, media_type)
    if capture.link is None:
        return packed
    return packed + _pack_link(capture.link, fields)


def pack_warcinfo(file: str, started_at: datetime) -> bytes:
    """The record with which each file begins."""
    fields = {
        "WARC-Record-ID": uuid4().urn.join("<>"),
        "WARC-Date": warc_date(started_at),
        "WARC-Filename": file,
    }
    block = (
        f"software: Dateline/{_version()}\r\n"
        "format: WARC File Format 1.1\r\n"
        f"conformsTo: {_SPECIFICATION}\r\n"
    )
    return _pack("warcinfo", fields, block.encode(), _WARC_FIELDS)


def record_at(
    file: BinaryIO, name: str, offset: int, *, keep_bytes: int
) -> Record | None:
    """The record whose gzip member begins at ``offset``; None where none is whole."""
    member = member_at(file, offset, keep_bytes=keep_bytes)
    unpacked = member and unpack(member.content)
    if not member or not unpacked:
        return None
    fields, block = unpacked
    return Record(
        file=name,
        offset=offset,
        end=member.end,
        fields=fields,
        block=block,
        is_complete=member.content_length == len(member.content),
    )


def unpack(content: bytes) -> tuple[dict[str, str], bytes] | None:
    """Named fields and block; None where the bytes are no WARC record."""
    loader = ArcWarcRecordLoader()
    try:
        record = loader.parse_record_stream(
            BytesIO(content), known_format="warc", no_record_parse=True
        )
    except (ArchiveLoadFailed, EOFError):
        return None
    return dict(record.rec_headers.headers), record.raw_stream.read()


def _source_fields(capture: Capture, copied_at: datetime) -> dict[str, str]:
    """Where a copy was found and when it was made, in the names that pywb's recorder
    has for what it takes from other archives (``WARC-Date`` is the other's)."""
    source = capture.link.replay_url if capture.link else None
    created = {"WARC-Creation-Date": warc_date(copied_at)}
    return created | ({"WARC-Source-URI": target_uri(source)} if source else {})


def _revisit_fields(original: Record) -> dict[str, str]:
    """WARC 1.1 section 6.7.2; file and offset as Heritrix and OpenWayback name them."""
    copied = {
        "WARC-Refers-To": original.fields.get("WARC-Record-ID"),
        "WARC-Refers-To-Target-URI": original.fields.get("WARC-Target-URI"),
        "WARC-Refers-To-Date": original.fields.get("WARC-Date"),
    }
    return {
        "WARC-Profile": RecordBuilder.REVISIT_PROFILE_1_1,
        **{name: value for name, value in copied.items() if value is not None},
        "WARC-Refers-To-Filename": original.file,
        "WARC-Refers-To-File-Offset": str(original.offset),
    }


def _pack_link(link: Link, response: dict[str, str]) -> bytes:
    block = link_fields(link)
    record_id = identify("metadata", response["WARC-Record-ID"])
    fields = {
        "WARC-Record-ID": record_id.urn.join("<>"),
        "WARC-Concurrent-To": response["WARC-Record-ID"],
        "WARC-Target-URI": response["WARC-Target-URI"],
        "WARC-Date": response["WARC-Date"],
    }
    return _pack("metadata", fields, block, _WARC_FIELDS)


def _pack(
    kind: str, fields: dict[str, str], block: bytes, media_type: str | None
) -> bytes:
    named = [("WARC-Type", kind), *fields.items(), ("WARC-Block-Digest", _sha1(block))]
    # For a revisit warcio leaves out the block, which it takes for the payload.
    warcio_kind = "response" if kind == "revisit" else kind
    record = ArcWarcRecord(
        "warc",
        warcio_kind,
        StatusAndHeaders("", named, protocol="WARC/1.1"),
        BytesIO(block),
        None,
        media_type,
        len(block),
    )
    member = _GzipMember()
    WARCWriter(member, gzip=False, warc_version="1.1").write_record(record)
    return member.finished()


class _GzipMember:
    """What a WARCWriter writes to, compressed at our level: its own is fixed at 9."""

    def __init__(self) -> None:
        self._compressor = zlib.compressobj(_GZIP_LEVEL, wbits=31)
        self._parts: list[bytes] = []

    def write(self, content: bytes) -> None:
        self._parts.append(self._compressor.compress(content))

    def flush(self) -> None:
        """Nothing: the writer calls it once a record is out."""

    def finished(self) -> bytes:
        return b"".join([*self._parts, self._compressor.flush()])


def _sha1(content: bytes) -> str:
    # The digest that other archives look payloads up by; no secret hangs on it.
    hashed = sha1(content, usedforsecurity=False).digest()
    return f"sha1:{b32encode(hashed).decode()}"


def _version() -> str:
    try:
        return version("dateline")
    except PackageNotFoundError:
        return "unreleased"
