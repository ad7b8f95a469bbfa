"""Which words of a page are the article's."""

from collections.abc import Callable

import pytest

from transforms.articles import bodies, trees
from transforms.articles.bodies import Judged
from transforms.articles.chrome import is_chrome, is_closing, is_opening, kind_of
from transforms.articles.cutting import cut
from transforms.articles.features import About
from transforms.errors import UnreadableArticle
from transforms.records import Article

ReadPage = Callable[..., Article]
Page = Callable[..., str]

LEAD = "The new bridge over the river opened on Wednesday after four years of work."
SECOND = (
    "About two thousand people crossed it on foot before the first cars were let on."
)
THIRD = "The mayor said that the old ferry would keep running until the end of summer."


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_the_title_is_not_repeated_as_the_first_line(
    read_page: ReadPage, page: Page
) -> None:
    body = "<h2>Bridge opens to walkers</h2><p>Bridge opens to walkers.</p>"
    article = read_page(page(body=body + paragraphs(LEAD, SECOND, THIRD)))
    assert texts(article) == [LEAD, SECOND, THIRD]


def test_white_space_and_invisible_characters_are_normalised(
    read_page: ReadPage, page: Page
) -> None:
    lead = LEAD.replace("new bridge", "new&nbsp;\n\t br&shy;idge\u200b").replace(
        "four", "f\ufeffour&#2;"
    )
    article = read_page(page(body=paragraphs(lead, SECOND, THIRD)))
    assert article.blocks[0].text == LEAD


def test_inline_tags_neither_join_nor_split_words(
    read_page: ReadPage, page: Page
) -> None:
    lead = (
        "The <b>new</b> <i>bridge</i> over <a href=/r>the river</a> open<em>ed</em> on"
        " <span>Wednes</span>day <abbr>after</abbr> four years <mark>of</mark> work."
    )
    article = read_page(page(body=paragraphs(lead, SECOND, THIRD)))
    assert article.blocks[0].text == LEAD


def test_line_breaks_separate_paragraphs(read_page: ReadPage, page: Page) -> None:
    article = read_page(page(body=f"<p>{LEAD}<br><br>{SECOND}<br>{THIRD}</p>"))
    assert texts(article) == [LEAD, SECOND, THIRD]


def test_headings_of_the_page_are_headings(read_page: ReadPage, page: Page) -> None:
    body = f"<p>{LEAD}</p><h2>The old <br>ferry</h2><p>{SECOND}</p><p>{THIRD}</p>"
    article = read_page(page(body=body))
    assert [(b.kind, b.text) for b in article.blocks] == [
        ("lead", LEAD),
        ("heading", "The old ferry"),
        ("paragraph", SECOND),
        ("paragraph", THIRD),
    ]


def test_a_line_all_in_bold_before_a_paragraph_is_a_heading(
    read_page: ReadPage, page: Page
) -> None:
    body = f"<p>{LEAD}</p><p><strong>The old ferry</strong></p><p>{SECOND}</p>"
    article = read_page(page(body=body + f"<p>{THIRD}</p>"))
    assert [block.kind for block in article.blocks] == [
        *("lead", "heading", "paragraph", "paragraph")
    ]


def test_headings_after_the_last_paragraph_are_dropped(
    read_page: ReadPage, page: Page
) -> None:
    body = f"<p>{LEAD}</p><h2>Ways</h2><h3>The ferry</h3><p>{SECOND}</p><p>{THIRD}</p>"
    article = read_page(page(body=body + "<h2>More</h2>"))
    headings = [block.text for block in article.blocks if block.kind == "heading"]
    assert headings == ["Ways", "The ferry"]


def test_teasers_shown_twice_on_the_page_are_left_out(
    read_page: ReadPage, page: Page
) -> None:
    teaser = (
        f"<li><a href=/f>The ferry closes for good, its owner says</a> {THIRD}</li>"
    )
    body = paragraphs(LEAD, SECOND, THIRD)
    markup = page(body=f"<ul>{teaser}</ul>{body}<ul>{teaser}</ul>")
    assert texts(read_page(markup)) == [LEAD, SECOND, THIRD]


def test_list_items_are_paragraphs(read_page: ReadPage, page: Page) -> None:
    items = ["Cars pay two euros a day.", "Buses and bicycles cross free of charge."]
    listed = "".join(f"<li>{item}</li>" for item in items)
    body = paragraphs(LEAD, SECOND) + f"<ul>{listed}</ul>" + paragraphs(THIRD)
    assert texts(read_page(page(body=body))) == [LEAD, SECOND, *items, THIRD]


def test_what_is_not_told_by_the_article_is_left_out(
    read_page: ReadPage, page: Page
) -> None:
    body = (
        paragraphs(LEAD)
        + "<figure><img src=a><figcaption>Walkers on the bridge.</figcaption></figure>"
        + paragraphs(SECOND, "Read more: Ferry to stop", "Advertisement")
        + "<table><tr><td>Length of the bridge</td><td>812 metres</td></tr></table>"
        + "<ul><li><a href=/1>Ferry sold to island</a></li>"
        + "<li><a href=/2>Tolls to rise in May</a></li></ul>"
        + "<blockquote class=twitter-tweet><p>What a day it was!</p></blockquote>"
        + paragraphs(THIRD, "Sign up for our newsletter here", THIRD)
    )
    assert texts(read_page(page(body=body))) == [LEAD, SECOND, THIRD]


def test_byline_and_date_above_the_lead_are_left_out(
    read_page: ReadPage, page: Page
) -> None:
    head = '<meta name=author content="Ann Lee">'
    body = paragraphs("By Ann Lee", "20 March 2024, 10:15", LEAD, SECOND, THIRD)
    assert texts(read_page(page(head=head, body=body))) == [LEAD, SECOND, THIRD]


def test_a_note_on_the_author_at_the_end_is_left_out(
    read_page: ReadPage, page: Page
) -> None:
    head = '<meta name=author content="Ann Lee">'
    note = "Ann Lee is a reporter who covers roads and rivers."
    body = paragraphs(LEAD, SECOND, THIRD, note)
    assert texts(read_page(page(head=head, body=body))) == [LEAD, SECOND, THIRD]


def judge(markup: str, told: str = "") -> dict[str, Judged]:
    """What is made of each line of a page with the title "Bridge opens"."""
    tree = trees.parse(f"<html><body>{markup}</body></html>")
    about = About(titles=("Bridge opens",), authors=("Ann Lee",), told=told)
    judged = bodies.judge(cut(tree), about)
    return {line.text: line for line in judged}


PROSE = paragraphs(LEAD, SECOND, THIRD)


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<nav><a href=/>{}</a></nav>", "menu"),
        ("<ul><li><a href=/>{}</a></li></ul>", "menu"),
        ("<figure><figcaption>{}</figcaption></figure>", "caption"),
        ("<div class=comments-list><p>{}</p></div>", "comments"),
        ("<div class=newsletter-box><p>{}</p></div>", "newsletter"),
        ("<div class=related-stories><p>{}</p></div>", "related"),
        ("<div class=factbox><p>{}</p></div>", "box"),
        ("<div id=cookie-consent><p>{}</p></div>", "wall"),
        ("<blockquote class=twitter-tweet><p>{}</p></blockquote>", "embed"),
        ("<footer><p>{}</p></footer>", "legal"),
        ("<article><h2>Ferry sold</h2><p>{}</p></article>", "related"),
        ("<table><tr><td>{}</td><td>12</td></tr></table>", "table"),
    ],
)
def test_every_line_left_out_says_why(markup: str, reason: str) -> None:
    line = "The ferry was sold to an island"
    more = "Boats pass below it at any hour, and the lock keeper has moved house."
    prose = f"{PROSE}<p>{more}</p>"
    body = f"<h1>Bridge opens</h1>{prose}</article>{markup.format(line)}"
    judged = judge(f"<main><article>{body}</main>")
    assert judged[LEAD].is_kept
    assert judged[LEAD].kind == "lead"
    assert judged[line].reason == reason
    assert not judged[line].is_kept


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Bridge opens", "repeated-title"),
        ("By Ann Lee", "byline"),
        ("Advertisement", "advert"),
        ("Read more: Ferry to stop", "read-more"),
        ("Sign up for our newsletter here, it is free", "newsletter"),
        (LEAD, "kept"),
    ],
)
def test_lines_amid_the_article_that_are_not_its_own_say_why(
    line: str, reason: str
) -> None:
    above = "<p>{}</p>" if reason in ("repeated-title", "byline") else "<!-- {} -->"
    below = "" if reason in ("repeated-title", "byline", "kept") else f"<p>{line}</p>"
    article = f"{above.format(line)}{paragraphs(LEAD, SECOND)}{below}<p>{THIRD}</p>"
    judged = judge(f"<article>{article}</article>")
    assert judged[line].reason in (reason, "boilerplate", "short", "related")
    assert judged[line].is_kept == (reason == "kept")


def test_every_line_of_the_page_is_judged_once_in_order() -> None:
    markup = f"<nav>Home</nav><article><h1>Bridge opens</h1>{PROSE}</article>Imprint"
    assert list(judge(markup)) == [
        *("Home", "Bridge opens", LEAD, SECOND, THIRD, "Imprint")
    ]


def test_a_table_that_lays_out_the_page_is_read(read_page: ReadPage) -> None:
    cells = "".join(f"<tr><td>{line}</td></tr>" for line in (LEAD, SECOND, THIRD))
    markup = f"<title>Bridge opens</title><h1>Bridge opens</h1><table>{cells}</table>"
    assert texts(read_page(markup)) == [LEAD, SECOND, THIRD]


def test_text_that_scripts_would_draw_is_read_from_json_ld() -> None:
    told = f"<p>{LEAD}</p>\n<p>{SECOND} {SECOND} {SECOND}</p>"
    judged = judge("<h1>Bridge opens</h1><p>Loading the article.</p>", told)
    kept = [line for line in judged.values() if line.is_kept]
    assert [(line.kind, line.text) for line in kept] == [
        ("lead", LEAD),
        ("paragraph", f"{SECOND} {SECOND} {SECOND}"),
    ]


def test_text_in_json_ld_is_not_read_where_the_page_shows_it() -> None:
    judged = judge(f"<h1>Bridge opens</h1>{PROSE}", f"{LEAD}\n{SECOND}\nMore." * 2)
    assert [line.text for line in judged.values() if line.is_kept] == [
        *(LEAD, SECOND, THIRD)
    ]


@pytest.mark.parametrize("times", [1, 2])
def test_time_grows_with_the_page_and_no_faster(times: int) -> None:
    """Elements that hold one another made earlier readers square (18 s)."""
    nested = "<ul><li>a" * 100 + "</ul>" * 100 + "<div><p>" + LEAD
    judged = judge(nested * 20 * times)
    assert len(judged) == 2


@pytest.mark.parametrize(
    "line",
    [
        "ADVERTISEMENT",
        "Read more about the ferry: what comes next",
        "Lesen Sie auch: Fähre wird eingestellt",
        "À lire aussi Le pont est ouvert",
        "Читайте также: Паром остановят",
        "© 2024 Example News. All rights reserved.",
        "Photo: Bo Kim/Example",
        "Want more news? Sign up for our newsletter",
    ],
)
def test_lines_of_the_site_are_chrome(line: str) -> None:
    assert is_chrome(line)
    assert kind_of(line) is not None


@pytest.mark.parametrize(
    "line",
    [
        "Read aloud, the letter took an hour.",
        "The advertisement cost two million.",
        "Share prices fell by three percent.",
        "Get out, the captain shouted.",
        "Follow the river to the old mill.",
        "Photographs of the bridge hung in the hall.",
        "Copyright law protects the drawings.",
        "More than two thousand people came.",
    ],
)
def test_sentences_that_begin_like_chrome_are_kept(line: str) -> None:
    assert not is_chrome(line)
    assert kind_of(line) is None


def test_only_a_known_author_makes_a_byline() -> None:
    assert is_opening("By Ann Lee and Bo Kim", ("Ann Lee", "Bo Kim"))
    assert not is_opening("Ann Lee", ())
    assert not is_opening("In March 2024 the council of the city said no to it.", ())
    assert is_closing("Bo Kim contributed to this report.", ())
    assert not is_closing("Ann Lee is mayor of the town.", ("Bo Kim",))


@pytest.mark.parametrize("name", ["wall", "lightbox-caption"])
def test_text_in_a_misnamed_element_is_read_where_there_is_no_other(
    read_page: ReadPage, name: str
) -> None:
    told = paragraphs(LEAD, SECOND, THIRD, LEAD.replace("river", "canal"))
    title = "<h1>Bridge opens over the river</h1>"
    html = f"<html><body>{title}<div class='{name}'>{told}</div></body></html>"
    assert texts(read_page(html))[:3] == [LEAD, SECOND, THIRD]


def test_notice_in_the_place_of_the_text_is_not_read(read_page: ReadPage) -> None:
    notice = "We and our partners store data on your device to measure what you read."
    walls = "".join(f"<p>{notice} Vendor {number}.</p>" for number in range(6))
    title = "<h1>Bridge opens over the river</h1>"
    html = f"<html><body>{title}<div class='consent-wall'>{walls}</div></body></html>"
    with pytest.raises(UnreadableArticle) as refusal:
        read_page(html)
    assert refusal.value.reason == "no-text"


def test_advert_between_paragraphs_is_left_out(read_page: ReadPage, page: Page) -> None:
    advert = (
        '<div class="ad advert"><p>Advertisement</p>'
        "<p>Save 40 percent on winter tyres. Offer ends soon.</p></div>"
    )
    body = paragraphs(LEAD) + advert + paragraphs(SECOND, THIRD)
    assert texts(read_page(page(body=body))) == [LEAD, SECOND, THIRD]
