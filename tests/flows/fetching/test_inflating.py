"""Content codings, removed piece by piece."""

import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetching.inflating import PIECE_BYTES, Inflater
from transforms.errors import FetchError

PAGE = b"<p>The harbour reopened on Tuesday.</p>\n" * 200


def inflated(coding: str, *data: bytes, most: int = 1 << 20) -> bytes:
    inflater = Inflater(coding, most)
    whole = b"".join(piece for part in data for piece in inflater.feed(part))
    inflater.finish()
    return whole


def reason_for(coding: str, *data: bytes, most: int = 1 << 20) -> str:
    with pytest.raises(FetchError) as caught:
        inflated(coding, *data, most=most)
    return caught.value.reason


def raw_deflate(data: bytes) -> bytes:
    engine = zlib.compressobj(wbits=-15)
    return engine.compress(data) + engine.flush()


@given(st.binary(max_size=3000), st.integers(1, 400), st.integers(0, 2))
def test_any_cutting_gives_the_same_bytes(data: bytes, step: int, depth: int) -> None:
    coded = data
    for _ in range(depth):
        coded = gzip.compress(coded)
    parts = [coded[i : i + step] for i in range(0, len(coded), step)]
    assert inflated(", ".join(["gzip"] * depth), *parts) == data


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "gzip, deflate"]))
def test_nonsense_gives_bytes_or_a_reason(data: bytes, coding: str) -> None:
    with suppress(FetchError):
        inflated(coding, data)


@pytest.mark.parametrize("coded", [zlib.compress(PAGE), raw_deflate(PAGE)])
def test_deflate_comes_with_and_without_its_wrapper(coded: bytes) -> None:
    assert inflated("deflate", coded) == PAGE
    assert inflated("Deflate", coded[:1], coded[1:]) == PAGE


def test_gzip_members_follow_each_other() -> None:
    members = gzip.compress(PAGE) + gzip.compress(b"end")
    assert inflated("gzip", members) == PAGE + b"end"
    assert inflated("gzip", *(bytes([byte]) for byte in members)) == PAGE + b"end"


@pytest.mark.parametrize("padding", [b"\0" * 512, b"\x1f", b"<!-- served by -->"])
def test_padding_after_the_last_member_is_ignored(padding: bytes) -> None:
    assert inflated("gzip", gzip.compress(PAGE) + padding) == PAGE


@pytest.mark.parametrize("end", [1, 2, 5, 12, -9, -1])
def test_stream_that_stops_early_is_short(end: int) -> None:
    assert reason_for("gzip", gzip.compress(PAGE)[:end]) == "short-body"


def test_second_member_that_stops_early_is_short() -> None:
    cut = gzip.compress(PAGE) + gzip.compress(PAGE)[:20]
    assert reason_for("gzip", cut) == "short-body"


def test_empty_body_needs_no_coding() -> None:
    assert inflated("gzip") == b""


@pytest.mark.parametrize(
    "data", [PAGE, gzip.compress(PAGE, mtime=0)[:-8] + b"12345678"]
)
def test_body_that_is_no_gzip_is_refused(data: bytes) -> None:
    assert reason_for("gzip", data) == "bad-encoding"


@pytest.mark.parametrize("coding", ["br", "gzip, zstd", "compress", "gzip," * 4])
def test_codings_never_offered_are_refused(coding: str) -> None:
    assert reason_for(coding) == "bad-encoding"


@pytest.mark.parametrize("coding", ["", "identity", "utf-8", "none", " , "])
def test_names_that_are_no_coding_change_nothing(coding: str) -> None:
    assert inflated(coding, PAGE) == PAGE


def test_cap_is_exact() -> None:
    coded = gzip.compress(bytes(5000))
    assert len(inflated("gzip", coded, most=5000)) == 5000
    assert reason_for("gzip", coded, most=4999) == "inflated-too-large"


def test_cap_holds_for_every_layer() -> None:
    inner = gzip.compress(bytes(100)) + bytes(50_000)
    assert reason_for("gzip, gzip", gzip.compress(inner), most=1000) == (
        "inflated-too-large"
    )


def test_pieces_stay_small() -> None:
    inflater = Inflater("gzip", 8 << 20)
    bomb = gzip.compress(bytes(4 << 20))
    assert max(len(piece) for piece in inflater.feed(bomb)) <= PIECE_BYTES
