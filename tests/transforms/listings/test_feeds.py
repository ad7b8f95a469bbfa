"""Feeds of every kind, whole and broken, to links; what is dropped, and why."""

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import UnreadableListing
from transforms.listings import Reading, feeds
from transforms.records import Link

URL = "https://n.example/feed.xml"
MORNING = datetime(2024, 3, 20, 8, 0, tzinfo=UTC)
NOON = datetime(2024, 3, 20, 12, 0, tzinfo=UTC)


def read(text: str, url: str = URL) -> Reading:
    return feeds.read(text.encode("utf-8", "surrogatepass"), None, url)


def rss(items: str, head: str = "") -> str:
    declaration = '<?xml version="1.0"?>'
    return f"{declaration}<rss><channel>{head}{items}</channel></rss>"


def only(reading: Reading) -> Link:
    (link,) = reading.links
    return link


def test_rss_item_is_read_in_full() -> None:
    link = only(
        read(
            rss(
                """<item><title>Rain &amp; wind</title><link>/a?b=1&amp;c=2</link>
                <description>&lt;p&gt;It rained.&lt;/p&gt;&lt;p>Then it blew.&lt;/p&gt;
                </description><author>desk@n.example (Ann Lee)</author>
                <pubDate>Wed, 20 Mar 2024 09:00:00 +0100</pubDate></item>"""
            )
        )
    )
    assert link == Link(
        url="https://n.example/a?b=1&c=2",
        listing_url=URL,
        title="Rain & wind",
        authors=("Ann Lee",),
        summary="It rained. Then it blew.",
        published_at=MORNING,
    )


def test_atom_entry_is_read_in_full() -> None:
    reading = read(
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://n.example/x/">
        <title>The News</title><author><name>The desk</name></author>
        <entry><title type="html">&lt;b&gt;Snow&lt;/b&gt; in the hills</title>
        <link rel="self" href="api/1"/><link rel="alternate" type="application/pdf"
        href="1.pdf"/><link href="1.html"/><published>2024-03-20T08:00:00Z</published>
        <updated>2024-03-20T12:00:00Z</updated><summary>White.</summary></entry></feed>"""
    )
    link = only(reading)
    assert reading.title == "The News"
    assert link.url == "https://n.example/x/1.html"
    assert (link.title, link.summary) == ("Snow in the hills", "White.")
    assert (link.published_at, link.modified_at) == (MORNING, NOON)
    assert link.authors == ("The desk",)


def test_rdf_items_beside_the_channel_are_read() -> None:
    link = only(
        read(
            """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
            <channel><title>T</title><items/></channel>
            <item rdf:about="https://n.example/a"><title>A</title>
            <d:creator>Ann</d:creator><d:creator>Bo</d:creator>
            <d:date>2024-03-20T08:00Z</d:date></item></rdf:RDF>"""
        )
    )
    assert link.url == "https://n.example/a"
    assert (link.authors, link.published_at) == (("Ann", "Bo"), MORNING)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("<link>https://n.example/a</link><guid>https://n.example/g</guid>", "a"),
        ("<link/><guid>https://n.example/g</guid>", "g"),
        ("<link>mailto:x@n.example</link><guid>https://n.example/g</guid>", "g"),
        ('<atom:link rel="alternate" href="https://n.example/a"/>', "a"),
        ("<image><link>https://n.example/i</link></image><link>/a</link>", "a"),
        ("<link><![CDATA[ https://n.example/a?b=1&c=2 ]]></link>", "a?b=1&c=2"),
        ("<link>https://n.example/a?b=1&c=2</link>", "a?b=1&c=2"),
        ("<link>https://n.example/a?b=1&amp;amp;c=2</link>", "a?b=1&c=2"),
        (
            "<link>https://proxy.example/1</link>"
            "<feedburner:origLink>https://n.example/a</feedburner:origLink>",
            "a",
        ),
    ],
)
def test_link_is_the_publishers_own_page(item: str, expected: str) -> None:
    assert (
        only(read(rss(f"<item>{item}</item>"))).url == f"https://n.example/{expected}"
    )


def test_relative_links_of_a_hosted_feed_belong_to_the_site() -> None:
    feed = rss("<item><link>/a</link></item>", "<link>https://n.example/</link>")
    assert only(read(feed, "https://feeds.example/n")).url == "https://n.example/a"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("AT&amp;T", "AT&T"),
        ("AT&T", "AT&T"),
        ("AT&amp;amp;T", "AT&T"),
        ("Caf&eacute;&nbsp;5 &#8211; x", "Café 5 – x"),
        ("It&#146;s", "It’s"),
        ("&lt;b&gt;Bold&lt;/b&gt; move", "Bold move"),
        ("&amp;lt;b&amp;gt;Bold&amp;lt;/b&amp;gt; move", "Bold move"),
        ("<![CDATA[<em>Bold</em> move]]>", "Bold move"),
        ("<b>Bold</b> move", "Bold move"),
        ("2 < 3 and 5 > 4", "2 < 3 and 5 > 4"),
        ("A\u0008 bell\x0b", "A bell"),
        ("  many\n  lines ", "many lines"),
    ],
)
def test_title_is_plain_text(written: str, title: str) -> None:
    feed = rss(f"<item><title>{written}</title><link>/a</link></item>")
    assert only(read(feed)).title == title


def test_atom_text_title_keeps_its_angle_brackets() -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a"/>
    <title type="text">History of the &lt;blink&gt; tag</title></entry></feed>"""
    assert only(read(feed)).title == "History of the <blink> tag"


def test_feed_without_dates_leaves_them_unknown() -> None:
    link = only(read(rss("<item><link>/a</link><pubDate>soon</pubDate></item>")))
    assert (link.published_at, link.modified_at) == (None, None)


def test_date_that_is_broken_gives_way_to_the_next() -> None:
    item = "<pubDate>31 Feb 2024</pubDate><dc:date>2024-03-20T08:00:00Z</dc:date>"
    link = only(read(rss(f"<item><link>/a</link>{item}</item>")))
    assert link.published_at == MORNING


def test_dropped_items_keep_their_reasons() -> None:
    reading = read(
        rss(
            "<item><title>No link</title></item>"
            "<item><link>javascript:void(0)</link></item>"
            "<item><title>A</title><link>/a</link></item>"
            "<item><title>A</title><link>https://n.example/a</link></item>"
        )
    )
    assert [link.url for link in reading.links] == ["https://n.example/a"]
    assert reading.skipped == (
        ("item-without-link", "No link"),
        ("bad-link", "javascript:void(0)"),
        ("duplicate-item", "https://n.example/a"),
    )


def test_one_address_under_two_titles_stays_two_items() -> None:
    item = "<item><title>{}</title><link>/live</link></item>"
    reading = read(rss(item.format("09:00 Rain") + item.format("10:00 Snow")))
    assert [link.title for link in reading.links] == ["09:00 Rain", "10:00 Snow"]


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ("<ttl>15</ttl>", 900),
        ("<ttl>0</ttl>", None),
        ("<ttl>often</ttl>", None),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", 3600),
        (
            "<sy:updatePeriod>daily</sy:updatePeriod>"
            "<sy:updateFrequency>4</sy:updateFrequency>",
            21600,
        ),
        ("<sy:updatePeriod>sometimes</sy:updatePeriod>", None),
    ],
)
def test_publishers_wish_for_the_next_look_is_kept(head: str, seconds: int) -> None:
    assert read(rss("", head)).ttl_seconds == seconds


ITEMS = "".join(f"<item><title>T{n}</title><link>/{n}</link></item>" for n in range(9))
BILLION_LAUGHS = (
    '<!DOCTYPE r [<!ENTITY l0 "laugh">'
    + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)


@pytest.mark.parametrize(
    "feed",
    [
        "\n\n  " + rss(ITEMS),
        "<!-- cached -->\n" + rss(ITEMS) + "<!-- 0.1 s --></html>",
        "HTTP/1.1 200 OK\n\n" + rss(ITEMS),
        rss(ITEMS).replace("</item>", ""),
        rss(ITEMS).replace("</link>", ""),
        rss(ITEMS).removesuffix("</channel></rss>"),
        rss(ITEMS).replace("item>", "ITEM>").replace("title>", "TITLE>"),
        rss("<media:group>" + ITEMS.replace("<link>", "<media:x y='1'/><link>")),
        rss(ITEMS).replace("T1", "T\x00\x08\ufffe1"),
        rss(ITEMS.replace("T8", "<![CDATA[T8")),
        rss(ITEMS.replace("T8", "<!-- T8")),
        rss(ITEMS).replace("</item>", "</item></item>"),
        rss(ITEMS[:200] + "</channel>" + ITEMS[200:]),
        rss(ITEMS.replace("<link>", "<enclosure url=http://n.example/1.mp3 /><link>")),
        rss(ITEMS.replace("<link>", "<description>a<br>b<p>c</description><link>")),
        ITEMS,
        "<br>\n<b>Warning</b>: no cache\n" + rss(ITEMS),
        "<!DOCTYPE html>\n" + rss(ITEMS),
        rss(ITEMS.replace("T1", "&#0;&#xD800;&#xFFFFFFF;T1")),
        BILLION_LAUGHS + rss(ITEMS.replace("T1", "&l9;")),
        rss(ITEMS.replace("T1", BILLION_LAUGHS + "&l9;")),
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(ITEMS + "&x;"),
        rss(ITEMS.replace("T1", "<i>" * 5000)),
    ],
)
def test_broken_feed_loses_no_item(feed: str) -> None:
    links = [link.url for link in read(feed).links]
    assert links == [f"https://n.example/{n}" for n in range(9)]


def test_no_entity_of_a_feeds_own_is_expanded() -> None:
    feed = BILLION_LAUGHS + rss("<item><title>&l9;</title><link>/a</link></item>")
    assert only(read(feed)).title == "&l9;"


def test_thousands_of_items_that_are_never_closed_are_all_read() -> None:
    item = "<item><title>T{0}</title><link>/{0}</link>"
    reading = read(rss("".join(item.format(n) for n in range(3000))))
    assert len(reading.links) == 3000


def test_tag_soup_goes_to_the_patient_parser() -> None:
    assert len(read(rss("<x>" * 3000 + ITEMS)).links) == 9


def test_unannounced_gzip_is_opened_within_bounds() -> None:
    assert len(feeds.read(gzip.compress(rss(ITEMS).encode()), None, URL).links) == 9
    bomb = gzip.compress(b" " * (70 * 1024 * 1024), 1)
    with pytest.raises(UnreadableListing, match="inflates-too-far"):
        feeds.read(bomb, None, URL)


def test_feed_without_items_is_an_empty_reading() -> None:
    reading = read(rss("", "<title>Quiet</title>"))
    assert (reading.links, reading.title) == ((), "Quiet")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty-body"),
        (b" \n\x00 ", "empty-body"),
        (b"\xef\xbb\xbf", "empty-body"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "html-instead-of-feed"),
        (b"<html><item><link>/a</link></item></html>", "html-instead-of-feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": [', "broken-json"),
        (b'{"error": "gone"}', "not-a-feed"),
        (b"<error>gone</error>", "not-a-feed"),
        (b"gone", "not-a-feed"),
        (b"\x1f\x8b\x08broken", "broken-gzip"),
    ],
)
def test_what_is_no_feed_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableListing) as raised:
        feeds.read(body, "application/rss+xml", URL)
    assert raised.value.reason == reason


PIECES = """
<rss> <channel> <item> </item> <feed> <entry> <link> </link> <title> </title> <![CDATA[
]]> & &amp; &nbsp; &#0; &#xD800; < > <!-- --> <!DOCTYPE[ ] <?xml?> http://n.example/a é
<author> { <pubDate>1Jan2024 " </rss> <a:b/> </x:y> \x00 \ud800 \x1f\x8b
"""
fragments = st.lists(st.sampled_from([*PIECES.split(), " ", '<link href="/a">']))
soups = fragments.map(lambda parts: "<rss>" + "".join(parts))


@given(soups)
def test_any_soup_is_a_reading_or_a_reasoned_error(feed: str) -> None:
    try:
        reading = read(feed)
    except UnreadableListing:
        return
    assert all(link.url.startswith("http") for link in reading.links)
