"""The body of a page: tree in, lead, paragraphs and section headings out.

trafilatura, in its precision mode, decides which part of the page is the article;
``blocks`` then settles what of that is told to readers. Another reader of bodies
takes this module's place by offering the same ``read``.
"""

import logging
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from transforms.articles.blocks import Frame, Kind, Run, tidy
from transforms.articles.lines import fold
from transforms.articles.trees import text_of
from transforms.records import Block

_FOREIGN = (
    "//figure|//figcaption"
    "|//blockquote[contains(@class,'twitter-') or contains(@class,'instagram-media')"
    " or contains(@class,'tiktok-embed') or contains(@class,'bluesky-embed')]"
)
"""Words of others: captions, and posts that scripts turn into widgets."""

CHARACTERS_MIN = 25
"""A shorter body is what is left of a page whose text scripts would have loaded."""

RESCUED_CHARACTERS_MIN = 250
"""Below it the second, less precise reading finds menus and notices (consent, login)
rather than articles."""

PROSE_CHARACTERS_MIN = 80
"""A shorter paragraph may be a caption, a teaser or a notice."""

# Precise or not, with the page's menus or not, and the share of the page's prose
# that settles it. Without its menus a page of the LA Times (2024) made trafilatura
# lose two thirds of the article; most pages are read better so.
_ATTEMPTS = ((True, False, 0.35), (True, True, 0.0), (False, False, 0.0))

_LINKED_SHARE = 0.9
_LINKED_ITEMS_MIN = 2
_LIST_CHARACTERS_MAX = 20_000
_LINKS_MAX = 100

# The names that trafilatura gives to what it keeps.
_HEADING = "head"
_LINE_BREAK = "lb"
_SKIPPED = frozenset({"table", "graphic"})
_BLOCKS = frozenset({"head", "p", "item", "quote", "list", "div", "body"}) | _SKIPPED


def read(
    tree: HtmlElement, titles: tuple[str, ...], authors: tuple[str, ...]
) -> tuple[Block, ...]:
    """The article's blocks, the lead first; empty where the page has no text.

    ``titles`` are the wordings of the page's title: none of them is repeated in the
    body, and neither are ``authors``. ``tree`` is left as it was.
    """
    frame = Frame(titles=titles, authors=authors, bold_lines=_bold_lines(tree))
    told = sum(map(len, filter(_is_prose, map(text_of, tree.iter("p")))))
    best: tuple[Block, ...] = ()
    for is_precise, has_menus, share in _ATTEMPTS:
        page = tree if has_menus else _without_menus(tree)
        blocks = _blocks(page, frame, is_precise)
        best = max(best, blocks, key=_characters)
        if _characters(best) >= max(CHARACTERS_MIN, share * told):
            return best
    return best if _characters(best) >= RESCUED_CHARACTERS_MIN else ()


def _blocks(tree: HtmlElement, frame: Frame, is_precise: bool) -> tuple[Block, ...]:
    body = _main_element(tree, is_precise)
    return () if body is None else tidy(_runs(body), frame)


def _characters(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text) for block in blocks)


def _is_prose(text: str) -> bool:
    return len(text) >= PROSE_CHARACTERS_MIN


def _without_menus(tree: HtmlElement) -> HtmlElement:
    """A copy without the lists that lead to other articles ("More on this story")."""
    pruned = deepcopy(tree)
    for element in list(pruned.iter("ul", "ol")):
        if len(element) >= _LINKED_ITEMS_MIN and _is_menu(element):
            element.drop_tree()
    return pruned


def _is_menu(element: HtmlElement) -> bool:
    links = list(islice(element.iter("a"), _LINKS_MAX))
    linked = sum(len(text_of(link)) for link in links)
    total = len(text_of(element, _LIST_CHARACTERS_MAX))
    is_long = len(links) == _LINKS_MAX
    return linked > 0 and (is_long or linked >= _LINKED_SHARE * total)


def _bold_lines(tree: HtmlElement) -> frozenset[str]:
    """Paragraphs all in bold, folded: headings to readers, if not to the markup."""
    return frozenset(
        fold(text_of(bold))
        for bold in tree.iter("b", "strong")
        if (holder := bold.getparent()) is not None
        and holder.tag in ("p", "div", "span", "font")
        and len(holder) == 1
        and not (holder.text or "").strip()
        and not (bold.tail or "").strip()
    )


def _main_element(tree: HtmlElement, is_precise: bool) -> etree._Element | None:
    # It logs every page without text; the error that follows says so too.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found = bare_extraction(
        tree,
        favor_precision=is_precise,
        include_comments=False,
        include_tables=False,
        prune_xpath=_FOREIGN,
    )
    return found.body if isinstance(found, Document) else None


def _runs(body: etree._Element) -> Iterator[Run]:
    """Runs of text in document order, cut where a block begins or ends."""
    kind: Kind = "paragraph"
    pieces: list[str] = []
    skipped = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        is_start = event == "start"
        if element.tag in _SKIPPED:
            skipped += 1 if is_start else -1
        if _is_block(element):
            yield Run(kind=kind, text="".join(pieces))
            pieces = []
            kind = "heading" if is_start and element.tag == _HEADING else "paragraph"
        elif is_start and element.tag == _LINE_BREAK:
            pieces.append("\n")
        text = element.text if is_start else element.tail
        if text and not skipped and not (element is body and not is_start):
            pieces.append(text.replace("\n", " "))
    yield Run(kind=kind, text="".join(pieces))


def _is_block(element: etree._Element) -> bool:
    if element.tag == "code":
        parent = element.getparent()
        return parent is not None and parent.tag not in ("p", "item")
    return element.tag in _BLOCKS
