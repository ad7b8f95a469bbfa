"""Words printed around the headline: tree in, short texts out, with their distance.

Pages without any metadata still print their date and authors beside the headline.
Navigation, comments and teasers of other articles are left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from lxml import etree

from transforms.articles.lines import fold
from transforms.articles.trees import LINE_CHARACTERS_MAX, text_of

TEXTS_MAX = 45
"""Texts looked at after the headline; half as many before it. The opening lines of
867 pages measured print their date within 60."""

CHARACTERS_MAX = 120
"""A longer text is a sentence of the article."""

HEADINGS_MAX = 200
NAMES_CHARACTERS_MAX = 300
LEAD_CHARACTERS_MAX = 25
TITLE_CHARACTERS_MAX = 400

_ASIDE_TAGS = frozenset(
    {"script", "style", "noscript", "template", "nav", "footer", "aside", "form"}
    | {"svg", "select", "button", "iframe"}
)
_ASIDE_NAMES = re.compile(
    r"comment|related|sidebar|(?<!post-)(?<!entry-)(?<!article-)footer|widget|recommend|most-?read|popular|promo"
    r"|newsletter|kommentar|weather|similar|trending|listing"
)
# WordPress lists an article's tags and categories among its classes, layouts say what
# a page has, and page builders call everything a widget: "tag-promo", "has-sidebar",
# "content-sidebar-wrap", "elementor-widget-heading".
_DESCRIPTIVE = re.compile(
    r"(?:tag|category|has|with|no|is|js|type|format|status|layout|grid|col)[-_]"
    r"|elementor-|content[-_]|[\w-]{1,60}[-_](?:with|has|no)[-_]"
)
HOLDERS_MAX = 6
"""Elements around one that are asked for their names: a teaser is rarely built of
more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One short text, or one ``time`` element with what it shows."""

    text: str
    element: etree._Element
    """What prints it: the innermost element around it."""
    lead: str
    """The text right before it in its own line, cut short: ``Updated:``."""
    distance: int
    """Texts between it and the headline; negative before the headline."""

    @property
    def nearness(self) -> int:
        """Smaller is nearer; what stands above a headline is rarely about it."""
        return 2 * -self.distance if self.distance < 0 else self.distance


def near_headline(
    tree: etree._Element, title: str | None, texts_max: int = TEXTS_MAX
) -> Iterator[Printed]:
    """Short texts of the page by distance from its headline, those after it first.

    At most ``texts_max`` after it, and half as many before it. The headline is the
    heading that reads like ``title``, or else the first one.
    """
    headline = find_headline(tree, title)
    own = fold(title or "")
    before: Iterator[Printed] = iter(())
    if headline is None:
        body = tree.find("body")
        after = _inside(tree if body is None else body)
    else:
        after = _after(headline)
        before = _number(_before(headline), own, -1)
    yield from islice(_number(after, own, 1), texts_max)
    yield from islice(before, texts_max // 2)


def find_headline(tree: etree._Element, title: str | None) -> etree._Element | None:
    """The heading that reads like ``title``, or the first of the highest level."""
    own = fold(title or "")
    first: etree._Element | None = None
    for tag in ("h1", "h2", "h3"):
        for element in islice(tree.iter(tag), HEADINGS_MAX):
            text = fold(text_of(element, TITLE_CHARACTERS_MAX)) if own else ""
            if text and (text.endswith(own) or (tag == "h1" and own in text)):
                return element
            if first is None and tag != "h3" and not in_aside(element):
                first = element
    return first


def is_aside(element: etree._Element) -> bool:
    """Whether an element, by its name, holds something other than the article."""
    if element.tag in _ASIDE_TAGS:
        return True
    if element.tag in ("html", "body", "article", "main"):
        return False
    number = (element.get("id") or "")[:NAMES_CHARACTERS_MAX]
    return _is_aside_name(class_of(element)) or _is_aside_name(number)


def class_of(element: etree._Element) -> str:
    """The beginning of an element's class names; the whole of them in practice."""
    return (element.get("class") or "")[:NAMES_CHARACTERS_MAX]


def in_aside(element: etree._Element) -> bool:
    """Whether an element or one of those around it ``is_aside``."""
    return is_aside(element) or any(
        map(is_aside, islice(element.iterancestors(), HOLDERS_MAX))
    )


@lru_cache(maxsize=4096)
def _is_aside_name(names: str) -> bool:
    lowered = names.lower()
    return _ASIDE_NAMES.search(lowered) is not None and any(
        _ASIDE_NAMES.search(name) and not _DESCRIPTIVE.match(name)
        for name in lowered.split()
    )


_Piece = tuple[str | None, etree._Element | None]


def _number(pieces: Iterator[_Piece], title: str, step: int) -> Iterator[Printed]:
    """Pieces that print something but the title, numbered away from the headline."""
    distance, lead, holder = 0, "", None
    for raw, element in pieces:
        if element is None:
            continue
        is_read = raw and len(raw) <= LINE_CHARACTERS_MAX and not raw.isspace()
        text = " ".join(raw.split()) if raw and is_read else ""
        is_time = element.tag == "time" and raw is element.text
        if not is_time and not 1 < len(text) <= CHARACTERS_MAX:
            continue
        if title and len(text) >= len(title) and title in fold(text):
            continue
        distance += step
        is_beside = step > 0 and holder is not None and _are_beside(holder, element)
        yield Printed(
            text=text,
            element=element,
            lead=lead if is_beside else "",
            distance=distance,
        )
        lead, holder = text[-LEAD_CHARACTERS_MAX:], element


def _are_beside(one: etree._Element, other: etree._Element) -> bool:
    """Whether two elements print on one line: in each other, or next to each other."""
    above, over = one.getparent(), other.getparent()
    return one is other or above is over or above is other or over is one


def _after(headline: etree._Element) -> Iterator[_Piece]:
    """The headline's own pieces, then those after it in document order."""
    yield from _inside(headline)
    node: etree._Element | None = headline
    while node is not None and node.tag != "body":
        parent = node.getparent()
        if parent is None:
            return
        yield node.tail, parent
        for sibling in node.itersiblings():
            yield from _inside(sibling)
            yield sibling.tail, parent
        node = parent


def _before(headline: etree._Element) -> Iterator[_Piece]:
    """The pieces before the headline, from there upwards."""
    node: etree._Element | None = headline
    while node is not None and node.tag != "body":
        parent = node.getparent()
        if parent is None:
            return
        for sibling in node.itersiblings(preceding=True):
            yield sibling.tail, parent
            # A header without the headline is the site's, with the day of the visit.
            if sibling.tag != "header":
                yield from _inside_backwards(sibling)
        yield parent.text, parent
        node = parent


def _inside(element: etree._Element) -> Iterator[_Piece]:
    if is_aside(element):
        return
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "end":
            if node is not element:
                yield node.tail, node.getparent()
        elif node is not element and is_aside(node):
            walk.skip_subtree()
        else:
            yield node.text, node


def _inside_backwards(element: etree._Element) -> Iterator[_Piece]:
    pending: list[tuple[etree._Element, bool]] = [(element, False)]
    while pending:
        node, is_left = pending.pop()
        if is_left:
            yield node.text, node
            continue
        if node is not element:
            yield node.tail, node.getparent()
        if not is_aside(node):
            pending.append((node, True))
            pending.extend((child, False) for child in node)
