"""Any WARC file, whole or damaged, to its records."""

import gzip
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.warehouse.foreign import chunked, http, packed, record
from warehouse.warc_entries import HEADS_BYTES, Entry, entries, entry_at
from warehouse.warc_http import read_message

URL = "https://gazette.example/news/bridge"
RECORDS = [
    record(
        "warcinfo", "", b"software: other/1\r\n", media_type="application/warc-fields"
    ),
    record("request", URL, b"GET /news/bridge HTTP/1.1\r\n\r\n"),
    record("response", URL, http(b"<p>One</p>")),
    record("response", f"{URL}-2", http(b"<p>Two</p>"), version="1.1"),
]
KINDS = ["warcinfo", "request", "response", "response"]
PLAIN, PACKED = b"".join(RECORDS), packed(RECORDS)
each_form = pytest.mark.parametrize("content", [PLAIN, PACKED], ids=["plain", "packed"])


def _entries(content: bytes, start: int = 0) -> list[Entry]:
    return list(entries(BytesIO(content), "a.warc", start))


def _kinds(found: list[Entry]) -> list[str]:
    return [each.record.kind if each.record else str(each.problem) for each in found]


@each_form
def test_every_record_is_found_in_order_and_without_a_gap(content: bytes) -> None:
    found = _entries(content)
    assert _kinds(found) == KINDS
    assert found[0].offset == 0
    assert [each.end for each in found] == [
        *(each.offset for each in found[1:]),
        len(content),
    ]


@each_form
def test_a_record_is_found_again_at_its_offset(content: bytes) -> None:
    for entry in _entries(content):
        again = entry_at(BytesIO(content), "a.warc", entry.offset, keep_bytes=1 << 20)
        assert again == entry


@each_form
def test_a_walk_goes_on_from_any_entry(content: bytes) -> None:
    found = _entries(content)
    for place, entry in enumerate(found):
        assert _entries(content, entry.offset) == found[place:]


@each_form
def test_fields_and_block_are_those_that_were_written(content: bytes) -> None:
    *_, last = _entries(content)
    assert last.record is not None
    assert last.record.field("warc-target-uri") == f"{URL}-2"
    message = read_message(last.record.block)
    assert message is not None
    assert (message.status, message.body) == (200, b"<p>Two</p>")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_damaged_member_costs_itself_alone(place: int) -> None:
    members = [packed([each]) for each in RECORDS]
    members[place] = members[place][:30] + b"\0" * 9 + members[place][39:]
    found = _entries(b"".join(members))
    expected = [*KINDS[:place], "damaged-record", *KINDS[place + 1 :]]
    assert _kinds(found) == expected
    damaged = found[place]
    assert damaged.end - damaged.offset == len(members[place])


def test_a_damaged_head_in_a_plain_file_costs_itself_alone() -> None:
    broken = RECORDS[1].replace(b"Content-Length: ", b"Content-Length: x")
    found = _entries(RECORDS[0] + broken + RECORDS[2])
    assert _kinds(found) == ["warcinfo", "damaged-record", "response"]


@pytest.mark.parametrize("content", [PLAIN[:-30], PACKED[:-30]], ids=["plain", "gz"])
def test_a_torn_end_is_damage(content: bytes) -> None:
    found = _entries(content)
    assert _kinds(found) == [*KINDS[:-1], "damaged-record"]
    assert found[-1].end == len(content)


@each_form
def test_line_ends_and_zeros_behind_the_last_record_are_no_damage(
    content: bytes,
) -> None:
    assert _kinds(_entries(content + b"\r\n\r\n\0\0")) == KINDS


def test_a_file_gzipped_as_one_is_told_apart() -> None:
    assert _kinds(_entries(gzip.compress(PLAIN))) == ["gzipped-as-one"]


def test_members_with_a_time_and_a_name_are_members() -> None:
    """As gzip itself and wget write them; behind damage they are found too."""
    written = BytesIO()
    with gzip.GzipFile("a.warc", "wb", fileobj=written, mtime=1_600_000_000) as file:
        file.write(RECORDS[2])
    found = _entries(packed(RECORDS[:1])[:-5] + written.getvalue())
    assert _kinds(found) == ["damaged-record", "response"]


def test_a_length_that_the_file_does_not_have_is_damage() -> None:
    claimed = RECORDS[2].replace(b"Content-Length: 5", b"Content-Length: 999995")
    assert claimed != RECORDS[2]
    assert _kinds(_entries(claimed + RECORDS[3])) == ["damaged-record", "response"]


@each_form
def test_a_block_larger_than_asked_for_is_only_begun(content: bytes) -> None:
    body = b"<p>" + b"x" * (4 * HEADS_BYTES)
    large = record("response", URL, http(body))
    written = content + (packed([large]) if content is PACKED else large)
    *_, last = _entries(written)
    assert last.record is not None
    assert not last.record.is_complete
    assert len(last.record.block) <= HEADS_BYTES
    assert last.end == len(written)
    whole = entry_at(
        BytesIO(written), "a.warc", last.offset, keep_bytes=5 * HEADS_BYTES
    )
    assert whole is not None
    assert whole.record is not None
    assert whole.record.is_complete


def test_a_bomb_is_passed_by_in_little_memory() -> None:
    bomb = record("response", URL, http(b"\0" * (64 << 20)))
    found = _entries(packed([bomb, RECORDS[2]]))
    assert _kinds(found) == ["response", "response"]
    assert found[0].record is not None
    assert len(found[0].record.block) <= HEADS_BYTES


@given(
    content=st.sampled_from([PLAIN, PACKED]),
    cut=st.integers(0, 700),
    length=st.integers(0, 200),
    put=st.binary(max_size=40),
)
@settings(max_examples=80)
def test_whatever_is_damaged_the_walk_covers_the_file_and_ends(
    content: bytes, cut: int, length: int, put: bytes
) -> None:
    broken = content[:cut] + put + content[cut + length :]
    found = _entries(broken)
    at = 0
    for entry in found:
        assert entry.offset == at
        assert entry.end > at
        at = entry.end
    assert at == len(broken) or not broken[at:].strip(b"\r\n\0")


@given(st.binary(max_size=300))
def test_any_block_is_a_message_or_none(block: bytes) -> None:
    found = read_message(b"HTTP/1.1 200 OK\r\n" + block)
    assert found is not None
    assert len(found.body) <= len(block)
    read_message(block)


def test_heads_are_read_as_servers_write_them() -> None:
    found = read_message(b"HTTP/1.0 404\nA: 1\n folded\nno header\nB:\xe9\n\nbody\n\nx")
    assert found is not None
    assert (found.http_version, found.status) == ("HTTP/1.0", 404)
    assert found.headers == (("A", "1 folded"), ("B", "é"))
    assert found.body == b"body\n\nx"
    assert found.header("b") == "é"


def test_a_file_that_is_no_warc_is_damage_from_end_to_end(tmp_path: Path) -> None:
    assert _kinds(_entries(b"<html>no archive</html>" * 50)) == ["damaged-record"]
    assert _kinds(_entries(b"")) == []
    assert chunked(b"ab", 1) == b"1\r\na\r\n1\r\nb\r\n0\r\n\r\n"
