"""WARC files on servers: streamed once, a backfill's own pages kept on this machine.

An address arrives, links to the pages of the order's publishers leave. The pages lie
in a file of the home under the name and at the very offsets of the server's (what is
between is a hole and takes no room), so a link is the same in every run. What was found
is written down beside it with how far the reading came: a killed run goes on from
there, sources that share a file read it once, and the next backfill asks for nothing.
"""

import fcntl
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from flows.remote_files import Ask, RemoteFile
from flows.warcs import Walked, walk_on
from transforms.identity import identify
from transforms.instants import parse_instant
from transforms.records import Link
from warehouse.warc_entries import Entry
from warehouse.warc_files import explained

KEPT = timedelta(days=7)
"""Since they were last written: by then their pages are in our own archive."""
_MARK_BYTES = 32 << 20
"""Read between two marks: what an interruption costs at most."""
_BUFFER_BYTES = 256 << 10


@dataclass(slots=True, kw_only=True)
class Spool:
    """One file of a server's, as far as it has been read for some publishers."""

    folder: Path
    url: str
    homepages: tuple[str, ...]
    reached: int = 0
    size: int | None = None
    state: str = ""
    links: list[Link] = field(default_factory=list)
    follow: Callable[[str], None] = lambda line: None
    """Is told now and then how far the reading is."""

    @property
    def pages(self) -> Path:
        """Where pages lie, at the server's offsets."""
        return self._place / re.sub(r"[^\w.-]", "_", self.url.rpartition("/")[2])

    @property
    def is_whole(self) -> bool:
        """Whether the file was read to its end."""
        return self.size is not None and self.reached >= self.size

    @contextmanager
    def held(self) -> Iterator[None]:
        """By nobody else until the block ends, in this process or another."""
        with explained(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        # The lock goes with the descriptor, however this ends.
        with explained(self._place), open(f"{self._place}.lock", "wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @property
    def _place(self) -> Path:
        return self.folder / identify("spool", self.url).hex

    @property
    def _notes(self) -> Path:
        return self._place / f"{identify('homepages', *self.homepages).hex}.jsonl"

    def recall(self) -> None:
        """Takes in what earlier runs found; nothing behind their last mark."""
        self.links, self.reached, waiting = [], 0, list[Link]()
        if not self._notes.exists() or not self.pages.exists():
            return
        for line in self._notes.read_text("utf-8").splitlines():
            try:
                noted = json.loads(line)
            except ValueError:
                # A killed run's last words.
                continue
            if "url" in noted:
                waiting.append(self._link(noted))
            else:
                self.reached, self.size = noted["reached"], noted["size"]
                self.state = noted["state"]
                self.links, waiting = self.links + waiting, []

    def read_on(self, ask: Ask) -> tuple[int, float]:
        """Reads to the end; gives bytes received and seconds on the network.

        Raises:
            FetchError: as in ``RemoteFile``; what was found by then is noted.
            UnreadableListing: ``too-damaged``.
            WarehouseError: the disk refuses.
        """
        remote = RemoteFile(ask)
        if self.state != remote.state:
            # Another file by the same name, or the first time.
            self.links, self.reached, self.state = [], 0, remote.state
            with explained(self._place):
                shutil.rmtree(self._place, ignore_errors=True)
                self._place.mkdir(parents=True)
        self.size = remote.size
        with (
            explained(self.pages),
            _sparse(self.pages) as kept,
            BufferedReader(remote, _BUFFER_BYTES) as file,
        ):
            self._walk(file, kept)
        return remote.wire_bytes, remote.seconds

    def _walk(self, file: BinaryIO, kept: BinaryIO) -> None:
        walked, copied, through = Walked(reached=self.reached), 0, self.reached
        try:
            for entry in walk_on(file, self.pages, walked, self.url, self.homepages):
                if len(walked.links) > copied:
                    _copy(file, kept, entry)
                    copied = len(walked.links)
                through = entry.end
                if through - self.reached >= _MARK_BYTES:
                    self._mark(walked, kept)
                    copied = 0
            through = self.size or 0
        finally:
            # A page that was not copied to its end comes again.
            del walked.links[copied:]
            walked.reached = through
            self._mark(walked, kept)

    def _mark(self, walked: Walked, kept: BinaryIO) -> None:
        """Notes what was found, once its pages are on the disk."""
        kept.flush()
        os.fsync(kept.fileno())
        lines: list[dict[str, object]] = [_noted(link) for link in walked.links]
        mark = {"reached": walked.reached, "size": self.size, "state": self.state}
        with self._notes.open("a", encoding="utf-8") as notes:
            notes.writelines(json.dumps(line) + "\n" for line in [*lines, mark])
        self.links += walked.links
        self.reached = walked.reached
        walked.links.clear()
        read, whole = self.reached / 1e6, (self.size or 0) / 1e6
        self.follow(f"{self.pages.name}, {read:,.0f} of {whole:,.0f} MB")

    def _link(self, noted: dict[str, str]) -> Link:
        return Link(
            url=noted["url"],
            listing_url=self.url,
            replay_url=f"{self.pages.absolute().as_uri()}#offset={noted['offset']}",
            captured_at=parse_instant(noted["captured_at"]),
        )


def sweep(folder: Path, now: datetime) -> None:
    """Removes what no backfill has written to for a week.

    Raises:
        WarehouseError: the disk refuses.
    """
    with explained(folder):
        for place in folder.glob("*/"):
            written_at = max(each.stat().st_mtime for each in (place, *place.iterdir()))
            if now.timestamp() - written_at > KEPT.total_seconds():
                shutil.rmtree(place)


@contextmanager
def _sparse(path: Path) -> Iterator[BinaryIO]:
    """A file to write into anywhere."""
    path.touch()
    with path.open("r+b") as file:
        yield file


def _copy(file: BinaryIO, kept: BinaryIO, entry: Entry) -> None:
    file.seek(entry.offset)
    kept.seek(entry.offset)
    left = entry.end - entry.offset
    while left and (piece := file.read(min(left, _BUFFER_BYTES))):
        left -= kept.write(piece)


def _noted(link: Link) -> dict[str, object]:
    _, _, offset = (link.replay_url or "").rpartition("=")
    at = link.captured_at.isoformat() if link.captured_at else ""
    return {"url": link.url, "offset": int(offset), "captured_at": at}
