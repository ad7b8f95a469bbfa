"""A source file's selectors say what is where on its publisher's pages."""

from collections.abc import Callable
from datetime import date

import pytest

from transforms.articles import selectors, trees
from transforms.records import Article

ReadPage = Callable[..., Article]

PAGE = """<html><body>
<div class=top><h1>Section front</h1><h2 class=hl>Bridge <i>opens</i> to walkers</h2>
<p class=by>By <a href=/a>Ann Lee</a> and <a href=/b>Bo Kim</a></p>
<p class=on>Printed on 20 March 2024</p></div>
<div id=story>
<p>Short.</p>
<p>The new bridge over the river opened on Wednesday after four years.</p>
<div class=box><p>Bridges of the county, a list of all that were built here.</p></div>
<p>People <span class=hint>(opens in a new window)</span> crossed it on foot.</p>
</div>
<div class=more><p>The ferry in the next town closes for good, its owner said today, and
nobody knows how people will get to work from there after the summer is over.</p></div>
</body></html>"""
CHOICE = {
    "title": "h2.hl",
    "authors": ".by a",
    "published": ".on",
    "body": "#story",
    "drop": ".box, .hint",
}


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def dated(article: Article) -> tuple[date | None, str]:
    return article.published_on, article.date_origin


def counts(article: Article) -> dict[str, int]:
    return {each.reason: each.blocks for each in article.dropped}


def test_what_the_selectors_find_is_believed(read_page: ReadPage) -> None:
    article = read_page(PAGE, selectors=CHOICE)
    assert article.title == "Bridge opens to walkers"
    assert article.authors == ("Ann Lee", "Bo Kim")
    assert (article.published_on, article.date_origin) == (
        date(2024, 3, 20),
        "selector",
    )
    assert texts(article) == [
        "Short.",
        "The new bridge over the river opened on Wednesday after four years.",
        "People crossed it on foot.",
    ]


def test_lines_that_the_selectors_leave_out_are_counted(read_page: ReadPage) -> None:
    assert counts(read_page(PAGE, selectors=CHOICE))["unselected"] == 6


def test_a_drop_selector_alone_leaves_the_rest_to_the_reader(
    read_page: ReadPage,
) -> None:
    article = read_page(PAGE, selectors={"drop": ".box, .more"})
    assert not any("ferry" in text or "county" in text for text in texts(article))
    assert "The new bridge" in " ".join(texts(article))


def test_a_selector_that_finds_nothing_is_counted_and_the_page_is_read_anyway(
    read_page: ReadPage,
) -> None:
    gone = {"title": "h6", "body": "#gone", "authors": ".gone", "drop": ".gone"}
    article = read_page(PAGE, selectors=gone)
    missed = {reason for reason, blocks in counts(article).items() if not blocks}
    assert missed == {"missed-title", "missed-body"}
    assert texts(article) == texts(read_page(PAGE))


@pytest.mark.parametrize(
    "markup",
    ["<time id=x datetime=2024-03-18T07:30Z>today", "<meta id=x content=2024-03-18>"],
)
def test_a_selected_element_states_its_date_in_an_attribute(
    read_page: ReadPage, page: Callable[..., str], markup: str
) -> None:
    article = read_page(page(above=markup), selectors={"published": "#x"})
    assert (article.published_on, article.date_origin) == (
        date(2024, 3, 18),
        "selector",
    )


def test_a_caption_and_a_table_of_data_inside_the_body_are_left_out(
    read_page: ReadPage,
) -> None:
    figure = "<figure><img><figcaption>The bridge at dawn.</figcaption></figure>"
    table = "<table><tr><td>2023<td>41</table>"
    article = read_page(
        PAGE.replace("<p>Short.", figure + table + "<p>Short."), selectors=CHOICE
    )
    assert counts(article)["caption"] == 1
    assert texts(article) == texts(read_page(PAGE, selectors=CHOICE))


def test_elements_are_those_of_the_tree_that_is_read() -> None:
    tree = trees.parse("<div><p>a<b>b</b>c<p class='x y'>d</div><p>e")
    chosen = selectors.choose(tree, {"body": "div > p:first-child + .y", "drop": "p"})
    assert list(chosen.elements["body"]) == tree.xpath("//p[2]")
    assert list(chosen.elements["drop"]) == tree.xpath("//p")
