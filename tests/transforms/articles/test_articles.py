"""Which reader a capture goes to, and what is refused."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transforms import articles
from transforms.dated_text import parse, render
from transforms.errors import DatedTextError, ItemError, UnreadableArticle
from transforms.records import DATED_TEXT_TYPE, Article

ReadPage = Callable[..., Article]
DATED = " date 2024-03-20 The bridge opened.\n\nFirst cars\n\nThey came at noon.\n"


def test_a_page_becomes_an_article_of_its_capture(
    read_page: ReadPage, page: Callable[..., str]
) -> None:
    article = read_page(page())
    assert article.title == "Bridge opens to walkers"
    assert [block.kind for block in article.blocks] == [
        "lead",
        "paragraph",
        "paragraph",
    ]
    assert article.source_id == "example"
    assert article.capture_id == UUID(int=1)
    assert article.seen_at.isoformat() == "2024-03-21T12:00:00+00:00"
    assert article.extractor_version == articles.EXTRACTOR_VERSION


def test_what_a_page_leaves_out_is_counted_by_class(
    read_page: ReadPage, page: Callable[..., str]
) -> None:
    counts = {each.reason: each for each in read_page(page()).dropped}
    assert counts["menu"].blocks >= 1
    assert counts["menu"].characters >= len("Home")
    assert "kept" not in counts


def test_page_behind_a_paywall_is_marked_as_partial(
    read_page: ReadPage, page: Callable[..., str]
) -> None:
    stated = """<script type="application/ld+json">{"@type": "NewsArticle",
    "isAccessibleForFree": false, "wordCount": 900}</script>"""
    assert read_page(page(head=stated)).partial_reason == "paywall"
    assert read_page(page()).partial_reason is None


@pytest.mark.parametrize(
    ("offer", "reason"),
    [
        ("Subscribe to continue reading", "paywall"),
        ("Dieser Artikel ist exklusiv für Abonnenten.", "paywall"),
        ("Article réservé aux abonnés", "paywall"),
        ("The harbour has more to offer.", None),
    ],
)
def test_a_teaser_above_an_offer_to_read_on_is_partial(
    read_page: ReadPage, page: Callable[..., str], offer: str, reason: str | None
) -> None:
    wall = f"<div class=paywall><h2>{offer}</h2><button>Join</button></div>"
    markup = page().replace("</article>", f"{wall}</article>")
    assert read_page(markup).partial_reason == reason


def test_a_whole_text_above_an_offer_is_not_partial(
    read_page: ReadPage, page: Callable[..., str]
) -> None:
    words = "Boats carried what people needed across the river that day. "
    body = f"<p>{words * 6}</p><p>{words[::-1] * 3}</p><p>{words * 7}</p>"
    wall = "<div class=paywall><p>Subscribe to continue reading</p></div>"
    assert read_page(page(body=body + wall)).partial_reason is None


@pytest.mark.parametrize(
    ("body", "content_type", "reason"),
    [
        (b"", "text/html", "empty-body"),
        (b" \r\n ", "text/html", "empty-body"),
        (b"%PDF-1.7 ...", "application/pdf", "not-a-page"),
        (b"%PDF-1.7 ...", "text/html", "not-a-page"),
        (b"\x89PNG\r\n", "image/png", "not-a-page"),
        (b"....", "video/mp4", "not-a-page"),
        (b'{"a": "<html>"}', "application/json", "not-a-page"),
        (b"\x00\x01\x02\x03", "application/octet-stream", "not-a-page"),
        (b"plain words", None, "not-a-page"),
        (b"<!-- nothing -->", "text/html", "no-text"),
        (b"<html><body><nav>Home</nav></body></html>", "text/html", "no-text"),
        (b"\xff\xfe is no UTF-8", DATED_TEXT_TYPE, "not-utf-8"),
        (b" date 2024-03-20 ", DATED_TEXT_TYPE, "no-text"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(
    read_page: ReadPage, body: bytes, content_type: str | None, reason: str
) -> None:
    with pytest.raises(UnreadableArticle) as refusal:
        read_page(body, content_type=content_type)
    assert refusal.value.reason == reason


@pytest.mark.parametrize("content_type", [None, "", "application/octet-stream"])
def test_bytes_that_begin_as_html_are_a_page_where_the_type_says_nothing(
    read_page: ReadPage, page: Callable[..., str], content_type: str | None
) -> None:
    assert read_page(page(), content_type=content_type).blocks
    assert read_page(page().encode("utf-16"), content_type=content_type).blocks


@pytest.mark.parametrize("content_type", sorted(articles.READERS))
def test_every_reader_answers_rubbish_with_an_item_error(
    read_page: ReadPage, content_type: str
) -> None:
    with pytest.raises(ItemError):
        read_page(b"\x80\x81<...", content_type=content_type)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_dated_file_says_its_day_and_blocks(
    read_page: ReadPage, ending: str, mark: bytes
) -> None:
    body = mark + DATED.replace("\n", ending).encode()
    article = read_page(body, content_type=DATED_TEXT_TYPE, url="file:///a.txt")
    assert article.published_on == date(2024, 3, 20)
    assert (article.date_precision, article.date_origin) == ("day", "text")
    assert article.published_at is None
    assert [block.kind for block in article.blocks] == ["lead", "heading", "paragraph"]
    assert article.url == article.canonical_url == "file:///a.txt"


def test_a_dated_file_without_a_known_day_has_no_date_origin(
    read_page: ReadPage,
) -> None:
    article = read_page(b" date XXXX-XX-XX Words.", content_type=DATED_TEXT_TYPE)
    assert (article.date_precision, article.date_origin) == ("unknown", "none")


def test_a_broken_dated_file_says_what_breaks_the_grammar(read_page: ReadPage) -> None:
    with pytest.raises(DatedTextError):
        read_page(b"date: yesterday", content_type=DATED_TEXT_TYPE)


def test_deep_nesting_is_refused_and_does_not_end_the_interpreter(
    read_page: ReadPage,
) -> None:
    with pytest.raises(UnreadableArticle) as refusal:
        read_page("<html><body>" + "<div>" * 100_000 + "<p>text</p>")
    assert refusal.value.reason == "too-deep"


def test_a_page_of_too_many_elements_is_refused(read_page: ReadPage) -> None:
    with pytest.raises(UnreadableArticle) as refusal:
        read_page("<html><body>" + "<br>" * 70_000)
    assert refusal.value.reason == "too-large"


def test_a_page_in_a_legacy_charset_is_read_as_written(read_page: ReadPage) -> None:
    lead = "Новый мост через реку открыли в среду после четырёх лет строительства."
    markup = (
        "<html lang=ru><head><meta charset=windows-1251><title>Мост открыт</title>"
        f"</head><body><article><h1>Мост открыт</h1><p>{lead}</p>"
        f"<p>По нему прошли две тысячи человек, сообщил мэр города.</p></article>"
    )
    article = read_page(markup.encode("cp1251"), content_type="text/html")
    assert article.title == "Мост открыт"
    assert article.blocks[0].text == lead
    assert article.language == "ru"


PIECES = (
    *("<p>", "</p>", "<h2>", "<ul><li>", "<a href='http://['>", "&#1;", "\0", "<q>"),
    *("<script type=application/ld+json>", '{"@type":"Article",', "</script>", "<h1>"),
    *("<time datetime=9999-99-99>", "<link rel=canonical href='//['>", "\ud800"),
    *("<table><tr><td>", "<blockquote>", "<br>", "&shy;", "\u200b", "<base href='['>"),
    "The bridge over the river opened on Wednesday, the mayor said. ",
)


# The fixture hands out a function, which keeps nothing between examples.
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_markup_ends_in_anything_but_an_article_or_an_item_error(
    read_page: ReadPage, pieces: list[str]
) -> None:
    body = ("<html><body>" + "".join(pieces)).encode("utf-8", "surrogatepass")
    try:
        article = read_page(body)
    except ItemError:
        return
    assert parse(render(article.published_on, article.blocks)).blocks == article.blocks
    assert article.blocks[0].kind == "lead"
    assert all(block.text == " ".join(block.text.split()) for block in article.blocks)
