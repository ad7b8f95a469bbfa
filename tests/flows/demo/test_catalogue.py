"""The packaged articles: how many, that they parse, and what they are rich in."""

import re
from collections import Counter
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from flows.demo.catalogue import Page, article_text, pages, publishers
from transforms.dated_text import parse, render

FIRST = pages(1)
SECOND = pages(2)
FOLDER = files("flows.demo").joinpath("articles")
FILES = sorted(
    f"{publisher.name}/{text.name.removesuffix('.txt')}"
    for publisher in FOLDER.iterdir()
    for text in publisher.iterdir()
)


def originals() -> tuple[Page, ...]:
    return tuple(page for page in FIRST if page.blocks and page.copy_of is None)


def test_there_are_forty_articles_six_copies_and_a_gallery() -> None:
    assert len(originals()) == 40
    assert sum(page.copy_of is not None for page in FIRST) == 6
    assert [page.key for page in FIRST if not page.blocks] == [
        "teliva-courier/pictures-the-water-leaves"
    ]
    assert len(FIRST) == len({page.key for page in FIRST}) == 47


def test_each_publisher_has_the_articles_that_the_package_says() -> None:
    counts = Counter(page.publisher.id for page in originals())
    assert counts == {
        "teliva-courier": 13,
        "danubia-wire": 11,
        "eastern-ledger": 8,
        "prut-observer": 8,
    }


def test_every_file_belongs_to_one_article() -> None:
    changed = [page.key + ".2" for page in SECOND if page.changed_at]
    assert sorted([page.key for page in originals()] + changed) == FILES


def test_no_two_articles_share_a_paragraph() -> None:
    texts = [block.text for page in originals() for block in page.blocks]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("name", FILES)
def test_file_is_a_dated_text_and_renders_back_to_its_bytes(name: str) -> None:
    text = article_text(name)
    parsed = parse(text)
    assert render(parsed.published_on, parsed.blocks) == text
    assert not re.search(r"(?m)^(## |\\|> )", text), "an ordinary article needs no mark"


@pytest.mark.parametrize("name", FILES)
def test_article_is_as_long_as_news_is(name: str) -> None:
    words = " ".join(block.text for block in parse(article_text(name)).blocks).split()
    assert 120 <= len(words) <= 350


@pytest.mark.parametrize("page", originals(), ids=lambda page: page.key)
def test_file_bears_the_day_on_which_its_publisher_published(page: Page) -> None:
    assert parse(article_text(page.key)).published_on == page.published_at.date()


@pytest.mark.parametrize("page", FIRST, ids=lambda page: page.key)
def test_page_is_published_in_march_2024_in_its_publishers_zone(page: Page) -> None:
    zone = ZoneInfo(page.publisher.timezone)
    assert page.published_at.tzinfo == zone
    assert (page.published_at.year, page.published_at.month) == (2024, 3)


@pytest.mark.parametrize("publisher", publishers(), ids=lambda publisher: publisher.id)
def test_pages_of_a_publisher_stand_in_order_of_publication(publisher: object) -> None:
    instants = [page.published_at for page in FIRST if page.publisher == publisher]
    assert instants == sorted(instants)


def test_copies_follow_their_originals_in_every_way_that_copies_do() -> None:
    by_key = {page.key: page for page in FIRST}
    told = {}
    for page in FIRST:
        if page.copy_of is None:
            continue
        original = by_key[page.copy_of]
        assert page.published_at > original.published_at
        told[page.key] = (
            page.blocks == original.blocks,
            page.title == original.title,
            page.canonical_page == original,
        )
        assert page.blocks == original.blocks[: len(page.blocks)]
    assert told == {
        "teliva-courier/eu-pledges-40-million-euros": (True, True, False),
        "teliva-courier/world-bank-credit-line": (True, True, True),
        "eastern-ledger/eu-pledges-40-million-euros-for-flooded-valley": (
            *(True, True),
            True,
        ),
        "eastern-ledger/twelve-of-40-million-euros-delivered": (False, True, False),
        "prut-observer/river-breaks-embankment": (True, True, False),
        "prut-observer/lozeni-bridge-tender": (True, False, False),
    }


def test_landslide_report_gains_a_paragraph_a_toll_and_a_sum() -> None:
    before, after = states("danubia-wire/landslide-hits-hartesti")
    added = [text for text in after if text not in before]
    assert len(after) == len(before) + 1
    assert before[0].startswith("At least two people were killed and seven are missing")
    assert added[0].startswith("At least four people were killed and five are missing")
    assert added[1].startswith("Two bodies were found at about 3 p.m.")
    assert added[2].startswith("The government released 9 million lei")
    assert len(added) == 3


def test_bridge_report_is_corrected_and_says_so() -> None:
    before, after = states("eastern-ledger/three-bids-for-lozeni-bridge")
    added = [text for text in after if text not in before]
    assert "asks €41.2m and 16 months, €3.8m less" in before[1]
    assert "asks €42.1m and 16 months, €2.9m less" in added[0]
    assert added[1].startswith("Correction, 28 March:")
    assert len(added) == 2


def states(key: str) -> tuple[list[str], list[str]]:
    (before,) = [page for page in FIRST if page.key == key]
    (after,) = [page for page in SECOND if page.key == key]
    return (
        [block.text for block in before.blocks],
        [block.text for block in after.blocks],
    )


@pytest.mark.parametrize(
    "wording",
    [
        *("$250 million", "€1.2bn", "3.5 million pounds", "200,000 hryvnias", "£3.5m"),
        *("between 40 and 45 million euros", "half a million dollars", "60,000 lei"),
        *("nine million Swiss francs", "20 million kroner", "8 million zlotys"),
        *("on Tuesday", "two days after", "since November", "last week", "next Sunday"),
        *("in the first quarter of 2023", "by 15 April", "the night before"),
        *("between 18 and 20 March", "until the end of the year", "in four weeks"),
        *("19 May", "in June 1979", "every spring", "Three people are now known"),
        *("27 people were injured", "Four people are still missing", "6,400 people"),
    ],
)
def test_articles_hold_this_wording(wording: str) -> None:
    assert any(wording in block.text for page in originals() for block in page.blocks)


def test_a_third_of_the_articles_have_headings() -> None:
    with_headings = [
        page.key
        for page in originals()
        if any(block.kind == "heading" for block in page.blocks)
    ]
    assert len(with_headings) >= 13
