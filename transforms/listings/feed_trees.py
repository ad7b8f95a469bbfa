"""The text of an XML feed, however broken, to a tree: between decoding and items.

What breaks feeds is mended in the text before lxml sees it: junk before the root,
HTML's entities, bare ampersands, open CDATA, control characters. No document type
is kept, so no entity of a feed's own is ever expanded (billion laughs, XXE).
"""

import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MENDED = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|<(?![A-Za-z/!?_\u00c0-\uffff])"
    # Feeds with escaped HTML are full of XML's own entities: not worth a call each.
    r"|&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)"
    r"(?:[A-Za-z][A-Za-z0-9]{1,31};)?",
    re.DOTALL,
)
_ITEM_TAG = re.compile(r"<(/?)(item|entry)(?=[\s>/])(?![^<>]{0,500}/>)", re.IGNORECASE)
_DECLARATION_INSIDE = re.compile(r"<\?xml\s[^<>]{0,500}\?>", re.IGNORECASE)
_NAME = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
# Markup that belongs to no feed format: what deep nesting is made of.
_FOREIGN_TAG = re.compile(
    r"</?(?:a|b|big|blockquote|center|code|dd|div|dl|dt|em|font|h[1-6]|i|li|ol|p|pre|s|"
    r"small|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)


def without_prolog(text: str) -> str:
    """``text`` from its root element on: no declaration, comments, document type."""
    place = text.find("<")
    while place >= 0:
        if text.startswith("<!--", place):
            end = text.find("-->", place)
        elif text.startswith("<?", place):
            end = text.find("?>", place)
        elif text.startswith("<!", place):
            end = _end_of_document_type(text, place)
        elif _NAME.match(text, place):
            return text[place:]
        else:
            end = place
        place = text.find("<", end + 1) if end >= 0 else -1
    return ""


def root_name(text: str) -> str:
    """The local name, lower case, of the element that ``text`` starts with."""
    found = _NAME.match(text)
    return found[2].lower() if found else ""


def parse_tree(text: str) -> "etree._Element | None":
    """The tree of a feed without its prolog; None where nothing is left of it."""
    tree, complaints = _recovered(text)
    if not complaints:
        return tree
    # Mending costs more than parsing, and nine feeds in ten do not need it.
    mended = _MENDED.sub(_mend, _DECLARATION_INSIDE.sub("", _ILLEGAL.sub("", text)))
    tree, complaints = _recovered(mended)
    # libxml2 stops at 2048 levels, and does not recover there.
    if any("depth" in complaint for complaint in complaints):
        flatter = "".join(_closing_items(_FOREIGN_TAG.sub(" ", mended)))
        tree, _ = _recovered(flatter)
    return tree


def _closing_items(text: str) -> Iterator[str]:
    """``text`` with each item closed before the next one opens."""
    open_name, place = "", 0
    for tag in _ITEM_TAG.finditer(text):
        yield text[place : tag.start()]
        place = tag.start()
        if open_name and not tag[1]:
            yield f"</{open_name}>"
        open_name = "" if tag[1] else tag[2]
    yield text[place:]


def _recovered(text: str) -> "tuple[etree._Element | None, list[str]]":
    """The tree as far as libxml2 can build one, and its complaints."""
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        huge_tree=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        tree = None
    return tree, [entry.message for entry in parser.error_log]


def _end_of_document_type(text: str, start: int) -> int:
    end, subset = text.find(">", start), text.find("[", start)
    if 0 <= subset < end:
        end = text.find(">", text.find("]", subset))
    return end


def _mend(found: "re.Match[str]") -> str:
    piece = found[0]
    if piece.startswith("<![CDATA["):
        if piece.endswith("]]>"):
            return piece
        # Never closed: everything to the end of the feed would be this text.
        return _MENDED.sub(_mend, piece.replace("<![CDATA[", ""))
    if piece == "<":
        return "&lt;"
    if piece == "&":
        return "&amp;"
    return _reference(piece)


def _reference(piece: str) -> str:
    """An HTML entity as its character; what is no entity as the text it shows."""
    char = html5.get(piece[1:])
    return f"&amp;{piece[1:]}" if char is None else char.replace("&", "&amp;")
