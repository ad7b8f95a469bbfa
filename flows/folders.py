"""The ``files`` kind: a folder of dated-article files as a source."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from glob import glob
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from transforms.errors import FetchError, UnreadableListing
from transforms.records import DATED_TEXT_TYPE, Link
from warehouse.captures import Exchange

FILE_BYTES_MAX = 50 << 20


def look_into(path: str) -> tuple[Link, ...]:
    """A link for every ``*.txt`` below a folder, or for what a pattern finds.

    The modification time stands in for what a feed says of a page: another one
    means that the file is read again.

    Raises:
        UnreadableListing: there is no such folder or file, or it may not be read.
    """
    try:
        return tuple(_link(found, path) for found in _files(path))
    except OSError as error:
        detail = f"{path}: {error.strerror or error}"
        raise UnreadableListing("unreadable-folder", detail) from error


def is_file(link: Link) -> bool:
    """Whether ``link`` leads to a file of this machine."""
    return link.url.startswith("file:")


def open_file(link: Link, source_id: str, now: datetime) -> Exchange:
    """The file's bytes, as the archive takes them.

    Raises:
        FetchError: it cannot be read or is too large.
    """
    path = Path(os.fsdecode(unquote_to_bytes(urlsplit(link.url).path)))
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            raise FetchError("too-large", f"{path}: over {FILE_BYTES_MAX} bytes")
        body = path.read_bytes()
    except OSError as error:
        raise FetchError("unreadable-file", f"{path}: {error.strerror}") from error
    return Exchange(
        source_id=source_id,
        kind="file",
        url=link.url,
        final_url=link.url,
        fetched_at=now,
        status=200,
        headers=(("Content-Type", DATED_TEXT_TYPE),),
        body=body,
        link=link,
    )


def _files(path: str) -> list[Path]:
    """What there is, in order; a folder is a folder even if it is called [2024]."""
    place = Path(path)
    found: Iterable[Path]
    if place.is_dir():
        found = place.rglob("*.txt")
    elif place.exists():
        found = [place]
    else:
        found = (Path(name) for name in glob(path, recursive=True))
    # A dead link is a failure of its own, and a pipe would never end.
    listed = sorted(each for each in found if each.is_file() or not each.exists())
    if not listed and not place.is_dir():
        raise UnreadableListing("no-such-folder", f"{path}: no such folder or file")
    return listed


def _link(path: Path, folder: str) -> Link:
    try:
        changed_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except FileNotFoundError:
        changed_at = None
    return Link(
        url=path.absolute().as_uri(), listing_url=folder, modified_at=changed_at
    )
