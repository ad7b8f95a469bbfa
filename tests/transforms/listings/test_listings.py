"""Every kind of listing behind one door."""

import pytest

from transforms.errors import UnreadableListing
from transforms.listings import READERS, read

URL = "https://n.example/listing"


NOISE = (b"", b"\x00", b"\xff\xfe", b"<", b"{}", b"<a>" * 3000, bytes(range(256)))


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("body", NOISE, ids=range(len(NOISE)))
def test_noise_is_refused_with_a_reason(kind: str, body: bytes) -> None:
    with pytest.raises(UnreadableListing) as raised:
        read(kind, body, None, URL)
    assert raised.value.reason


def test_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(UnreadableListing, match="feed"):
        read("telegram", b"x", None, URL)
