"""Titles, authors and addresses as pages state them."""

import json
from collections.abc import Callable

import pytest

from transforms.articles.names import split
from transforms.articles.sites import fold_all, without_site
from transforms.records import Article, Link

ReadPage = Callable[..., Article]
Page = Callable[..., str]


def linked(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Bridge opens | Example News", "Bridge opens"),
        ("Bridge opens - Example News", "Bridge opens"),
        ("Bridge opens - region - Example News", "Bridge opens - region"),
        ("Bridge opens | Example News | Since 1999", "Bridge opens"),
        ("Example News » Blog Archive » Bridge opens", "Bridge opens"),
        ("Example News: Bridge opens", "Example News: Bridge opens"),
        ("Example News – Bridge opens", "Bridge opens"),
        ("Rise - and fall", "Rise - and fall"),
        ("Example News", "Example News"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title: str, bare: str) -> None:
    assert without_site(title, fold_all(["Example News"])) == bare


@pytest.mark.parametrize(
    ("heading", "head", "title"),
    [
        (
            "<span>Kultur</span><b>Bridge opens to walkers</b>",
            '<meta property="og:title" content="Bridge opens to walkers">',
            "Bridge opens to walkers",
        ),
        (
            "Bridge opens to walkers <small>Two thousand came on foot</small>",
            '<meta property="og:title" content="Bridge opens to walkers">',
            "Bridge opens to walkers",
        ),
        (
            "<span>River crossing</span><span>Bridge opens to walkers</span>",
            '<meta property="og:title"'
            ' content="River crossing: Bridge opens to walkers">',
            "River crossing: Bridge opens to walkers",
        ),
        (
            "Bridge opens to walkers",
            '<meta property="og:title" content="Ten things about crossing rivers">',
            "Bridge opens to walkers",
        ),
        (
            "News",
            '<meta property="og:title" content="Bridge opens &amp;amp; ferry stops">',
            "Bridge opens & ferry stops",
        ),
        (
            "Example Gazette",
            "<title>Bridge opens to walkers | Example Gazette</title>",
            "Bridge opens to walkers",
        ),
    ],
)
def test_the_title_is_what_the_heading_and_the_statements_share(
    read_page: ReadPage, page: Page, heading: str, head: str, title: str
) -> None:
    markup = page(head=head).replace("Bridge opens to walkers</h1>", f"{heading}</h1>")
    url = "https://www.example-gazette.test/region/bridge-opens"
    assert read_page(markup, url=url).title == title


def test_the_heading_on_the_page_wins_over_the_title_for_search_engines(
    read_page: ReadPage, page: Page
) -> None:
    head = "<title>Bridge opens to walkers: what you must know | Example News</title>"
    assert read_page(page(head=head)).title == "Bridge opens to walkers"


def test_a_heading_that_is_the_logo_is_no_title(
    read_page: ReadPage, page: Page
) -> None:
    head = '<meta property="og:title" content="Ferry stops | Example News">'
    markup = page(head=head).replace("Bridge opens to walkers", "Example News")
    assert read_page(markup).title == "Ferry stops"


def test_the_listing_names_what_the_page_does_not(
    read_page: ReadPage, page: Page
) -> None:
    link = Link(
        url="u",
        listing_url="l",
        title="Ferry stops | Example News",
        authors=("Bo Kim",),
    )
    article = read_page(page().replace("h1>", "h4>"), link=link)
    assert article.title == "Ferry stops"
    assert article.authors == ("Bo Kim",)


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ann Lee"}},
        [
            {"@type": "WebPage"},
            {"@type": ["ReportageNewsArticle"], "author": "Ann Lee"},
        ],
        {
            "@graph": [
                {"@type": "LiveBlogPosting", "author": [{"@id": "#ann"}]},
                {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
            ]
        },
        {"@type": "schema:Article", "author": ["Ann Lee", {"name": "Ann Lee"}]},
        '{"@type": "NewsArticle", "author": "Ann\tLee",}',
        '<!-- {"@type": "NewsArticle", "author": "By Ann Lee"} -->',
        {"@type": "Article", "author": {"givenName": "Ann", "familyName": "Lee"}},
        '{"@type":"Article","author":[{"@type":"Organization","name":"W"},"Ann Lee"]}',
    ],
)
def test_authors_are_found_however_json_ld_is_nested(
    read_page: ReadPage, page: Page, node: object
) -> None:
    assert read_page(page(head=linked(node))).authors == ("Ann Lee",)


def test_broken_json_ld_still_tells_its_plain_pairs(
    read_page: ReadPage, page: Page
) -> None:
    broken = '{"@type": "NewsArticle" "datePublished": "2024-03-20T10:15:00Z", "x": '
    article = read_page(page(head=linked(broken)))
    assert article.published_at is not None
    assert article.date_origin == "json-ld"


def test_the_node_of_the_page_itself_is_read_and_not_its_neighbours(
    read_page: ReadPage, page: Page
) -> None:
    nodes = [
        {"@type": "NewsArticle", "url": "/other", "headline": "x", "author": "Bo Kim"},
        {"@type": "NewsArticle", "url": "/region/bridge-opens", "author": "Ann Lee"},
        {
            "@type": "ItemList",
            "itemListElement": [{"@type": "Article", "author": "C D"}],
        },
    ]
    assert read_page(page(head=linked(nodes))).authors == ("Ann Lee",)


def test_deep_and_endless_json_ld_is_passed_over(
    read_page: ReadPage, page: Page
) -> None:
    assert read_page(page(head=linked('{"a":' * 50_000))).authors == ()


def test_an_organisation_is_named_only_where_no_person_is(
    read_page: ReadPage, page: Page
) -> None:
    head = linked(
        {"@type": "Article", "author": {"@type": "Organization", "name": "River Wire"}}
    )
    assert read_page(page(head=head)).authors == ("River Wire",)
    person = '<meta name="author" content="Ann Lee">'
    assert read_page(page(head=head + person)).authors == ("Ann Lee",)


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        ('<div class="byline">By <a href="/author/a">Ann Lee</a></div>', ("Ann Lee",)),
        ("<p>By Ann Lee</p>", ("Ann Lee",)),
        ("<p>by</p><p>Ann Lee</p>", ("Ann Lee",)),
        ("<p>Posted on March 20, 2024 by Ann Lee</p>", ("Ann Lee",)),
        ("<p>Ann Lee</p><p>20 March 2024</p>", ("Ann Lee",)),
        ("<p>20.03.2024 | Ann Lee</p>", ("Ann Lee",)),
        ('<p class="post__author">annlee</p>', ("annlee",)),
        (
            "<p>Von: <a class=a>Anna Lee</a> und <a class=a>Bo Kim</a></p>",
            ("Anna Lee", "Bo Kim"),
        ),
        ("<p>By the river the ferry waits</p>", ()),
        ("<p>World News</p><p>A walk</p>", ()),
        ('<a href="/world">World News</a><p>20 March 2024</p>', ()),
        ('<div class="comment"><p>By Ann Lee</p></div>', ()),
        ('<p class="image-author">Ann Lee</p>', ()),
    ],
)
def test_a_printed_byline_names_the_authors(
    read_page: ReadPage, page: Page, above: str, authors: tuple[str, ...]
) -> None:
    assert read_page(page(above=above)).authors == authors


def test_a_login_gives_way_to_the_printed_name_of_the_same_person(
    read_page: ReadPage, page: Page
) -> None:
    head = linked({"@type": "Article", "author": {"name": "ann.leeman"}})
    assert read_page(page(head=head)).authors == ("ann.leeman",)
    above = "<p>By Ann Leeman</p>"
    assert read_page(page(head=head, above=above)).authors == ("Ann Leeman",)
    other = "<p>By Bo Kim</p>"
    assert read_page(page(head=head, above=other)).authors == ("ann.leeman",)


def test_links_on_the_page_may_name_more_authors_than_its_json_ld(
    read_page: ReadPage, page: Page
) -> None:
    head = linked({"@type": "Article", "author": {"name": "Ann Lee"}})
    above = "<p><a rel=author>Ann Lee</a>, <a rel=author>Bo Kim</a></p>"
    assert read_page(page(head=head, above=above)).authors == ("Ann Lee", "Bo Kim")


def test_authors_of_other_articles_are_not_those_of_the_page(
    read_page: ReadPage, page: Page
) -> None:
    above = (
        "<div itemscope><p itemprop=author>Ann Lee</p></div>"
        "<div itemscope><p itemprop=author>Bo Kim</p></div>"
    )
    assert read_page(page(above=above)).authors == ("Ann Lee",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Lee and Bo Kim", ["Ann Lee", "Bo Kim"]),
        ("Von Anna Müller, Bernd Groß und Çelik Öz", ["Anna Müller", "Bernd Groß"]),
        ("Ann Lee, chief reporter", ["Ann Lee"]),
        ("https://example.org/ann", []),
        ("@annlee", []),
        ("View all posts by Ann Lee", []),
        ("Автор: Анна Ли", ["Анна Ли"]),
        ("By Ann Lee in Kyiv", ["Ann Lee"]),
        ("Ann Lee | River Wire Service of the North", ["Ann Lee"]),
        ("Ann Lee/RW", ["Ann Lee"]),
        ("Text von Ann Lee Fotos: Bo Kim", ["Ann Lee"]),
        ("Ann Lee ann.lee@example.org", ["Ann Lee"]),
        ("by annlee on December 4, 2006", ["annlee"]),
        ("Staff and River Wire", ["Staff and River Wire"]),
        ("Ann Lee; Bo Kim", ["Ann Lee", "Bo Kim"]),
        ("作者：李安", ["作者：李安"]),
        ("Đỗ Lan, Lê Phương", ["Đỗ Lan", "Lê Phương"]),
    ],
)
def test_statements_of_authors_are_split_into_names(
    text: str, names: list[str]
) -> None:
    assert list(split(text))[: len(names) or None] == names


@pytest.mark.parametrize(
    ("href", "canonical_url", "origin_url"),
    [
        ("/r/bridge?utm_source=x", "https://news.example.org/r/bridge", None),
        ("https://example.org/r/b", "https://example.org/r/b", None),
        ("/", "https://news.example.org/region/bridge-opens", None),
        ("http://[", "https://news.example.org/region/bridge-opens", None),
        ("", "https://news.example.org/region/bridge-opens", None),
        (
            "https://wire.test/bridge",
            "https://news.example.org/region/bridge-opens",
            "https://wire.test/bridge",
        ),
        ("https://wire.test/", "https://news.example.org/region/bridge-opens", None),
    ],
)
def test_the_canonical_address_is_believed_on_its_own_site(
    read_page: ReadPage,
    page: Page,
    href: str,
    canonical_url: str,
    origin_url: str | None,
) -> None:
    article = read_page(page(head=f'<link rel="canonical" href="{href}">'))
    assert article.canonical_url == canonical_url
    assert article.origin_url == origin_url
