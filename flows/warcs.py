"""The ``warc`` kind: WARC files of anyone's as a source.

A file and an offset arrive, links to the pages in it leave; a link arrives, an
exchange leaves that is as if the publisher had been asked when the file's writer
asked. Nothing is asked of anyone.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from glob import glob
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote_to_bytes, urlsplit

from flows.decoding import LIMITS, plain_body
from transforms import articles
from transforms.batches import Sighting
from transforms.errors import FetchError, UnreadableListing
from transforms.instants import parse_instant
from transforms.listings.addresses import article_evidence
from transforms.records import DATED_TEXT_TYPE, Link
from transforms.urls import canonical_url, resolve_url, same_site
from warehouse.captures import Exchange
from warehouse.warc_entries import HEADS_BYTES, Entry, entries, entry_at
from warehouse.warc_http import Message, read_message
from warehouse.warc_records import Record

DAMAGED_MAX = 1000
"""Damaged places after which a file is given up."""

_OFFSET = "#offset="
_RECORD_BYTES = LIMITS.inflated_bytes + HEADS_BYTES
_ENDINGS = ("*.warc", "*.warc.gz")


@dataclass(slots=True, kw_only=True)
class Walked:
    """What one walk through a part of a file found."""

    reached: int
    """Where the next walk goes on."""
    links: list[Link] = field(default_factory=list)
    sightings: dict[str, Sighting] = field(default_factory=dict)
    """By canonical address: pages that were captured again, unchanged."""
    skipped: dict[str, tuple[int, str]] = field(default_factory=dict)
    """By reason: how many, and the first of them."""

    def skip(self, reason: str, detail: str) -> None:
        """Counts one; ``reason`` is the slug."""
        count, first = self.skipped.get(reason, (0, detail))
        self.skipped[reason] = count + 1, first


def warc_files(path: str, own: Path) -> list[Path]:
    """The files of a folder, of a pattern, or the one file.

    Args:
        own: the folder of our own archive.

    Raises:
        UnreadableListing: ``no-such-file``; ``own-archive`` where it lies in there.
    """
    place = Path(path)
    found: Iterable[Path]
    if place.is_dir():
        found = (each for ending in _ENDINGS for each in place.rglob(ending))
    elif place.exists():
        found = [place]
    else:
        found = (Path(name) for name in glob(path, recursive=True))
    # A dead link is a failure of its own, and a pipe would never end.
    listed = sorted(each for each in found if each.is_file() or not each.exists())
    if not listed and not place.is_dir():
        raise UnreadableListing("no-such-file", f"{path}: no such WARC file or folder")
    home = own.resolve()
    inside = next((each for each in listed if home in each.resolve().parents), None)
    if inside is not None:
        raise UnreadableListing(
            "own-archive",
            f"{inside} is a file of this home's own archive: what is in it was read "
            "when it was fetched",
        )
    return listed


def walk(
    path: Path, start: int, *, listing: str, homepage: str | None, most: int
) -> Walked:
    """The pages from byte ``start`` on, at most ``most``.

    Args:
        listing: the path in the source file.
        homepage: of the publisher; records of other sites are counted alone. None
            takes all.

    Raises:
        UnreadableListing: ``unreadable-file``; ``too-damaged``.
    """
    homepages = (homepage,) if homepage else ()
    walked = Walked(reached=start)
    try:
        with path.open("rb") as file:
            for _ in walk_on(file, path, walked, listing, homepages):
                if max(len(walked.links), len(walked.sightings)) >= most:
                    break
    except OSError as error:
        detail = f"{path}: {error.strerror or error}"
        raise UnreadableListing("unreadable-file", detail) from error
    return walked


def walk_on(
    file: BinaryIO,
    path: Path,
    walked: Walked,
    listing: str,
    homepages: tuple[str, ...],
) -> Iterator[Entry]:
    """Every entry behind ``walked.reached``, once ``walked`` has what is in it.

    Args:
        path: where the file lies, or its pages will.

    Raises:
        UnreadableListing: ``too-damaged``.
    """
    damaged = 0
    for entry in entries(file, path.name, walked.reached):
        damaged += entry.record is None
        if damaged > DAMAGED_MAX:
            detail = f"{path}: {DAMAGED_MAX} damaged places"
            raise UnreadableListing("too-damaged", detail)
        _sort(entry, path, listing, homepages, walked)
        walked.reached = entry.end
        yield entry


def is_record(link: Link) -> bool:
    """Whether ``link`` leads into a WARC file."""
    return (link.replay_url or "").startswith("file:")


def open_record(link: Link, source_id: str, now: datetime) -> Exchange:
    """The page in the record, codings undone under the fetcher's caps.

    Raises:
        FetchError: ``unreadable-file``, ``damaged-record``, ``too-large``,
            ``short-body``, and what a broken coding gives.
    """
    path, offset = _place(link)
    record = _read(path, offset)
    if _address(record) != link.url:
        raise FetchError("damaged-record", f"{path}: another record at byte {offset}")
    original = record
    if record.kind == "revisit" and record.refers_to is not None:
        file, at = record.refers_to
        original = _read(path.with_name(file), at)
    message = read_message(record.block) or read_message(original.block)
    is_file = original.kind == "resource" or message is None
    return Exchange(
        source_id=source_id,
        kind="file" if is_file else "page",
        url=link.url,
        final_url=link.url,
        fetched_at=now,
        status=200,
        headers=_headers(original, message),
        body=_body(original),
        link=link,
        http_version=message.http_version if message else "HTTP/1.1",
        captured_at=link.captured_at,
    )


def _sort(
    entry: Entry, path: Path, listing: str, homepages: tuple[str, ...], walked: Walked
) -> None:
    """Puts a record where it belongs; what is no page of anyone's is no loss."""
    record = entry.record
    if record is None:
        place = f"bytes {entry.offset} to {entry.end} of {path.name}"
        if entry.problem == "gzipped-as-one":
            place += " hold many records: pack each by itself (warcio recompress)"
        walked.skip(entry.problem or "damaged-record", place)
        return
    url = _address(record)
    if url is None or not _is_page(record, url):
        return
    captured_at = parse_instant(record.field("WARC-Date") or "")
    if homepages and resolve_url(url, None) and not is_of(url, homepages):
        walked.skip("other-site", url)
    elif captured_at is None:
        walked.skip("undated-record", f"{url} at byte {record.offset} of {path.name}")
    elif record.kind == "revisit" and _is_seen_again(record, url):
        sighting = Sighting(url=url, seen_at=captured_at)
        earlier = walked.sightings.get(canonical_url(url))
        if earlier is None or earlier.seen_at < captured_at:
            walked.sightings[canonical_url(url)] = sighting
    elif record.kind == "revisit" and not _has_original(record, path):
        walked.skip("unresolved-revisit", f"{url}: its body is in another file")
    else:
        replay_url = f"{path.absolute().as_uri()}{_OFFSET}{record.offset}"
        link = Link(
            url=url,
            listing_url=listing,
            replay_url=replay_url,
            captured_at=captured_at,
        )
        walked.links.append(link)


def is_of(url: str, homepages: Iterable[str]) -> bool:
    """Whether a page is of one of those sites."""
    return any(same_site(url, homepage) for homepage in homepages)


def _address(record: Record) -> str | None:
    """Of the page; wget puts it in angle brackets."""
    written = (record.field("WARC-Target-URI") or "").strip().strip("<>")
    if written.startswith("file:"):
        return written
    return resolve_url(written, None)


def _is_page(record: Record, url: str) -> bool:
    """Whether the articles' reader can have a use for it."""
    if resolve_url(url, None) and article_evidence(url) is None:
        return False
    if record.kind == "resource":
        return _media_type(record.field("Content-Type")) in articles.READERS
    if record.kind not in ("response", "revisit"):
        return False
    message = read_message(record.block)
    if message is None:
        # A revisit need not repeat the head.
        return record.kind == "revisit"
    media_type = _media_type(message.header("Content-Type"))
    if media_type in articles.UNTELLING_TYPES:
        media_type = _media_type(record.field("WARC-Identified-Payload-Type"))
    return message.status == 200 and media_type in articles.READERS


def _is_seen_again(record: Record, url: str) -> bool:
    """A body that the same page had before, or a 304."""
    before = record.field("WARC-Refers-To-Target-URI")
    return before is None or canonical_url(before.strip("<>")) == canonical_url(url)


def _has_original(record: Record, path: Path) -> bool:
    if record.refers_to is None:
        return False
    file, _ = record.refers_to
    return Path(file).name == file and path.with_name(file).is_file()


def _read(path: Path, offset: int) -> Record:
    try:
        with path.open("rb") as file:
            entry = entry_at(file, path.name, offset, keep_bytes=_RECORD_BYTES)
    except OSError as error:
        raise FetchError("unreadable-file", f"{path}: {error.strerror}") from error
    if entry is None or entry.record is None:
        raise FetchError("damaged-record", f"{path}: no whole record at byte {offset}")
    if not entry.record.is_complete:
        detail = f"{path}: the record at byte {offset} has over {_RECORD_BYTES} bytes"
        raise FetchError("too-large", detail)
    return entry.record


def _body(record: Record) -> bytes:
    cut = record.field("WARC-Truncated")
    if cut is not None:
        detail = f"its writer cut the record at byte {record.offset}: {cut}"
        raise FetchError("short-body", detail)
    message = read_message(record.block)
    if record.kind == "resource" or message is None:
        return record.block
    return plain_body(
        message.body,
        message.header("Content-Encoding"),
        message.header("Transfer-Encoding"),
    )


def _headers(record: Record, message: Message | None) -> tuple[tuple[str, str], ...]:
    if message is not None:
        return message.headers
    return (("Content-Type", record.field("Content-Type") or DATED_TEXT_TYPE),)


def _place(link: Link) -> tuple[Path, int]:
    address, _, offset = (link.replay_url or "").partition(_OFFSET)
    path = Path(os.fsdecode(unquote_to_bytes(urlsplit(address).path)))
    return path, int(offset)


def _media_type(content_type: str | None) -> str:
    return (content_type or "").partition(";")[0].strip().lower()
