"""Dates of pages that have no other: a page in, dates as text out, the best first.

In scripts, in brackets of a summary, near the headline though of a change, or far from
any headline. Asked only where ``dates.stated`` finds nothing.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from transforms.articles.dates import (
    CHANGED,
    DATE_MARKUP,
    HAS_YEAR,
    STATEMENT_CHARACTERS_MAX,
    WORDY_CHARACTERS_MAX,
    Page,
    is_in_menu,
)
from transforms.articles.trees import text_of
from transforms.articles.vicinity import CHARACTERS_MAX, class_of, near_headline

FAR_TEXTS_MAX = 5_000
"""Elements looked at where a page has no date near its headline."""

SCRIPT_CHARACTERS_MAX = 2_000_000


_IN_SCRIPT = re.compile(
    r"(?:date_?published|published_?(?:at|on|date|time)|publish_?(?:date|time)"
    r"|publishing_?date|publication_?date|pub_?date|created_?at|show_?date)"
    r"[\"']?\s{0,4}[:=(]\s{0,4}[\"']"
    r"((?:19|20)\d\d([-/])\d\d\2\d\d[\dT:.Z+ -]{0,30})[\"']",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\(([^()]{6,60})\)")


def last_resorts(page: Page) -> Iterator[str]:
    """Dates of pages that have no other: in scripts, or printed and of a change."""
    room = SCRIPT_CHARACTERS_MAX
    for script in page.tree.iter("script"):
        text = (script.text or "")[:room]
        room -= len(text)
        yield from (found[1] for found in _IN_SCRIPT.finditer(text))
    for text in page.statements.all_meta("description", "og:description"):
        yield from (found[1] for found in _IN_BRACKETS.finditer(text))
    for printed in near_headline(page.tree, page.title):
        is_statement = len(printed.text) <= WORDY_CHARACTERS_MAX
        if is_in_menu(printed.element):
            continue
        if is_statement and HAS_YEAR.search(printed.text):
            yield printed.text
    yield from _far_texts(page.tree)


def _far_texts(tree: etree._Element) -> Iterator[str]:
    """Dates far from any headline: first those whose markup says that they are dates,
    as on pages of several posts, then what tells of the last change, as wikis do."""
    body = tree.find("body")
    elements = () if body is None else body.iter("p", "div", "span", "li", "small")
    dated = [
        (element, text)
        for element in islice(elements, FAR_TEXTS_MAX)
        if HAS_YEAR.search(text := text_of(element, CHARACTERS_MAX))
        and len(text) < CHARACTERS_MAX
    ]
    for element, text in dated:
        is_date = len(text) <= STATEMENT_CHARACTERS_MAX and not CHANGED.search(text)
        if is_date and DATE_MARKUP.search(class_of(element)):
            yield text
    yield from (text for _, text in dated if CHANGED.search(text))
