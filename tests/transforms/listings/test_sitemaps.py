"""Sitemaps of every kind to links."""

import gzip
from datetime import UTC, datetime

import pytest

from transforms.errors import UnreadableListing
from transforms.listings import Child, Reading, sitemaps
from transforms.records import Link

URL = "https://n.example/sitemap.xml"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS_SPACE = 'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'


def read(text: str) -> Reading:
    return sitemaps.read(text.encode(), "application/xml", URL)


def addresses(reading: Reading) -> list[str]:
    return [link.url for link in reading.links]


def test_news_sitemap_gives_title_and_dates() -> None:
    reading = read(
        f"""<?xml version="1.0"?><urlset {SPACE} {NEWS_SPACE}><url>
        <loc> https://n.example/a </loc><lastmod>2024-03-20T12:00:00Z</lastmod>
        <n:news><n:publication><n:name>N</n:name></n:publication>
        <n:publication_date>2024-03-20T09:00:00+01:00</n:publication_date>
        <n:title>Rain &amp; wind</n:title></n:news></url></urlset>"""
    )
    assert reading.links == (
        Link(
            url="https://n.example/a",
            listing_url=URL,
            title="Rain & wind",
            published_at=datetime(2024, 3, 20, 8, tzinfo=UTC),
            modified_at=datetime(2024, 3, 20, 12, tzinfo=UTC),
        ),
    )


def test_day_of_change_is_no_day_of_publication() -> None:
    reading = read(
        f"<urlset {SPACE}><url><loc>/a</loc><lastmod>2024-03-20</lastmod></url>"
    )
    assert reading.links[0].published_at is None
    assert reading.links[0].modified_at == datetime(2024, 3, 20, tzinfo=UTC)


def test_index_names_its_sitemaps() -> None:
    reading = read(
        f"""<sitemapindex {SPACE}><sitemap><loc>https://n.example/1.xml.gz</loc>
        <lastmod>2024-03-20</lastmod></sitemap><sitemap><loc>/2.xml</loc></sitemap>
        <sitemap><loc>ftp://n.example/3.xml</loc></sitemap></sitemapindex>"""
    )
    assert reading.links == ()
    assert reading.children == (
        Child(
            url="https://n.example/1.xml.gz",
            modified_at=datetime(2024, 3, 20, tzinfo=UTC),
        ),
        Child(url="https://n.example/2.xml"),
    )
    assert reading.skipped == (("bad-link", "ftp://n.example/3.xml"),)


def test_index_that_names_itself_or_a_sitemap_twice_is_not_followed_round() -> None:
    reading = read(
        f"""<sitemapindex {SPACE}><sitemap><loc>{URL}#again</loc></sitemap>
        <sitemap><loc>http://N.example:80/sitemap.xml</loc></sitemap><sitemap>
        <loc>/1.xml</loc></sitemap><sitemap><loc>/1.xml</loc></sitemap></sitemapindex>"""
    )
    assert [child.url for child in reading.children] == ["https://n.example/1.xml"]
    assert reading.skipped == (("duplicate-item", "https://n.example/1.xml"),)


def test_sitemap_of_another_site_is_named_for_the_fetcher_to_judge() -> None:
    reading = read(
        f"<sitemapindex {SPACE}><sitemap><loc>http://10.0.0.1/s.xml</loc></sitemap>"
    )
    assert [child.url for child in reading.children] == ["http://10.0.0.1/s.xml"]


def test_list_of_addresses_may_have_remarks() -> None:
    reading = read("# made by hand\n\nhttps://n.example/a\n# b\nHTTPS://n.example/c\n")
    assert addresses(reading) == ["https://n.example/a", "https://n.example/c"]


PAGES = "".join(f"<url><loc>/{n}?a=1&amp;b=2</loc></url>" for n in range(3))


@pytest.mark.parametrize(
    "sitemap",
    [
        f"<urlset {SPACE}>{PAGES}</urlset>",
        f"<urlset>{PAGES}",
        f"\n<!-- x --><urlset xmlns='http://wrong.example'>{PAGES}</urlset></html>",
        f"<urlset {SPACE}>{PAGES}</urlset>".replace("&amp;", "&"),
        '<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9">'
        + PAGES.replace("<", "<s:").replace("<s:/", "</s:")
        + "</s:urlset>",
        "\r\n".join(f"https://n.example/{n}?a=1&b=2" for n in range(3)),
    ],
)
def test_every_page_is_found(sitemap: str) -> None:
    expected = [f"https://n.example/{n}?a=1&b=2" for n in range(3)]
    assert addresses(read(sitemap)) == expected
    assert addresses(sitemaps.read(gzip.compress(sitemap.encode()), None, URL)) == (
        expected
    )


def test_address_cut_short_with_the_body_is_no_page() -> None:
    reading = read(f"<urlset>{PAGES}<url><loc>https://n.exam")
    assert len(reading.links) == 3
    assert reading.skipped == (("item-without-link", ""),)


def test_images_and_other_languages_are_no_pages() -> None:
    reading = read(
        f"""<urlset {SPACE} xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">
        <url><i:image><i:loc>/a.jpg</i:loc></i:image><loc>/a</loc></url></urlset>"""
    )
    assert addresses(reading) == ["https://n.example/a"]


def test_feed_is_a_sitemap_by_the_protocol() -> None:
    feed = "<rss><channel><item><link>/a</link></item></channel></rss>"
    assert addresses(read(feed)) == ["https://n.example/a"]


def test_page_without_address_is_counted() -> None:
    reading = read(f"<urlset {SPACE}><url><lastmod>2024</lastmod></url></urlset>")
    assert reading.skipped == (("item-without-link", ""),)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty-body"),
        (b"<!doctype html><html></html>", "html-instead-of-sitemap"),
        (b"<error/>", "not-a-sitemap"),
        (b"not found", "not-a-sitemap"),
        (b"not found, see\nhttps://n.example/help", "not-a-sitemap"),
        (b"<head><title>x</title></head>", "html-instead-of-sitemap"),
        (b"\x1f\x8b\x08broken", "broken-gzip"),
    ],
)
def test_what_is_no_sitemap_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableListing) as raised:
        sitemaps.read(body, None, URL)
    assert raised.value.reason == reason
