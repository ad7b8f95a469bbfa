"""Feeds that a page declares."""

import pytest

from transforms.listings import feed_alternates

URL = "https://n.example/world/"


def test_feeds_of_a_page_are_absolute_and_in_order() -> None:
    page = b"""<!doctype html><head><base href="/sub/">
    <link rel="alternate" type="application/rss+xml" href="rss?a=1&amp;b=2">
    <LINK REL='Alternate' TYPE='application/atom+xml; charset=utf-8' HREF='/atom'>
    <link rel=alternate type=application/feed+json href=//n.example/feed.json>
    <link rel="alternate" hreflang="fr" href="/fr/">
    <link rel="stylesheet" type="text/css" href="/a.css">
    <link rel="alternate" type="application/rss+xml" href="/sub/rss?a=1&amp;b=2">
    <link rel="alternate" type="application/rss+xml" href="feed:broken">"""
    assert feed_alternates(page, "text/html", URL) == (
        "https://n.example/sub/rss?a=1&b=2",
        "https://n.example/atom",
        "https://n.example/feed.json",
    )


@pytest.mark.parametrize("body", [b"", b"<", b"\x00\xff", b"plain", b"<a>" * 5000])
def test_other_bytes_declare_no_feeds(body: bytes) -> None:
    assert feed_alternates(body, None, URL) == ()
