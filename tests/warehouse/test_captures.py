"""The raw archive: what is written is read again, by us and by others."""

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import (  # type: ignore[import-untyped]  # no stubs
    ArchiveIterator,
)

from transforms.errors import WarehouseError
from transforms.identity import digest, identify
from transforms.records import DATED_TEXT_TYPE, Capture, Link
from warehouse.captures import (
    Archive,
    Exchange,
    Leftovers,
    read,
    settle_leftovers,
    unsettled,
)
from warehouse.warc_files import HeldFile

NOON = datetime(2026, 3, 4, 12, 0, 0, 123456, tzinfo=UTC)
LINK = Link(
    url="https://example.org/a?utm_source=feed",
    listing_url="https://example.org/feed.xml",
    title='Bridge "closed"\r\nWARC/1.1\r\nafter flood\u2028ends',
    authors=("Ana Popović", "B.\nC."),
    summary="",
    published_at=NOON - timedelta(hours=2),
)


def exchange(body: bytes = b"<p>Rain.</p>", **changes: Any) -> Exchange:
    plain = Exchange(
        source_id="gazette",
        kind="page",
        url="https://example.org/a",
        final_url="https://example.org/a",
        fetched_at=NOON,
        status=200,
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=body,
        link=None,
    )
    return replace(plain, **changes)


def warcs(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.warc.gz"))


def records(path: Path) -> list[tuple[dict[str, str], bytes, bytes]]:
    """Named fields, HTTP head and payload of each record, as warcio reads them."""
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            head = record.http_headers.to_bytes() if record.http_headers else b""
            fields = dict(record.rec_headers.headers)
            found.append((fields, head, record.content_stream().read()))
    return found


def kill_in_writing(folder: Path, *exchanges: Exchange) -> list[Capture]:
    """Captures of a writer that went without settling."""
    with Archive(folder) as archive:
        return [archive.write(each) for each in exchanges]


header_text = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_categories=["Cc"])
)


def joined(text: str) -> str:
    """Two halves of a surrogate pair as one character: JSON cannot tell them apart."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


any_text = st.text(st.characters(exclude_categories=[]), max_size=40).map(joined)
links = st.builds(
    Link,
    url=any_text,
    listing_url=any_text,
    title=st.none() | any_text,
    authors=st.lists(any_text, max_size=3).map(tuple),
    summary=st.none() | any_text,
    published_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    modified_at=st.none() | st.datetimes(timezones=st.just(UTC)),
)
exchanges = st.builds(
    Exchange,
    source_id=st.from_regex(r"[a-z]{1,9}", fullmatch=True),
    kind=st.sampled_from(["listing", "page", "file", "robots"]),
    url=any_text,
    final_url=st.just("https://example.org/z") | any_text,
    fetched_at=st.just(NOON) | st.datetimes(timezones=st.just(UTC)),
    status=st.integers(100, 999),
    headers=st.lists(st.tuples(any_text, any_text), max_size=4).map(tuple),
    body=st.binary(max_size=300),
    link=st.none() | links,
)


@settings(max_examples=60)
@given(st.lists(exchanges, min_size=1, max_size=4))
def test_any_exchange_can_be_read_back_and_its_row_made_again(
    tmp_path_factory: pytest.TempPathFactory, several: list[Exchange]
) -> None:
    folder = tmp_path_factory.mktemp("captures")
    written = kill_in_writing(folder, *several)
    assert [read(folder, each) for each in written] == [each.body for each in several]
    leftovers = unsettled(folder)
    assert leftovers.torn == ()
    # Several days make several files, and files are gone through by name.
    by_place = sorted(written, key=lambda capture: (capture.file, capture.file_offset))
    assert list(leftovers.captures) == by_place


@settings(max_examples=60)
@given(
    headers=st.lists(
        st.tuples(st.from_regex(r"X-[a-z]{1,9}", fullmatch=True), header_text),
        max_size=5,
    ),
    body=st.binary(max_size=300),
)
def test_headers_stand_in_the_record_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory,
    headers: list[tuple[str, str]],
    body: bytes,
) -> None:
    fastwarc = foreign_reader()
    folder = tmp_path_factory.mktemp("captures")
    with Archive(folder) as archive:
        archive.write(exchange(body, headers=tuple(headers)))
    content = BytesIO(warcs(folder)[0].read_bytes())
    blocks = [
        record.reader.read()
        for record in fastwarc.ArchiveIterator(content, parse_http=False)
    ]
    lines = [f"{name}: {value}".encode("latin-1") for name, value in headers]
    length = f"Content-Length: {len(body)}".encode()
    expected = [b"HTTP/1.1 200 OK", *lines, length, b"", body]
    assert blocks[1:] == [b"\r\n".join(expected)]


def test_capture_says_where_and_what(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        capture = archive.write(exchange(b"Rain.", link=LINK))
    body = digest(b"Rain.")
    url = "https://example.org/a"
    assert capture.capture_id == identify("capture", url, NOON.isoformat(), body)
    assert capture.payload_digest == body
    assert capture.payload_bytes == 5
    assert capture.content_type == "text/html; charset=utf-8"
    assert capture.link == LINK
    file = tmp_path / capture.file
    assert capture.file_offset + capture.file_length == file.stat().st_size
    assert capture.file.startswith("dateline-20260304-")


def test_address_asked_for_and_address_of_the_answer_both_survive(
    tmp_path: Path,
) -> None:
    moved = exchange(
        url="http://example.org/старое", final_url="https://example.org/é x"
    )
    (capture,) = kill_in_writing(tmp_path, moved)
    fields, _, _ = records(tmp_path / capture.file)[1]
    assert fields["WARC-Target-URI"] == "https://example.org/%C3%A9%20x"
    (found,) = unsettled(tmp_path).captures
    assert (found.url, found.final_url) == (moved.url, moved.final_url)


def test_headers_about_the_coding_are_kept_aside(tmp_path: Path) -> None:
    coded = exchange(
        b"plain text",
        headers=(
            ("content-encoding", "br"),
            ("Transfer-Encoding", "chunked"),
            ("Content-Length", "7"),
            ("ETag", '"x"'),
        ),
    )
    with Archive(tmp_path) as archive:
        capture = archive.write(coded)
    _, head, payload = records(tmp_path / capture.file)[1]
    assert payload == b"plain text"
    assert head.split(b"\r\n") == [
        b"HTTP/1.1 200 OK",
        b"X-Crawler-content-encoding: br",
        b"X-Crawler-Transfer-Encoding: chunked",
        b"X-Crawler-Content-Length: 7",
        b'ETag: "x"',
        b"Content-Length: 10",
        b"",
        b"",
    ]


def test_true_length_stays_and_folded_lines_are_joined(tmp_path: Path) -> None:
    folded = exchange(
        b"12345", headers=(("Content-Length", "5"), ("X-Long", "a\r\n b\nX-Evil: c"))
    )
    with Archive(tmp_path) as archive:
        capture = archive.write(folded)
    _, head, payload = records(tmp_path / capture.file)[1]
    assert head.split(b"\r\n")[1:3] == [
        b"Content-Length: 5",
        b"X-Long: a  b X-Evil: c",
    ]
    assert payload == b"12345"


def test_file_is_a_resource_of_the_dated_text_type(tmp_path: Path) -> None:
    text = b" date 2026-03-04 Rain fell.\n"
    uri = "file:///news/a.txt"
    file = exchange(text, kind="file", url=uri, final_url=uri, headers=())
    with Archive(tmp_path) as archive:
        capture = archive.write(file)
        again = archive.write(
            replace(file, fetched_at=NOON + timedelta(1)), same_as=capture
        )
    fields, _, payload = records(tmp_path / capture.file)[1]
    assert fields["WARC-Type"] == "resource"
    assert fields["WARC-Target-URI"] == uri
    assert fields["Content-Type"] == capture.content_type == DATED_TEXT_TYPE
    assert payload == read(tmp_path, capture) == read(tmp_path, again) == text


def test_known_body_is_written_once_and_read_through_every_revisit(
    tmp_path: Path,
) -> None:
    body = os.urandom(20_000)
    with Archive(tmp_path) as archive:
        captures = [archive.write(exchange(body))]
        for hour in range(1, 4):
            later = exchange(body, fetched_at=NOON + timedelta(hours=hour), link=LINK)
            captures.append(archive.write(later, same_as=captures[-1]))
    assert [read(tmp_path, each) for each in captures] == [body] * 4
    assert all(each.file_length < 3000 for each in captures[1:])
    found = records(tmp_path / captures[0].file)
    revisits = [fields for fields, _, _ in found if fields["WARC-Type"] == "revisit"]
    assert len(revisits) == 3
    for fields in revisits:
        # Of the first each time: a chain would grow with every poll of a feed.
        assert fields["WARC-Refers-To-Filename"] == captures[0].file
        assert fields["WARC-Refers-To-File-Offset"] == str(captures[0].file_offset)
        assert fields["WARC-Refers-To-Date"] == "2026-03-04T12:00:00.123456Z"
        assert fields["WARC-Refers-To-Target-URI"] == "https://example.org/a"
        assert fields["WARC-Payload-Digest"] == found[1][0]["WARC-Payload-Digest"]
    assert unsettled(tmp_path).captures == tuple(captures)


def test_body_is_written_in_full_where_the_old_one_differs_or_is_gone(
    tmp_path: Path,
) -> None:
    with Archive(tmp_path) as archive:
        old = archive.write(exchange(b"old"))
        differs = archive.write(exchange(b"new"), same_as=old)
        gone = replace(old, file="dateline-20200101-00.warc.gz")
        lost = archive.write(exchange(b"old"), same_as=gone)
    assert read(tmp_path, differs) == b"new"
    kinds = [fields["WARC-Type"] for fields, _, _ in records(tmp_path / old.file)]
    assert kinds == ["warcinfo", "response", "response", "response"]
    assert lost.file_offset > differs.file_offset


def foreign_reader() -> Any:
    return pytest.importorskip(
        "fastwarc.warc", reason="fastwarc, an extra of the tests, is not installed"
    )


def test_foreign_reader_reads_every_record_and_its_digests(tmp_path: Path) -> None:
    fastwarc = foreign_reader()
    with Archive(tmp_path) as archive:
        first = archive.write(exchange(b"\r\n\r\nWARC/1.1\r\n" * 50, link=LINK))
        archive.write(exchange(b"", status=404, link=LINK))
        archive.write(exchange(b"\x1f\x8b\x08" * 9, kind="file", headers=()))
        archive.write(exchange(first.file.encode(), status=599))
        archive.write(exchange(b"\r\n\r\nWARC/1.1\r\n" * 50), same_as=first)
    seen = []
    with warcs(tmp_path)[0].open("rb") as file:
        for record in fastwarc.ArchiveIterator(file, parse_http=False):
            record.freeze()
            assert record.verify_block_digest()
            if record.record_type == fastwarc.WarcRecordType.response:
                record.parse_http()
                assert record.verify_payload_digest()
            seen.append(record.headers["WARC-Type"])
    assert seen == [
        *["warcinfo", "response", "metadata", "response", "metadata"],
        *["resource", "response", "revisit"],
    ]
    ours = [fields["WARC-Type"] for fields, _, _ in records(warcs(tmp_path)[0])]
    assert ours == seen


def test_long_address_stops_no_foreign_reader(tmp_path: Path) -> None:
    fastwarc = foreign_reader()
    url = "https://example.org/" + "a" * 15_000
    with Archive(tmp_path) as archive:
        archive.write(exchange(url=url, final_url=url))
        archive.write(exchange())
    with warcs(tmp_path)[0].open("rb") as file:
        assert len(list(fastwarc.ArchiveIterator(file))) == 3


def test_link_stands_in_a_metadata_record_of_whole_lines(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        capture = archive.write(exchange(link=LINK))
    _, (response, _, _), (fields, _, block) = records(tmp_path / capture.file)
    assert fields["WARC-Concurrent-To"] == response["WARC-Record-ID"]
    assert fields["Content-Type"] == "application/warc-fields"
    assert [line.partition(b": ")[0] for line in block.split(b"\r\n")] == [
        *[b"url", b"listing-url", b"title", b"author", b"author"],
        *[b"summary", b"published-at", b""],
    ]


def cut_points(capture: Capture) -> Iterator[int]:
    yield from range(1, capture.file_length, 37)
    yield capture.file_length - 1


def test_torn_end_is_cut_at_every_byte_and_the_rest_recovered(tmp_path: Path) -> None:
    whole, torn = kill_in_writing(
        tmp_path, exchange(b"whole", link=LINK), exchange(b"torn", link=LINK)
    )
    path = tmp_path / whole.file
    content = path.read_bytes()
    for kept in cut_points(torn):
        path.write_bytes(content[: torn.file_offset + kept])
        leftovers = unsettled(tmp_path)
        assert leftovers.captures == (whole,)
        (report,) = leftovers.torn
        assert (report.file, report.offset) == (torn.file, torn.file_offset)
        assert (report.bytes, report.is_cut) == (kept, True)
        assert path.stat().st_size == torn.file_offset
    assert len(records(path)) == 3


def test_garbage_in_the_middle_hides_nothing_behind_it(tmp_path: Path) -> None:
    first, second, third = kill_in_writing(
        tmp_path, *(exchange(body, link=LINK) for body in (b"one", b"two", b"three"))
    )
    path = tmp_path / first.file
    with path.open("r+b") as file:
        file.seek(second.file_offset + 20)
        file.write(bytes(100))
    leftovers = unsettled(tmp_path)
    assert leftovers.captures == (first, third)
    (report,) = leftovers.torn
    assert (report.offset, report.bytes) == (second.file_offset, second.file_length)
    assert not report.is_cut
    assert read(tmp_path, third) == b"three"


def test_server_cannot_slip_a_record_in_through_a_torn_one(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (forged,) = kill_in_writing(elsewhere, exchange(b"forged", source_id="other"))
    record = (elsewhere / forged.file).read_bytes()[forged.file_offset :]
    # Noise does not shrink, so deflate keeps the record within as it is.
    body = os.urandom(70_000) + record + os.urandom(70_000)
    folder = tmp_path / "captures"
    (torn,) = kill_in_writing(folder, exchange(body))
    path = folder / torn.file
    assert record in path.read_bytes()
    os.truncate(path, torn.file_offset + torn.file_length - 10)
    leftovers = unsettled(folder)
    assert leftovers.captures == ()
    assert path.stat().st_size == torn.file_offset


def test_damaged_and_missing_records_are_named(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        capture = archive.write(exchange(b"body" * 99))
    path = tmp_path / capture.file
    with pytest.raises(WarehouseError, match=rf"{capture.file}.* byte 9000 "):
        read(tmp_path, replace(capture, file_offset=9000))
    with pytest.raises(WarehouseError, match=r"no such file.* byte \d+ "):
        read(tmp_path, replace(capture, file="gone.warc.gz"))
    with pytest.raises(WarehouseError, match="no such file"):
        read(tmp_path / "x", replace(capture, file=f"../{capture.file}"))
    other = replace(capture, payload_digest=digest(b"other"))
    with pytest.raises(WarehouseError, match=str(capture.file_offset)):
        read(tmp_path, other)
    content = bytearray(path.read_bytes())
    content[capture.file_offset + 200] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(WarehouseError, match=str(capture.file_offset)):
        read(tmp_path, capture)


def test_body_far_longer_than_its_row_says_is_not_inflated(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        capture = archive.write(exchange(bytes(9_000_000)))
    assert len(read(tmp_path, capture)) == 9_000_000
    with pytest.raises(WarehouseError, match="damaged"):
        read(tmp_path, replace(capture, payload_bytes=1))


def test_two_writers_have_a_file_each(tmp_path: Path) -> None:
    with Archive(tmp_path) as one, Archive(tmp_path) as other:
        captures = [
            archive.write(exchange(bytes([number])))
            for number in range(4)
            for archive in (one, other)
        ]
    assert len({capture.file for capture in captures}) == 2
    assert [read(tmp_path, each)[0] for each in captures] == [0, 0, 1, 1, 2, 2, 3, 3]


def test_threads_write_whole_records(tmp_path: Path) -> None:
    captures: list[Capture] = []
    with Archive(tmp_path) as archive:

        def write(worker: int) -> None:
            for number in range(10):
                body = f"{worker} {number}".encode()
                captures.append(archive.write(exchange(body, link=LINK)))

        threads = [threading.Thread(target=write, args=(each,)) for each in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len({read(tmp_path, capture) for capture in captures}) == 40
    assert len(records(tmp_path / captures[0].file)) == 81


def test_finished_writers_file_is_taken_up_again(tmp_path: Path) -> None:
    for hour in range(3):
        with Archive(tmp_path) as archive:
            archive.write(exchange(fetched_at=NOON + timedelta(hours=hour)))
            archive.sync()
            archive.settle()
    (path,) = warcs(tmp_path)
    assert [fields["WARC-Type"] for fields, _, _ in records(path)] == [
        "warcinfo",
        *["response"] * 3,
    ]
    assert list(tmp_path.iterdir()) == [path]


def test_killed_writers_file_is_taken_up_only_once_it_is_settled(
    tmp_path: Path,
) -> None:
    (left,) = kill_in_writing(tmp_path, exchange(b"left"))
    leftovers = unsettled(tmp_path)
    (other,) = kill_in_writing(tmp_path, exchange(b"other"))
    assert other.file != left.file
    settle_leftovers(tmp_path, leftovers)
    assert unsettled(tmp_path).captures == (other,)
    (third,) = kill_in_writing(tmp_path, exchange(b"third"))
    assert third.file == left.file


def test_new_day_and_full_file_begin_a_new_one(tmp_path: Path) -> None:
    with Archive(tmp_path, roll_bytes=5000) as archive:
        small = archive.write(exchange(b"a"))
        large = archive.write(exchange(os.urandom(6000)))
        rolled = archive.write(exchange(b"b"))
        next_day = archive.write(exchange(fetched_at=NOON + timedelta(days=1)))
        late = archive.write(exchange(b"asked for before midnight"))
        archive.sync()
        assert unsettled(tmp_path).captures == ()
        assert HeldFile.claim(tmp_path / small.file) is None
        archive.settle()
        with HeldFile.claim(tmp_path / small.file) or pytest.fail("still held"):
            assert HeldFile.claim(tmp_path / next_day.file) is None
    assert small.file == large.file
    assert small.file != rolled.file
    assert rolled.file.startswith("dateline-20260304-")
    assert next_day.file.startswith("dateline-20260305-")
    assert late.file == next_day.file
    assert unsettled(tmp_path).captures == ()
    assert len(warcs(tmp_path)) == 3


def test_journal_holds_what_was_written_since_the_last_sync(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.write(exchange(b"1"))
        archive.sync()
        second = archive.write(exchange(b"2"))
        archive.settle()
    assert unsettled(tmp_path).captures == (second,)


def test_settled_and_written_again_leaves_only_the_new(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.write(exchange(b"1"))
        archive.sync()
        archive.settle()
        second = archive.write(exchange(b"2", link=LINK))
    assert unsettled(tmp_path).captures == (second,)


def test_living_writers_file_is_left_alone(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        archive.write(exchange(b"1"))
        assert unsettled(tmp_path) == Leftovers(captures=(), torn=(), marks=())
    assert len(unsettled(tmp_path).captures) == 1


def test_leftovers_stay_until_they_are_settled(tmp_path: Path) -> None:
    written = kill_in_writing(tmp_path, exchange(b"1"), exchange(b"2", link=LINK))
    assert unsettled(tmp_path).captures == tuple(written)
    leftovers = unsettled(tmp_path)
    assert leftovers.captures == tuple(written)
    settle_leftovers(tmp_path, leftovers)
    assert unsettled(tmp_path).captures == ()
    settle_leftovers(tmp_path, leftovers)


def test_leftovers_of_a_newer_writer_are_not_settled_with_older_ones(
    tmp_path: Path,
) -> None:
    kill_in_writing(tmp_path, exchange(b"1"))
    stale, fresh = unsettled(tmp_path), unsettled(tmp_path)
    settle_leftovers(tmp_path, fresh)
    (newer,) = kill_in_writing(tmp_path, exchange(b"2"))
    settle_leftovers(tmp_path, stale)
    assert unsettled(tmp_path).captures == (newer,)


def test_lost_text_of_a_mark_finds_the_whole_file_again(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        first = archive.write(exchange(b"1"))
        archive.sync()
        archive.settle()
        second = archive.write(exchange(b"2"))
    mark = tmp_path / f"{first.file}.open"
    mark.write_bytes(b"")
    assert unsettled(tmp_path).captures == (first, second)


def test_file_that_is_gone_is_reported_once(tmp_path: Path) -> None:
    (capture,) = kill_in_writing(tmp_path, exchange())
    (tmp_path / capture.file).unlink()
    leftovers = unsettled(tmp_path)
    assert [(torn.file, torn.bytes) for torn in leftovers.torn] == [(capture.file, 0)]
    settle_leftovers(tmp_path, leftovers)
    assert unsettled(tmp_path).torn == ()


def test_nothing_is_made_before_the_first_write(tmp_path: Path) -> None:
    with Archive(tmp_path / "captures") as archive:
        archive.sync()
        archive.settle()
    assert list(tmp_path.iterdir()) == []
    assert unsettled(tmp_path / "captures").captures == ()


def test_full_disk_leaves_a_valid_file_and_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pwrite = os.pwrite

    def half(descriptor: int, content: Any, offset: int) -> int:
        if offset > 3000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return pwrite(descriptor, content[:1000], offset)

    with Archive(tmp_path) as archive:
        first = archive.write(exchange(b"first"))
        monkeypatch.setattr(os, "pwrite", half)
        with pytest.raises(WarehouseError, match=rf"{first.file}.*free space"):
            archive.write(exchange(os.urandom(20_000)))
        monkeypatch.undo()
        path = tmp_path / first.file
        assert path.stat().st_size == first.file_offset + first.file_length
        last = archive.write(exchange(b"last"))
    assert read(tmp_path, last) == b"last"
    assert len(records(path)) == 3


def test_full_disk_at_the_start_makes_one_file_not_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Archive(tmp_path) as archive:
        monkeypatch.setattr(os, "pwrite", refuse)
        for _ in range(3):
            with pytest.raises(WarehouseError, match="free space"):
                archive.write(exchange())
        monkeypatch.undo()
        archive.write(exchange())
    (path,) = warcs(tmp_path)
    assert len(records(path)) == 2


def test_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "captures").write_text("a file is in the way")
    with Archive(tmp_path / "captures") as archive, pytest.raises(WarehouseError):
        archive.write(exchange())


def test_closed_archive_takes_nothing_more(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.close()
    with pytest.raises(ValueError, match="closed"):
        archive.write(exchange())


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from transforms.records import Link
from warehouse.captures import Archive, Exchange

archive = Archive(Path(sys.argv[1]))
for number in range(100_000):
    url = f"https://example.org/{number}"
    capture = archive.write(Exchange(
        source_id="gazette", kind="page", url=url, final_url=url,
        fetched_at=datetime(2026, 3, 4, tzinfo=UTC), status=200, headers=(),
        body=b"%d " % number * 5000, link=Link(url=url, listing_url="x:", title=url)))
    print(capture.capture_id, flush=True)
"""


def test_captures_of_a_writer_killed_at_work_are_recovered(tmp_path: Path) -> None:
    folder = tmp_path / "captures"
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        text=True,
    ) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline().strip() for _ in range(30)]
        assert unsettled(folder).captures == ()
        writer.send_signal(signal.SIGKILL)
        with suppress(ValueError):
            said += writer.stdout.read().split("\n")[:-1]
    leftovers = unsettled(folder)
    found = [str(capture.capture_id) for capture in leftovers.captures]
    assert found[: len(said)] == said
    assert len(found) <= len(said) + 1
    for number, capture in enumerate(leftovers.captures):
        assert read(folder, capture) == b"%d " % number * 5000
        assert capture.link is not None
        assert capture.link.title == capture.url
    settle_leftovers(folder, leftovers)
    assert len(records(warcs(folder)[0])) == 1 + 2 * len(found)
