"""Listing pages as publishing systems make them."""

import base64
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.errors import UnreadableListing
from transforms.listings import Reading, pages, read

SITE = "https://n.example"
URL = f"{SITE}/news"

Expected = tuple[str, str, str | None]
LAYOUTS: dict[str, tuple[list[Expected], str | None]] = {
    "wordpress": (
        [
            ("/2024/03/20/harbour-wall-gives-way/", "Harbour wall gives way", "20"),
            ("/2024/03/19/rowers/", "Rowers win", "19"),
        ],
        "/news/page/2/",
    ),
    "drupal": (
        [
            ("/node/4711", "Statement on the grain corridor", "20"),
            ("/node/4702", "Envoy to visit both capitals", "18"),
        ],
        "/news?page=1",
    ),
    "old-tables": (
        [
            ("/show.php?id=3317", "Bridge to stay shut until Friday", "20"),
            ("/show.php?id=3309", "Fog delays ferries", "19"),
            ("/show.php?id=3300", "Market hall reopens after the fire", "18"),
        ],
        "/news?offset=3",
    ),
    "whole-cards": (
        [
            ("/a/7f3kq", "Dockers vote to end strike", "20"),
            ("/a/9d2mx", "Rail freight falls for third month", "19"),
            ("/a/1b8wz", "Mills look for buyers", "18"),
        ],
        None,
    ),
    "days-above": (
        [
            ("/story/dam-passes-its-safety-test", "Dam passes its safety test", "20"),
            ("/story/school-meals-cost-more", "School meals cost more", "20"),
            ("/story/heron-census-finds-record", "Heron census finds record", "19"),
            ("/story/how-we-correct-our-mistakes", "How we correct our mistakes", None),
        ],
        None,
    ),
    "definitions": (
        [
            ("/articles/88121", "Le pont restera fermé jusqu'à vendredi", "20"),
            ("/articles/88102", "Les halles rouvrent", "19"),
        ],
        "/news/page/2",
    ),
    "bitrix": (
        [
            ("/news/detail.php?ELEMENT_ID=5512", "Мост закрыт до пятницы", "20"),
            ("/news/detail.php?ELEMENT_ID=5498", "Паром сел на мель", "19"),
        ],
        "/news?PAGEN_1=2",
    ),
    "read-more": (
        [
            ("/item/levee", "Levee holds as river peaks", "20"),
            ("/item/quarry", "Court sends quarry plan back", "19"),
            ("/item/buses", "Night buses return", None),
        ],
        None,
    ),
    "japanese": (
        [
            ("/articles/0120031", "港の堤防が崩れ通行止め", "20"),
            ("/articles/0120027", "市場が火災から再開", "19"),
        ],
        "/news?p=2",
    ),
    "labelled": (
        [
            (
                "/politics/mayor-loses-vote-on-budget",
                "Mayor loses vote on budget",
                "20",
            ),
            (
                "/politics/council-sells-the-old-baths",
                "Council sells the old baths",
                "19",
            ),
        ],
        "/news?page=2",
    ),
}


def layout_named(name: str) -> str:
    return (Path(__file__).parent / "layouts" / f"{name}.html").read_text("utf-8")


def page(body: str) -> bytes:
    """``body`` with a site's menus, sidebar and footer around it."""
    return layout_named("frame").replace("<!-- layout -->", body).encode()


def found(reading: Reading) -> list[Expected]:
    return [
        (
            link.url.removeprefix(SITE),
            link.title or "",
            f"{link.published_at:%d}" if link.published_at else None,
        )
        for link in reading.links
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_articles_of_a_layout_are_found_with_title_day_and_next_page(
    layout: str,
) -> None:
    expected, next_path = LAYOUTS[layout]
    reading = pages.read(page(layout_named(layout)), "text/html; charset=utf-8", URL)
    assert found(reading) == expected
    assert reading.next_url == (f"{SITE}{next_path}" if next_path else None)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_without_its_frame_gives_the_same(layout: str) -> None:
    body, expected = layout_named(layout), LAYOUTS[layout][0]
    assert found(pages.read(body.encode(), "text/html; charset=utf-8", URL)) == expected


def test_sidebar_is_read_where_it_holds_the_listing() -> None:
    items = "".join(
        f'<li><a href="/2024/03/{day}/ferry-report">Ferry report of the {day}th</a>'
        for day in range(10, 20)
    )
    reading = read("page", page(f'<div class="menu"><ul>{items}</ul></div>'), None, URL)
    assert len(reading.links) > 9


def test_long_labels_of_menus_are_no_articles() -> None:
    body = """<ul class="x"><li><a href="/w">World news and analysis</a><li>
    <a href="/o">Opinion and editorials</a></ul>
    <h2><a href="/2024/03/20/dam-holds">Dam holds</a></h2>"""
    assert [each[0] for each in found(pages.read(page(body), None, URL))] == [
        "/2024/03/20/dam-holds"
    ]


def test_headlines_without_any_other_sign_are_the_listing() -> None:
    body = "".join(
        f'<p><a href="/{name}">{title}</a></p>'
        for name, title in {
            "x1": "Mayor loses vote on the budget",
            "x2": "Council sells the old baths at last",
            "x3": "Night buses return to the valley",
            "x4": "Court sends the quarry plan back",
        }.items()
    )
    assert len(pages.read(f"<a href=/a>Us</a>{body}".encode(), None, URL).links) == 4


def test_links_with_a_visitors_session_lose_it() -> None:
    body = """
    <h2><a href="/storm-hits-the-coast-again?sid=9f86d081884c">Storm hits again</a></h2>
    <h2><a href="/article.php?sid=4711">Fog delays the ferries</a></h2>
    <a href="/news?page=2&amp;PHPSESSID=abcdef0123456789">Next</a>"""
    reading = pages.read(page(body), None, URL)
    assert [each[0] for each in found(reading)] == [
        "/storm-hits-the-coast-again",
        "/article.php?sid=4711",
    ]
    assert reading.next_url == f"{URL}?page=2"


def test_time_without_zone_is_a_day() -> None:
    """The page does not say where 23:30 is; the article's own page may."""
    body = """<p><a href="/storm-hits-the-coast-again">Storm hits the coast</a>
    <time>20 March 2024, 23:30</time></p>"""
    link = pages.read(page(body), None, URL).links[0]
    assert link.published_at == datetime(2024, 3, 20, tzinfo=UTC)


def test_base_element_and_charset_are_heeded() -> None:
    body = """<meta charset=windows-1251><base href="/sub/news/">
    <h3><a href="5512.html">Мост закрыт до пятницы</a></h3>""".encode("cp1251")
    link = pages.read(body, "text/html", URL).links[0]
    assert (link.url, link.title) == (
        f"{SITE}/sub/news/5512.html",
        "Мост закрыт до пятницы",
    )


def test_selectors_decide_what_is_an_item_and_what_comes_next() -> None:
    reading = read(
        "page",
        page(layout_named("selectable")),
        None,
        URL,
        item_selector="#wire > li.row",
        next_selector=".on",
    )
    assert found(reading) == [("/desk", "Desk", "20"), ("/o", "Oil", None)]
    assert reading.skipped == (("item-without-link", "Notice"),)
    assert reading.next_url == f"{SITE}/page-b"


def test_selected_link_is_taken_as_it_is_even_on_another_site() -> None:
    reading = pages.read(
        page(layout_named("selectable")), None, URL, item_selector="a.h"
    )
    assert [(link.url, link.title) for link in reading.links] == [
        ("https://other.example/w", "Wheat")
    ]


def test_next_selector_that_finds_nothing_is_the_last_page() -> None:
    body = page(layout_named("selectable") + '<a rel="next" href="?page=2">2</a>')
    reading = pages.read(body, None, URL, item_selector=".row", next_selector=".gone a")
    assert reading.next_url is None


@pytest.mark.parametrize(
    ("body", "selector", "reason"),
    [
        (b"", None, "empty-body"),
        (b" \n", None, "empty-body"),
        (b"just words", None, "not-a-page"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", None, "not-a-page"),
        (b"<html><body><p>No stories.</p></body></html>", None, "no-article-links"),
        (
            b"<a href='/'>Home</a><a href='#top'>To the top of this page</a>",
            None,
            "no-article-links",
        ),
        (b"<a href='/x'>X</a>", "article", "selector-finds-nothing"),
        (b"<p>X</p>", "p", "selector-finds-nothing"),
        (b"<a href='/x'>X</a>", "a[", "bad-selector"),
        (b"<b>" * 100_001, None, "too-large"),
        (b"\x1f\x8b\x08broken", None, "broken-gzip"),
    ],
)
def test_what_lists_nothing_says_why(
    body: bytes, selector: str | None, reason: str
) -> None:
    with pytest.raises(UnreadableListing) as raised:
        pages.read(body, None, URL, item_selector=selector)
    assert raised.value.reason == reason


def test_deep_and_wide_pages_take_linear_time() -> None:
    """Each takes a second; what is quadratic takes minutes."""
    link = "<a href='/2024/03/20/ferry-runs-aground-{}'>Ferry runs aground in fog</a>"
    deep = "<div>" * 9000 + "<p>".join(link.format(each) for each in range(900))
    wide = "".join(f"<li>{link.format(each)}</li>" for each in range(2000))
    empty = "<h2><div>" * 9000 + link.format(1)
    assert len(pages.read(empty.encode(), None, URL).links) == 1
    assert len(pages.read(deep.encode(), None, URL).links) == 900
    assert len(pages.read(f"<ul>{wide}</ul>".encode(), None, URL).links) == 2000


PIECES = [
    *(
        "<a href='/2024/03/20/ferry-runs-aground'>",
        "</a>",
        "<a href=?page=2 rel=next>",
        "<h2>",
    ),
    *(
        "</h2>",
        "<li>",
        "<nav>",
        "</nav>",
        "<table>",
        "<td>",
        "<time datetime=2024-03-20>",
    ),
    *(
        "20 March 2024",
        "Ferry runs aground in fog",
        "Next",
        "<base href=//x>",
        "<title>",
        "<",
    ),
    *(
        "&#0;",
        "&#xD800;",
        "\x00",
        "\ud800",
        "é",
        "<!--",
        "-->",
        "<script>",
        "]]>",
        "<a href='",
    ),
    *(
        "<a href='http://[::1'>",
        "<a href='/{{url}}'>",
        "<svg>",
        "<p/>",
        "<template>",
        "٢",
        "²",
    ),
]
soups = st.lists(st.sampled_from(PIECES)).map("".join)


@settings(deadline=timedelta(seconds=2))
@given(soups)
def test_any_soup_is_read_or_refused(soup: str) -> None:
    body = soup.encode("utf-8", "surrogatepass")
    with suppress(UnreadableListing):
        for link in pages.read(body, None, URL).links:
            assert link.url.startswith(SITE)
            assert (link.title or "").encode()


@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_bytes_are_read_or_refused(body: bytes, media_type: str) -> None:
    noise = base64.b64encode(body).decode()
    with suppress(UnreadableListing):
        pages.read(body + f"<a href=/{noise}>{noise}</a>".encode(), media_type, URL)


@pytest.mark.parametrize("is_day_first", [True, False])
def test_days_and_headlines_that_take_turns_are_paired_from_the_first(
    is_day_first: bool,
) -> None:
    body = ""
    for day in (20, 19, 18):
        headline = (
            f'<h3><a href="/2024/03/{day}/x">Ferry report of the {day}th</a></h3>'
        )
        date = f"<p>{day} March 2024</p>"
        body += date + headline if is_day_first else headline + date
    days = [
        each[2] for each in found(pages.read(page(f"<div>{body}</div>"), None, URL))
    ]
    assert days == ["20", "19", "18"]
