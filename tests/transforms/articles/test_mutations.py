"""Pages broken in every way are read or refused, never answered with a crash."""

from collections import Counter
from random import Random

import pytest

from tests.benchmarks.mutations import CHANGES, READ, Change, mutant

MUTANTS_PER_PAGE = 50

PROSE = (
    "<p>The new bridge over the river opened on Wednesday after four years of work.</p>"
    "<p>About two thousand people crossed it on foot before the first cars did.</p>"
    "<h2>What comes next</h2>"
    "<p>The mayor said that the old ferry would keep running until the summer ends.</p>"
)
LINKED = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": ['
    '{"@type": "WebPage", "@id": "#page", "inLanguage": "en-GB"},'
    '{"@type": "NewsArticle", "headline": "Bridge opens", "author": [{"@id": "#ann"}],'
    ' "datePublished": "2024-03-20T10:15:00+01:00", "mainEntityOfPage": "#page"},'
    '{"@type": "Person", "@id": "#ann", "name": "Ann Lee"}]}</script>'
)
PAGES = {
    "stated": (
        f"<!doctype html><html lang=en><head><meta charset=utf-8>{LINKED}"
        '<title>Bridge opens | Example News</title><link rel=canonical href="/bridge">'
        '<meta property="og:title" content="Bridge opens"><base href="/region/">'
        f"</head><body><article><h1>Bridge opens</h1>{PROSE}</article></body></html>"
    ),
    "printed": (
        "<html><head><title>Bridge opens</title></head><body><nav><a href=/>Home</a>"
        "</nav><div class=content><h1><span>Region</span> Bridge opens</h1>"
        '<p class=byline>By <a href="/author/ann">Ann Lee</a> on 20/03/2024 10:15</p>'
        f"<time datetime=2024-03-20>20 March</time>{PROSE}</div>"
        "<aside><h3>More</h3><ul><li><a href=/b>Ferry</a></ul></aside></body></html>"
    ),
    "microdata": (
        "<div itemscope itemtype='https://schema.org/Article'><h1 itemprop=headline>"
        "Міст відкрили</h1><span itemprop=author itemscope><b itemprop=name>Анна Лі</b>"
        "</span><meta itemprop=datePublished content='2024-03-20'>"
        f"<div itemprop=articleBody>{PROSE}<p>Новий міст через річку відкрили в середу"
        " після чотирьох років будівництва, повідомив міський голова.</p></div></div>"
    ),
    "table": (
        "<html><body><table><tr><td><font size=6>Bridge opens</font><br>20.03.2024<br>"
        f"<b>Ann Lee</b><br><br>{PROSE.replace('p>', 'font>')}</td><td>橋が開通した。"
        "四年の工事を経て、水曜日に新しい橋が開通した。</td></tr></table></body></html>"
    ),
    "notice": "<html><head><title>Page not found</title></head><body>Gone.</body>",
    "bare": "Bridge opens & nothing else is here",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_broken_page_is_read_or_refused_with_a_reason(name: str) -> None:
    page = PAGES[name].encode()
    for number in range(MUTANTS_PER_PAGE):
        outcome = mutant(page, 1, number).outcome()
        assert not outcome.startswith("!"), f"mutant {number} of {name}: {outcome}"


def test_most_mutants_of_an_article_are_still_read() -> None:
    page = PAGES["stated"].encode()
    outcomes = Counter(
        mutant(page, 2, number).outcome() for number in range(MUTANTS_PER_PAGE)
    )
    assert outcomes[READ] > MUTANTS_PER_PAGE // 3


def test_a_mutant_is_the_same_each_time_and_its_neighbour_another() -> None:
    page = PAGES["stated"].encode()
    assert mutant(page, 1, 7) == mutant(page, 1, 7)
    assert mutant(page, 1, 7).body != mutant(page, 1, 8).body
    assert mutant(page, 1, 7).body != mutant(page, 2, 7).body


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_takes_any_bytes(change: Change) -> None:
    for body in (b"", b"<", b"\xff\xfe\0", b"<p>x</p>"):
        assert isinstance(change(body, Random(1)), bytes)
