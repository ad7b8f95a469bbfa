"""The ``files`` kind: a folder of dated-article files as a source."""

from collections.abc import Iterator
from datetime import UTC, datetime
from glob import glob, has_magic
from pathlib import Path
from urllib.parse import unquote, urlsplit

from transforms.errors import FetchError, UnreadableListing
from transforms.records import DATED_TEXT_TYPE, Link
from warehouse.captures import Exchange

FILE_BYTES_MAX = 50 << 20


def look_into(path: str) -> tuple[Link, ...]:
    """A link for every ``*.txt`` below a folder, or for what a pattern finds.

    The modification time stands in for what a feed says of a page: another one
    means that the file is read again.

    Raises:
        UnreadableListing: there is no such folder or file.
    """
    return tuple(_link(found, path) for found in _files(path))


def is_file(link: Link) -> bool:
    """Whether ``link`` leads to a file of this machine."""
    return link.url.startswith("file:")


def open_file(link: Link, source_id: str, now: datetime) -> Exchange:
    """The file's bytes, as the archive takes them.

    Raises:
        FetchError: it cannot be read or is too large.
    """
    path = Path(unquote(urlsplit(link.url).path))
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


def _files(path: str) -> Iterator[Path]:
    if has_magic(path):
        found = [Path(name) for name in glob(path, recursive=True)]
    elif Path(path).is_dir():
        found = list(Path(path).rglob("*.txt"))
    else:
        found = [Path(path)]
    if not found or not all(item.exists() for item in found):
        raise UnreadableListing("no-such-folder", f"{path}: no such folder or file")
    return (item for item in sorted(found) if item.is_file())


def _link(path: Path, folder: str) -> Link:
    changed_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Link(
        url=path.absolute().as_uri(), listing_url=folder, modified_at=changed_at
    )
