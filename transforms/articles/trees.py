"""Page text to element tree, within bounds that keep every later step cheap.

The text of a page arrives; an lxml tree leaves, parsed once and read by metadata,
dating and bodies alike.
"""

import re

from lxml import etree

from transforms.errors import UnreadableArticle

CHARACTERS_MAX = 20_000_000
"""The largest of 867 news pages measured has 1.5 million."""

LINE_CHARACTERS_MAX = 2_000
"""A longer text is no title, name or date. Bounds the cost of elements that hold one
another, each with the whole page inside."""

ELEMENTS_MAX = 60_000
"""The largest of 867 news pages measured has 4,098."""

DEPTH_MAX = 256
"""Where libxml2 stops by default. The deepest of 867 news pages measured has 51
levels; reading a body takes time in the square of the depth."""

_count = etree.XPath("count(//*)")
_holds_too_deep = etree.XPath(f"boolean({'/*' * (DEPTH_MAX + 1)})")
"""Level by level, in C: recursion would end with the interpreter's stack."""

# HTML lets them in, but no lxml element takes them back (XML 1.0 section 2.2).
_NO_XML_CHARACTERS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NO_XML_REFERENCES = re.compile(
    r"&#(?:x0*(?:[1-8bcef]|1[\da-f]|fff[ef])(?:;|(?![\da-f]))"
    r"|0*(?:[1-8]|1[1245-9]|2\d|3[01]|6553[45])(?:;|(?!\d)))",
    re.IGNORECASE,
)


def parse(text: str) -> etree._Element:
    """The root element of the page; comments and processing instructions are gone.

    Raises:
        UnreadableArticle: ``no-text`` where no element is found, ``too-large`` and
            ``too-deep`` beyond the bounds above.
    """
    if len(text) > CHARACTERS_MAX:
        raise UnreadableArticle("too-large", f"{len(text)} characters")
    text = _NO_XML_REFERENCES.sub(" ", _NO_XML_CHARACTERS.sub(" ", text))
    # Bytes, as lxml refuses text that begins with an XML declaration.
    markup = text.encode("utf-8", "replace")
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(markup, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableArticle("no-text", f"no markup: {error}") from error
    if tree is None:
        raise UnreadableArticle("no-text", "no markup")
    _check_bounds(tree)
    return tree


def text_of(element: etree._Element, characters_max: int = LINE_CHARACTERS_MAX) -> str:
    """The words inside an element, white space collapsed; the beginning of many."""
    pieces: list[str] = []
    room = characters_max
    for piece in element.itertext():
        pieces.append(piece)
        room -= len(piece)
        if room <= 0:
            break
    return " ".join("".join(pieces).split())[:characters_max]


def _check_bounds(tree: etree._Element) -> None:
    if _holds_too_deep(tree):
        raise UnreadableArticle("too-deep", f"more than {DEPTH_MAX} levels")
    if _count(tree) > ELEMENTS_MAX:
        raise UnreadableArticle("too-large", f"more than {ELEMENTS_MAX} elements")
