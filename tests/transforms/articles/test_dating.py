"""When a page was published, how exactly, and who says so."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from transforms.records import Article, Link, Listing

ReadPage = Callable[..., Article]
Page = Callable[..., str]

INSTANT = datetime(2024, 3, 20, 10, 15, tzinfo=UTC)


def meta(value: str, name: str = "article:published_time") -> str:
    return f'<meta property="{name}" content="{value}">'


def json_ld(**values: str) -> str:
    pairs = ",".join(f'"{key}": "{value}"' for key, value in values.items())
    return (
        f'<script type="application/ld+json">{{"@type": "Article", {pairs}}}</script>'
    )


def feed(at: datetime | None, listing_url: str = "https://example.org/feed") -> Link:
    return Link(url="u", listing_url=listing_url, published_at=at, modified_at=INSTANT)


@pytest.mark.parametrize(
    ("head", "above", "url", "link", "origin"),
    [
        (json_ld(datePublished="2024-03-20T10:15:00Z"), "", "/a", None, "json-ld"),
        (meta("2024-03-20T12:15:00+02:00"), "", "/a", None, "meta"),
        (
            "",
            "<time datetime='2024-03-20T10:15Z'>20 March</time>",
            "/a",
            None,
            "time-tag",
        ),
        ("", "", "/a", feed(INSTANT), "feed"),
        ("", "", "/a", feed(INSTANT, "https://example.org/sitemap.xml"), "sitemap"),
        ("", "<p class=d>Published 20 March 2024, 10:15 UTC</p>", "/a", None, "text"),
    ],
)
def test_each_origin_gives_the_instant(
    read_page: ReadPage,
    page: Page,
    head: str,
    above: str,
    url: str,
    link: Link | None,
    origin: str,
) -> None:
    article = read_page(
        page(head=head, above=above), url=f"https://example.org{url}", link=link
    )
    assert article.published_at == INSTANT
    assert article.published_on == date(2024, 3, 20)
    assert (article.date_precision, article.date_origin) == ("second", origin)


@pytest.mark.parametrize(
    ("head", "url", "origin"),
    [
        (json_ld(datePublished="2024-03-20"), "/a", "json-ld"),
        (json_ld(datePublished="2024-03-20T00:00:00Z"), "/a", "json-ld"),
        ("", "/2024/03/20/bridge", "url"),
        ("", "/bridge-20240320", "url"),
    ],
)
def test_a_day_alone_is_kept_as_a_day(
    read_page: ReadPage, page: Page, head: str, url: str, origin: str
) -> None:
    article = read_page(page(head=head), url=f"https://example.org{url}")
    assert article.published_at is None
    assert article.published_on == date(2024, 3, 20)
    assert (article.date_precision, article.date_origin) == ("day", origin)


@pytest.mark.parametrize(
    "lie", ["2031-01-01T00:00:01Z", "1970-01-01T00:00:01Z", "yesterday", "2024-02-31"]
)
def test_an_impossible_date_leaves_the_word_to_the_next_origin(
    read_page: ReadPage, page: Page, lie: str
) -> None:
    head = json_ld(datePublished=lie) + meta("2024-03-20T10:15:00Z")
    article = read_page(page(head=head))
    assert (article.published_at, article.date_origin) == (INSTANT, "meta")


def test_a_page_with_nothing_but_impossible_dates_is_undated(
    read_page: ReadPage, page: Page
) -> None:
    article = read_page(page(head=meta("2031-01-01")))
    assert article.published_on is None
    assert (article.date_precision, article.date_origin) == ("unknown", "none")


def test_the_last_change_is_never_taken_for_the_publication(
    read_page: ReadPage, page: Page
) -> None:
    changed = "2024-03-19T08:00:00Z"
    head = json_ld(dateModified=changed) + meta(changed, "article:modified_time")
    above = (
        f"<time class=updated datetime='{changed}'>x</time>"
        f"<p>Updated: <time datetime='{changed}'>x</time></p>"
    )
    article = read_page(page(head=head, above=above), link=feed(None))
    assert article.date_origin == "none"


def test_a_printed_change_dates_only_a_page_without_another_date(
    read_page: ReadPage, page: Page
) -> None:
    above = "<p>Stand: 19.03.2024</p>"
    assert read_page(page(above=above)).published_on == date(2024, 3, 19)
    both = above + "<p>Published 18 March 2024. Updated 19 March 2024</p>"
    assert read_page(page(above=both)).published_on == date(2024, 3, 18)
    filed = read_page(page(above=above), url="https://example.org/2024/mar/17/b")
    assert (filed.published_on, filed.date_origin) == (date(2024, 3, 17), "url")


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        # The date above the headline is nearer than that of a teaser below.
        ("<p>20.03.2024 | Region</p>", "<p>aa</p>" * 20 + "<p>18.03.2024</p>", 20),
        ("", "<p>20 March 2024</p><p>Festival of 18 March 2024</p>", 20),
        (
            "",
            "<p>The fair of 18 March 2024 in town is over now</p><p>20.03.2024</p>",
            20,
        ),
        ("", "<div class=related><p>18.03.2024</p></div><p>20.03.2024</p>", 20),
        ("", "<div class='tag-related'><p>20.03.2024</p></div>", 20),
        ("<header><p>Tue, 19 March 2024</p></header>", "<p>20 March 2024</p>", 20),
        ("", "<p>Registered: 18.09.2008</p><p>20.03.2024</p>", 20),
        ("", "<time datetime='2024-03-23'>Published 20 March 2024</time>", 20),
        ("", "<time datetime='YY-MM'>20 March 2024</time>", 20),
        ("", "<time class='entry-date published updated'>20 March 2024</time>", 20),
    ],
)
def test_of_several_printed_dates_the_one_of_the_article_is_read(
    read_page: ReadPage, page: Page, above: str, below: str, day: int
) -> None:
    markup = page(above=below).replace("<article>", f"<article>{above}")
    assert read_page(markup).published_on == date(2024, 3, day)


@pytest.mark.parametrize(
    ("lang", "day"), [("en-US", date(2024, 2, 3)), ("en-GB", date(2024, 3, 2))]
)
def test_numbers_with_slashes_are_read_as_the_country_writes_them(
    read_page: ReadPage, page: Page, lang: str, day: date
) -> None:
    markup = page(above="<p>02/03/2024</p>")
    told = markup.replace("<html lang=en>", f"<html lang={lang}>")
    assert read_page(told).published_on == day
    assert read_page(markup).published_on is None


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ("<p>Bridges (last edited 2024-03-18 13:28:18 by Ann)</p>", 18),
        ("<div class=entry-meta><span class=entry-date>17 March 2024</span></div>", 17),
    ],
)
def test_a_date_far_from_the_headline_is_read_where_there_is_no_other(
    read_page: ReadPage, page: Callable[..., str], markup: str, day: int
) -> None:
    far = "".join(f"<p>Word {number}</p>" for number in range(70)) + markup
    article = read_page(page().replace("</article>", f"</article><div>{far}</div>"))
    assert (article.published_on, article.date_origin) == (date(2024, 3, day), "text")


def test_a_link_in_a_menu_is_no_date_of_the_article(
    read_page: ReadPage, page: Callable[..., str]
) -> None:
    items = "".join(f"<li><a href=/{n}>march of {n} May 2012</a>" for n in range(1, 9))
    article = read_page(page(above=f"<ul>{items}</ul>"))
    assert article.published_on is None


def test_a_film_on_the_page_does_not_date_the_article(
    read_page: ReadPage, page: Page
) -> None:
    film = (
        '<script type="application/ld+json">{"@type": "VideoObject",'
        ' "uploadDate": "2024-03-01T08:00:00Z"}</script>'
    )
    article = read_page(page(head=film + meta("2024-03-20T10:15:00Z")))
    assert (article.published_at, article.date_origin) == (INSTANT, "meta")
    assert read_page(page(head=film)).published_on == date(2024, 3, 1)


def test_a_date_in_a_script_is_read_where_nothing_else_is_dated(
    read_page: ReadPage, page: Page
) -> None:
    head = '<script>var page = {"publishDate": "2024-03-20T10:15:00Z"}</script>'
    assert read_page(page(head=head)).published_at == INSTANT
    above = "<p>18 March 2024</p>"
    assert read_page(page(head=head, above=above)).published_on == date(2024, 3, 18)


def test_a_clock_without_a_zone_tells_the_local_day(
    read_page: ReadPage, page: Page
) -> None:
    head = meta("2024-03-21T01:06:51Z") + meta("2024-03-20 17:06:51", "published_at")
    article = read_page(page(head=head))
    assert article.published_on == date(2024, 3, 20)
    assert article.published_at == datetime(2024, 3, 21, 1, 6, 51, tzinfo=UTC)


def test_a_local_clock_is_not_moved_by_the_address(
    read_page: ReadPage, page: Page
) -> None:
    article = read_page(
        page(head=meta("2024-03-20 05:00:00")), url="https://example.org/2024/03/19/b"
    )
    assert article.published_on == date(2024, 3, 20)


def test_a_day_of_the_page_is_refined_by_the_instant_of_the_feed(
    read_page: ReadPage, page: Page
) -> None:
    head = json_ld(datePublished="2024-03-20")
    article = read_page(page(head=head), link=feed(INSTANT))
    assert (article.published_at, article.date_origin) == (INSTANT, "feed")


def test_a_feed_that_names_another_day_refines_nothing(
    read_page: ReadPage, page: Page
) -> None:
    head = json_ld(datePublished="2024-03-18")
    article = read_page(page(head=head), link=feed(INSTANT))
    assert (article.published_on, article.date_origin) == (date(2024, 3, 18), "json-ld")


def test_the_day_is_the_one_in_the_zone_of_the_publisher(
    read_page: ReadPage, page: Page
) -> None:
    head = meta("2024-03-20T23:30:00Z")
    article = read_page(page(head=head), timezone="Europe/Kyiv")
    assert article.published_on == date(2024, 3, 21)


def test_a_time_without_a_zone_is_the_publishers_own(
    read_page: ReadPage, page: Page
) -> None:
    article = read_page(page(head=meta("2024-03-20T12:15:00")), timezone="Europe/Kyiv")
    assert article.published_at == INSTANT


def test_where_the_zone_is_not_known_the_day_is_the_one_as_written(
    read_page: ReadPage, page: Page
) -> None:
    written = page(head=meta("2024-03-20T23:30:00-05:00"))
    assert read_page(written).published_on == date(2024, 3, 20)
    filed = read_page(
        page(head=meta("2024-03-21T04:30:00Z")), url="https://example.org/2024/03/20/b"
    )
    assert filed.published_on == date(2024, 3, 20)
    assert filed.date_origin == "meta"


def test_a_listing_of_the_kind_sitemap_is_named_as_one(
    read_page: ReadPage, page: Page
) -> None:
    listings = (Listing(kind="sitemap", url="https://example.org/news.xml"),)
    link = feed(INSTANT, "https://example.org/news.xml")
    article = read_page(page(), link=link, listings=listings)
    assert article.date_origin == "sitemap"


def test_a_zone_that_is_not_known_counts_as_utc(
    read_page: ReadPage, page: Page
) -> None:
    article = read_page(page(head=meta("2024-03-20T10:15:00")), timezone="Mars/Base")
    assert article.published_at == INSTANT
