"""The text of an XML listing, however broken, to a tree: from decoding to items.

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
    r"|<!--.*?(?:-->|\Z)"
    r"|<(?![A-Za-z/!?_\u00c0-\uffff])"
    # Feeds with escaped HTML are full of XML's own entities: not worth a call each.
    r"|&(?!(?:amp|lt|gt|quot|apos);)"
    r"(?:#\d{1,9};|#[xX][0-9A-Fa-f]{1,8};|[A-Za-z][A-Za-z0-9]{1,31};)?",
    re.DOTALL,
)
_TAG = re.compile(r"<[A-Za-z][^<>]{0,2000}>")
_UNQUOTED = re.compile(r"(\s[\w:.-]{1,50}=)([^\s\"'<>=]{1,1000}?)(?=\s|/?>)")
_ITEM_TAG = re.compile(r"<(/?)(item|entry)(?=[\s>/])(?![^<>]{0,500}/>)", re.IGNORECASE)
_ROOT_END = re.compile(
    r"</(?:\w{1,20}:)?(?:rss|rdf|feed|channel)\s{0,9}>", re.IGNORECASE
)
_EMBEDDED_ROOT = re.compile(
    r"<rss(?:\s[^<>]{0,5000})?>\s{0,50}<channel|<feed\s[^<>]{0,5000}xmlns",
    re.IGNORECASE,
)
# Of libxml2's complaints, those after which it drops or misplaces items. At 2048
# levels it stops for good.
_STRUCTURAL = ("depth", "Extra content", "mismatch", "AttValue", "attributes construct")
_DECLARATION_INSIDE = re.compile(r"<\?xml\s[^<>]{0,500}\?>", re.IGNORECASE)
_NAME = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
# Markup that belongs to no feed format: what deep nesting is made of.
_FOREIGN_TAG = re.compile(
    r"</?(?:a|b|big|blockquote|br|center|code|dd|div|dl|dt|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|"
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


def embedded_feed(text: str) -> str:
    """``text`` from a feed that starts within other markup; empty where none does."""
    found = _EMBEDDED_ROOT.search(text)
    return text[found.start() :] if found else ""


def parse_tree(text: str) -> "etree._Element | None":
    """The tree of a listing without its prolog; None where nothing is left of it."""
    # What follows the last tag of a body cut short may be half an address.
    text = text[: text.rfind(">") + 1]
    if root_name(text) in ("item", "entry"):
        text = f"<channel>{text}</channel>"
    tree, complaints = _recovered(text)
    if not complaints:
        return tree
    # Mending costs more than parsing, and nine feeds in ten do not need it.
    mended = mended_text(text)
    tree, complaints = _recovered(mended)
    if any(word in each for each in complaints for word in _STRUCTURAL):
        # Markup in a text, tags too many or too few: let items alone have structure.
        bare = _ROOT_END.sub("", _FOREIGN_TAG.sub(" ", _TAG.sub(_quoted, mended)))
        tree, _ = _recovered("".join(_closing_items(bare)))
    return tree


def mended_text(text: str) -> str:
    """``text`` with characters, references and sections that XML can hold."""
    legal = _DECLARATION_INSIDE.sub("", _ILLEGAL.sub("", text))
    return _MENDED.sub(_mend, legal)


def _closing_items(text: str) -> Iterator[str]:
    """``text`` with each item closed once, before the next one opens."""
    open_name, place = "", 0
    for tag in _ITEM_TAG.finditer(text):
        yield text[place : tag.start()]
        place = tag.start()
        if open_name and not tag[1]:
            yield f"</{open_name}>"
        elif tag[1] and not open_name:
            place = text.find(">", place) + 1 or len(text)
        open_name = "" if tag[1] else tag[2]
    yield text[place:]


def _quoted(tag: "re.Match[str]") -> str:
    return _UNQUOTED.sub(r'\1"\2"', tag[0]) if "=" in tag[0] else tag[0]


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
    for opening, closing in (("<![CDATA[", "]]>"), ("<!--", "-->")):
        if piece.startswith(opening):
            if piece.endswith(closing):
                return piece if opening == "<![CDATA[" else ""
            # Never closed: everything to the end of the feed would be in it.
            return _MENDED.sub(_mend, piece.replace(opening, ""))
    if piece == "<":
        return "&lt;"
    if piece == "&":
        return "&amp;"
    return _numeric(piece) if piece.startswith("&#") else _reference(piece)


def _numeric(piece: str) -> str:
    """A character reference, dropped where XML has no such character."""
    digits = piece[2:-1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    is_character = code in (9, 10, 13) or 0x20 <= code <= 0x10FFFF
    return piece if is_character and not _ILLEGAL.match(chr(code)) else ""


def _reference(piece: str) -> str:
    """An HTML entity as its character; what is no entity as the text it shows."""
    char = html5.get(piece[1:])
    return f"&amp;{piece[1:]}" if char is None else char.replace("&", "&amp;")
