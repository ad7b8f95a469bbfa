"""Pages in their layouts: every block is there, and metadata as each layout has it."""

import json
import re
from html import unescape

import pytest

from flows.demo.catalogue import Page, pages, publishers
from flows.demo.pages import LAYOUTS, NOTICE, render_page

ADDRESSES = {
    publisher.id: f"http://127.0.0.1:{8001 + n}/"
    for n, publisher in enumerate(publishers())
}
PAGES = {page.key: page for page in pages(1)}
READABLE = [page for page in PAGES.values() if page.blocks]


def html(page: Page) -> str:
    siblings = [other for other in PAGES.values() if other.publisher == page.publisher]
    content = render_page(page, siblings, ADDRESSES).body
    return content.decode(LAYOUTS[page.publisher.layout].charset)


def test_every_layout_is_in_use() -> None:
    assert {publisher.layout for publisher in publishers()} == set(LAYOUTS)


@pytest.mark.parametrize("page", READABLE, ids=lambda page: page.key)
def test_page_holds_its_blocks_in_order_and_says_that_it_is_invented(
    page: Page,
) -> None:
    text = unescape(re.sub(r"<[^>]+>", "\n", html(page)))
    positions = [text.rindex(block.text) for block in page.blocks]
    assert positions == sorted(positions)
    assert NOTICE in text


def test_semantic_page_describes_itself_in_json_ld() -> None:
    page = PAGES["teliva-courier/three-dead-as-search-goes-on-in-lozeni"]
    script = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', html(page)
    )
    assert script is not None
    described = json.loads(script[1])
    assert described["datePublished"] == "2024-03-06T00:35:00+02:00"
    assert [author["name"] for author in described["author"]] == [
        "Ana Rusnac",
        "Mihail Dobre",
    ]


def test_copy_with_rel_canonical_names_the_agency() -> None:
    copy = PAGES["teliva-courier/world-bank-credit-line"]
    original = PAGES["danubia-wire/world-bank-approves-250-million-credit-line"]
    link = f'<link rel="canonical" href="{original.url(ADDRESSES)}">'
    assert link in html(copy)
    assert original.url(ADDRESSES) != copy.url(ADDRESSES)


def test_copy_without_rel_canonical_names_itself() -> None:
    copy = PAGES["prut-observer/river-breaks-embankment"]
    assert f'<link rel="canonical" href="{copy.url(ADDRESSES)}">' in html(copy)


def test_table_page_calls_itself_latin_1_and_holds_windows_1252() -> None:
    page = PAGES["prut-observer/eufrosina-balan-who-listened-to-rivers"]
    content = render_page(page, [page], ADDRESSES).body
    assert b"charset=iso-8859-1" in content
    assert b"\x93one pair of trousers" in content


def test_one_page_states_no_date_anywhere() -> None:
    page = PAGES["prut-observer/how-to-claim-flood-compensation"]
    assert "2024" not in html(page)
    undated = [page.key for page in READABLE if not page.states_date]
    assert undated == [page.key]


def test_gallery_has_no_text_outside_its_script_and_title() -> None:
    gallery = html(PAGES["teliva-courier/pictures-the-water-leaves"])
    body = re.sub(r"(?s)<script>.*?</script>", "", gallery.partition("<body>")[2])
    assert not re.sub(r"<[^>]+>", "", body).strip()


def test_addresses_look_like_those_of_real_sites() -> None:
    paths = {page.publisher.id: page.path for page in PAGES.values()}
    assert paths == {
        "teliva-courier": "/2024/03/31/cup-final-orvideni-zarnova",
        "danubia-wire": "/story/landslide-hits-hartesti-88860.html",
        "eastern-ledger": "/news/valley-bank-cuts-rate-on-flood-loans-41333",
        "prut-observer": "/article.php?id=3081",
    }
