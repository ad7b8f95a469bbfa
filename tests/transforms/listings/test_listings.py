"""Every kind of listing behind one door."""

import pytest

from transforms.errors import UnreadableListing
from transforms.listings import READERS, feed_alternates, read

URL = "https://n.example/listing"


NOISE = (b"", b"\x00", b"\xff\xfe", b"<", b"{}", b"<a>" * 3000, bytes(range(256)))


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize("body", NOISE, ids=range(len(NOISE)))
def test_noise_is_refused_with_a_reason(kind: str, body: bytes) -> None:
    with pytest.raises(UnreadableListing) as raised:
        read(kind, body, None, URL)
    assert raised.value.reason


@pytest.mark.parametrize("body", [b"<rss><channel/></rss>", b"<urlset></urlset>"])
def test_page_that_is_a_feed_or_sitemap_says_so(body: bytes) -> None:
    with pytest.raises(UnreadableListing) as raised:
        read("page", body, None, URL)
    assert raised.value.reason == "not-a-page"


@pytest.mark.parametrize("media_type", ["application/rss+xml", "text/xml"])
def test_page_in_a_feeds_place_is_answered_with_the_feeds_it_names(
    media_type: str,
) -> None:
    body = f"""<!doctype html><html><head><title>Moved</title><link rel="alternate"
    type="{media_type}" href="/feeds/world.xml"></head><body></body></html>""".encode()
    with pytest.raises(UnreadableListing) as raised:
        read("feed", body, "text/html", URL)
    assert raised.value.reason == "html-instead-of-feed"
    assert feed_alternates(body, "text/html", URL) == (
        "https://n.example/feeds/world.xml",
    )


def test_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(UnreadableListing, match="feed"):
        read("telegram", b"x", None, URL)
