"""Words printed around the headline: tree in, short texts out, the nearest first.

Pages without any metadata still print their date and authors beside the headline.
Navigation, comments and teasers of other articles are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from transforms.articles.lines import fold
from transforms.articles.trees import text_of

TEXTS_MAX = 80
"""Texts looked at after the headline; half as many before it. The opening lines of
867 pages measured print their date within 60."""

CHARACTERS_MAX = 120
"""A longer text is a sentence of the article."""

_ASIDE_TAGS = frozenset(
    {"script", "style", "noscript", "template", "nav", "footer", "aside", "form", "svg"}
)
_ASIDE_NAMES = re.compile(
    r"comment|related|sidebar|footer|widget|recommend|most-?read|popular|promo"
    r"|newsletter|kommentar|weather",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One short text and the element that prints it."""

    text: str
    element: etree._Element


def near_headline(tree: HtmlElement, title: str | None) -> Iterator[Printed]:
    """Short texts of the page by distance from its headline, those after it first.

    The headline is the heading that reads like ``title``, or else the first one.
    """
    printed = list(_printed(tree))
    at = _headline_position(printed, fold(title or ""))
    yield from printed[at : at + TEXTS_MAX]
    yield from reversed(printed[max(0, at - TEXTS_MAX // 2) : at])


def is_aside(element: etree._Element) -> bool:
    """Whether an element, by its name, holds something other than the article."""
    if element.tag in _ASIDE_TAGS:
        return True
    if element.tag in ("html", "body", "article", "main"):
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_ASIDE_NAMES.search(names))


def _printed(tree: HtmlElement) -> Iterator[Printed]:
    body = tree.find("body")
    walk = etree.iterwalk(tree if body is None else body, events=("start", "end"))
    for event, element in walk:
        is_start = event == "start"
        if is_start and is_aside(element):
            walk.skip_subtree()
            continue
        text = " ".join(((element.text if is_start else element.tail) or "").split())
        if 1 < len(text) <= CHARACTERS_MAX:
            yield Printed(text=text, element=element)
        elif is_start and element.tag in ("h1", "h2", "h3"):
            yield Printed(text="", element=element)


def _headline_position(printed: list[Printed], title: str) -> int:
    headings = [
        (position, item.element)
        for position, item in enumerate(printed)
        if item.element.tag in ("h1", "h2", "h3")
    ]
    for position, element in headings:
        if title and fold(text_of(element)).endswith(title):
            return position
    firsts = (pos for tag in ("h1", "h2") for pos, e in headings if e.tag == tag)
    return next(firsts, 0)
