"""WARC files fill days, from this machine and from servers, however they are named."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from flows import remote_files
from flows.backfilling import spools
from flows.backfilling.fields import Field
from flows.backfilling.previews import preview
from flows.backfilling.spools import KEPT, sweep
from tests.flows.press import TODAY, Town, at_noon, days, town
from tests.newsworld.answers import Answer, Request
from tests.newsworld.server import serving

START = date(2024, 3, 5)
NAME = "CC-NEWS-20240306010203-00001.warc.gz"
FOLDER = "crawl-data/CC-NEWS/2024/03"


@dataclass(slots=True)
class Crawl:
    """A server of files that gives parts of them, like any store of objects."""

    files: dict[str, bytes] = field(default_factory=dict)
    breaks_at: int | None = None
    """The first byte that it does not give."""
    gives_parts: bool = True
    spans: list[tuple[int, int]] = field(default_factory=list)

    def __call__(self, request: Request) -> Answer:
        body = self.files.get(request.path)
        if body is None:
            return Answer(status=404, body=b"")
        answer = Answer(body=body, content_type="application/octet-stream")
        if "range" not in request.headers or not self.gives_parts:
            return answer
        first, last = request.headers["range"].removeprefix("bytes=").split("-")
        start, end = int(first), min(int(last) + 1, len(body))
        if self.breaks_at is not None and end > self.breaks_at:
            return Answer(status=403, body=b"")
        self.spans.append((start, end))
        stated = ("Content-Range", f"bytes {start}-{end - 1}/{len(body)}")
        return replace(answer, status=206, body=body[start:end], headers=(stated,))


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Another's crawl of a publisher, on disk and on a server; a home without it."""

    here: Town
    files: Path
    crawl: Crawl
    base: str

    def backfill(self, *names: str, end: date = START) -> None:
        self.here.backfill(START, end, origin="warc", files=names)

    def days(self) -> list[date]:
        return [on for _, on in self.here.stored()]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    """A publisher's homepage, and the WARC file of somebody who crawled it."""
    with town(tmp_path_factory.mktemp("publisher"), ["arden"]) as place:
        place.papers["arden"].publish(days(date(2024, 3, 4), 4), each=2)
        place.backfill(date(2024, 3, 4), date(2024, 3, 7))
        files = sorted(place.house.settings.captures.glob("**/*.warc.gz"))
        packed = b"".join(each.read_bytes() for each in files)
        return f"{place.papers['arden'].base}/", packed


@pytest.fixture
def world(tmp_path: Path, crawled: tuple[str, bytes]) -> Iterator[World]:
    homepage, packed = crawled
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / NAME).write_bytes(packed)
    crawl = Crawl({f"/data/{FOLDER}/{NAME}": packed})
    crawl.files[f"/data/{FOLDER}/warc.paths.gz"] = gzip.compress(
        f"{FOLDER}/{NAME}\n{FOLDER}/CC-NEWS-20240319000000-00002.warc.gz\n".encode()
    )
    with serving({"crawl": crawl}) as servers, town(tmp_path / "here", []) as here:
        (here.house.settings.sources / "arden.toml").write_text(
            f'id = "arden"\nname = "Arden"\nhomepage = "{homepage}"\n'
            'language = "en"\nmin_delay_seconds = 0.0\n'
            f'[[listings]]\nkind = "feed"\nurl = "{homepage}feed"\n'
        )
        address = ("127.0.0.1", int(servers["crawl"].authority.partition(":")[2]))
        settings = here.house.settings
        allowed = frozenset({*settings.allowed_addresses, address})
        house = replace(
            here.house,
            settings=replace(
                settings,
                allowed_addresses=allowed,
                warc_base=f"{servers['crawl'].base}/data/",
            ),
        )
        yield World(
            here=replace(here, house=house),
            files=tmp_path / "files",
            crawl=crawl,
            base=servers["crawl"].base,
        )


def test_files_of_this_machine_fill_days_whenever_they_were_crawled(
    world: World, tmp_path: Path
) -> None:
    world.backfill(str(world.files / NAME))
    assert world.days() == [START, START]
    listed = tmp_path / "warc.paths.gz"
    listed.write_bytes(gzip.compress(f"files/{NAME}".encode()))
    world.backfill(str(listed), end=date(2024, 3, 6))
    assert world.days() == [START, START, date(2024, 3, 6), date(2024, 3, 6)]
    assert world.crawl.spans == []


@pytest.mark.parametrize("where", ["file", "list", "list here"])
def test_files_of_a_server_are_read_once_and_for_their_days_alone(
    world: World, tmp_path: Path, where: str
) -> None:
    here = tmp_path / "warc.paths"
    here.write_bytes(
        gzip.decompress(world.crawl.files[f"/data/{FOLDER}/warc.paths.gz"])
    )
    named = {
        "file": f"{world.base}/data/{FOLDER}/{NAME}",
        "list": f"{world.base}/data/{FOLDER}/warc.paths.gz",
        "list here": str(here),
    }[where]
    world.backfill(named)
    assert world.days() == [START, START]
    size = len(world.crawl.files[f"/data/{FOLDER}/{NAME}"])
    assert world.crawl.spans == [(0, size)]
    world.backfill(named, end=date(2024, 3, 7))
    assert len(world.days()) == 6
    assert world.crawl.spans == [(0, size)]
    assert world.here.house.repeated_keys() == {}
    asked = "select count(*) from ops.fetches where status = 206 and wire_bytes > 0"
    assert world.here.house.one(asked) == 1


def test_a_reading_that_broke_off_goes_on_where_it_was(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    span = 64 << 10
    monkeypatch.setattr(remote_files.RemoteFile.__init__, "__defaults__", (span,))
    monkeypatch.setattr(spools, "_MARK_BYTES", span)
    path = f"/data/{FOLDER}/{NAME}"
    world.crawl.files[path] *= 40
    world.crawl.breaks_at = 5 * span
    world.backfill(world.base + path)
    assert world.here.ledger() == [("arden", START, "failed")]
    before = len(world.crawl.spans)
    world.crawl.breaks_at = None
    told: list[str] = []
    monkeypatch.setattr(Field, "tell", lambda _, reading: told.append(reading))
    world.backfill(world.base + path)
    assert told[0].startswith(f"{NAME}, 0 of 0 MB")
    assert told[-1] == ""
    assert world.days() == [START, START]
    first, second, *_ = world.crawl.spans[before:]
    # The first bytes tell whether the file is the same; then on from the mark.
    assert first == (0, span)
    assert second[0] > 2 * span
    assert all(end - start <= span for start, end in world.crawl.spans)


def test_a_server_without_parts_serves_small_files(world: World) -> None:
    world.crawl.gives_parts = False
    world.backfill(f"{world.base}/data/{FOLDER}/{NAME}")
    assert world.days() == [START, START]


def test_a_file_of_a_list_that_is_gone_leaves_the_others(world: World) -> None:
    listed = f"{FOLDER}/{NAME}\n{FOLDER}/gone.warc.gz".encode()
    world.crawl.files["/data/warc.paths"] = listed
    world.backfill(f"{world.base}/data/warc.paths")
    assert world.days() == [START, START]
    reasons = "select reason from ops.failures where url like '%gone.warc.gz'"
    assert world.here.house.ask(reasons) == [("http-404",)]


def test_a_preview_reads_no_file_of_a_server_and_says_so(world: World) -> None:
    named = f"{world.base}/data/{FOLDER}/{NAME}"
    order = world.here.order(START, START, origin="warc", files=[named])
    (looked,) = preview(world.here.house.settings, order).outlooks
    assert looked.problem == f"{named} has yet to be read: what it holds is not known"
    assert world.crawl.spans == []


def test_pages_that_no_backfill_has_used_for_a_week_are_swept(world: World) -> None:
    world.backfill(f"{world.base}/data/{FOLDER}/{NAME}")
    folder = world.here.house.settings.spools
    written_at = max(each.stat().st_mtime for each in folder.glob("**/*"))
    now = at_noon(TODAY).fromtimestamp(written_at, tz=at_noon(TODAY).tzinfo)
    sweep(folder, now + KEPT / 2)
    assert len(list(folder.glob("*/"))) == 1
    sweep(folder, now + 2 * KEPT)
    assert list(folder.glob("*/")) == []
