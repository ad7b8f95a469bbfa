"""Titles, authors and addresses as pages state them."""

import json
from collections.abc import Callable

import pytest

from transforms.articles.authors import split
from transforms.articles.titles import without_site
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
        ("Example News: Bridge opens", "Example News: Bridge opens"),
        ("Example News – Bridge opens", "Bridge opens"),
        ("Rise - and fall", "Rise - and fall"),
        ("Example News", "Example News"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title: str, bare: str) -> None:
    assert without_site(title, ("Example News",)) == bare


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


def test_a_printed_byline_names_the_author(read_page: ReadPage, page: Page) -> None:
    above = '<div class="byline">By <a href="/author/ann-lee">Ann Lee</a></div>'
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
