"""A page cut into lines: tree in, segments with their places out.

One walk over the tree, whose cost grows with the page and nothing else. Nothing is
judged here but what no reader sees (scripts, templates, drawings).
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from lxml import etree
from lxml.html import HtmlElement

from transforms.articles import roles
from transforms.articles import segments as marks
from transforms.articles.segments import Page, Place, Segment

UNSEEN = frozenset(
    {"script", "style", "template", "head", "svg", "math", "iframe", "title", "param"}
    | {"object", "embed", "canvas", "video", "audio", "select", "textarea", "map"}
    | {"datalist", "rt", "rp", "button", "frameset", "noframes", "applet"}
)
"""Elements whose text is not told on the page; ``rt`` and ``rp`` say how to read
aloud the characters beside them (HTML section 4.5.11). ``noscript`` is not among
them: Blogger (2020) keeps whole articles there."""

INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del"}
    | {"dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "q"}
    | {"ruby", "rb", "s", "samp", "small", "span", "strike", "strong", "sub", "sup"}
    | {"time", "tt", "u", "var", "wbr", "input", "picture", "source", "meta", "link"}
    | {"output", "meter", "progress", "rtc"}
)
_BOLD = frozenset({"b", "strong"})
_UNSEEN_BLOCKS = frozenset({"iframe", "video", "audio", "object", "select", "textarea"})

_FLAG_OF_TAG = {
    "nav": marks.NAV,
    "menu": marks.NAV,
    "aside": marks.ASIDE,
    "footer": marks.FOOTER,
    "header": marks.HEADER,
    "article": marks.ARTICLE,
    "main": marks.MAIN,
    "figure": marks.FIGURE,
    "figcaption": marks.CAPTION,
    "caption": marks.CAPTION,
    "table": marks.TABLE,
    "blockquote": marks.QUOTE,
    "form": marks.FORM,
    "dialog": marks.DIALOG,
    "p": marks.PARAGRAPH,
    "li": marks.ITEM,
    **dict.fromkeys(("ul", "ol", "dl"), marks.LIST),
    **dict.fromkeys(("td", "th"), marks.CELL),
    **{f"h{rank}": marks.HEADING for rank in range(1, 7)},
}
_FLAG_OF_ROLE = {
    "navigation": marks.NAV,
    "menu": marks.NAV,
    "complementary": marks.ASIDE,
    "contentinfo": marks.FOOTER,
    "banner": marks.HEADER,
    "article": marks.ARTICLE,
    "main": marks.MAIN,
    "dialog": marks.DIALOG,
    "alertdialog": marks.DIALOG,
    "search": marks.FORM,
    "heading": marks.HEADING,
}
_OWN = marks.HEADING | marks.PARAGRAPH | marks.ITEM | marks.CELL
"""Flags that an element does not hand down to the elements inside it."""

_FURNITURE = marks.NAV | marks.FOOTER
"""Nothing inside is ever the article's: what it is called does not matter."""

_EMBED = re.compile(
    r"\b(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed"
    r"|fb-post|reddit-embed-bq|mastodon-embed)\b"
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_FOR_READERS = re.compile(
    r"\b(?:sr-only|visually-?hidden|screen-?reader(?:-text|s)?|visuallyHidden)\b"
)
_NAMING = frozenset(
    {"class", "id", "itemprop", "role", "data-component", "data-testid", "data-qa"}
    | {"data-type", "data-module", "data-block", "data-name", "itemtype"}
)
_POST = re.compile(
    r"\bliveBlogUpdate\b|\blive-?(?:blog|ticker|feed)[-_]*(?:post|item|entry|update)\b",
    re.IGNORECASE,
)
_NAMES_MAX = 300

Marked: TypeAlias = Mapping[etree._Element, int]
_UNMARKED: Marked = {}


def cut(tree: HtmlElement, marked: Marked = _UNMARKED) -> Page:
    """The page in segments; ``tree`` is left as it was.

    ``marked`` elements are blocks, whatever their tag, and have its flags. An inline
    one that is unwanted is passed over: it stands amid a line that is not.
    """
    cutter = _Cutter(marked)
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            cutter.end(element)
        elif _is_unseen(element) or cutter.is_amid(element):
            walk.skip_subtree()
            cutter.pass_over(element)
        else:
            cutter.start(element)
    return cutter.page


def _is_unseen(element: etree._Element) -> bool:
    tag = element.tag
    if tag in UNSEEN or not isinstance(tag, str):
        return True
    if tag not in INLINE:
        return False
    # Words for screen readers amid the text: "(opens in a new window)".
    names = element.get("class")
    return names is not None and _FOR_READERS.search(names[:_NAMES_MAX]) is not None


class _Cutter:
    """The state of the walk: open block elements, and the line being gathered."""

    def __init__(self, marked: Marked) -> None:
        self.page = Page()
        self._marked = marked
        self._open: list[tuple[etree._Element, Place]] = []
        self._signatures: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        self._unseen: etree._Element | None = None
        self._links = self._bolds = self._line = 0
        self._pieces: list[str] = []
        self._linked = self._bold = self._link_count = 0

    def is_amid(self, element: etree._Element) -> bool:
        """Whether ``element`` is unwanted, and part of a line."""
        flags = self._marked.get(element, 0) if self._marked else 0
        return bool(flags & marks.UNWANTED) and element.tag in INLINE

    def pass_over(self, element: etree._Element) -> None:
        self._unseen = element
        if element.tag in _UNSEEN_BLOCKS:
            self._flush()

    def start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag == "br":
            self._break()
        elif tag == "a":
            self._links += 1
            self._link_count += 1
        elif tag in _BOLD:
            self._bolds += 1
        elif self._is_block(tag) or element in self._marked:
            self._flush()
            self._enter(element)
        if element.text:
            self._say(element.text)

    def end(self, element: etree._Element) -> None:
        if element is self._unseen:
            self._unseen = None
        elif element.tag == "a":
            self._links -= 1
        elif element.tag in _BOLD:
            self._bolds -= 1
        elif self._open and element is self._open[-1][0]:
            self._flush()
            self._open.pop()
        if element.tail and self._open:
            self._say(element.tail)

    def _is_block(self, tag: str) -> bool:
        if tag in INLINE:
            return False
        # Elements of a site's own making are shown inline unless its styles say
        # otherwise (CSS 2.2 section 9.2.4); amid a sentence they are.
        is_own = "-" in tag and self._open
        return not (is_own and self._open[-1][1].flags & marks.PARAGRAPH)

    def _say(self, text: str) -> None:
        self._pieces.append(text)
        if self._links or self._bolds:
            length = len(" ".join(text.split()))
            self._linked += length if self._links else 0
            self._bold += length if self._bolds else 0

    def _break(self) -> None:
        """A line break ends a line, but not a heading."""
        if self._open and self._open[-1][1].flags & marks.HEADING:
            self._pieces.append(" ")
        else:
            self._put()
            self._line += 1

    def _flush(self) -> None:
        self._put()
        self._line = 0

    def _put(self) -> None:
        text = " ".join("".join(self._pieces).split())
        if text and self._open:
            segment = Segment(
                text=text,
                place=self._open[-1][1],
                linked=min(self._linked, len(text)),
                links=self._link_count,
                bold=min(self._bold, len(text)),
                line=self._line,
            )
            self.page.segments.append(segment)
        self._pieces = []
        self._linked = self._bold = self._link_count = 0

    def _enter(self, element: etree._Element) -> None:
        around = self._open[-1][1] if self._open else None
        is_furniture = around is not None and around.flags & _FURNITURE
        names, role, is_hidden = ("", "", False) if is_furniture else _names(element)
        tag = str(element.tag)
        words, named_roles, named_flags = _named(tag, names)
        flags = _FLAG_OF_TAG.get(tag, 0) | _FLAG_OF_ROLE.get(role, 0)
        flags |= named_flags | (marks.HIDDEN if is_hidden else 0)
        flags |= self._marked.get(element, 0)
        key = (around.words if around is not None else (), words)
        place = Place(
            number=len(self.page.places),
            parent=around.number if around is not None else 0,
            depth=around.depth + 1 if around is not None else 0,
            tag=tag,
            flags=flags | (around.flags & ~_OWN if around is not None else 0),
            words=words,
            roles=named_roles,
            signature=self._signatures.setdefault(key, len(self._signatures)),
        )
        self.page.places.append(place)
        self._open.append((element, place))


def _names(element: etree._Element) -> tuple[str, str, bool]:
    """What the element is called, its role, and whether it says it is hidden."""
    names, role, is_hidden = [], "", False
    for name, value in element.items():
        if name in _NAMING:
            names.append(value[:_NAMES_MAX])
            role = value if name == "role" else role
        elif name == "style":
            is_hidden = is_hidden or bool(_HIDING.search(value[:_NAMES_MAX]))
        elif name == "hidden":
            is_hidden = True
    return " ".join(names), role, is_hidden


@lru_cache(maxsize=8192)
def _named(tag: str, names: str) -> tuple[tuple[str, ...], int, int]:
    """Words, roles and flags of an element, by its tag and names."""
    named = roles.read(names)
    flags = marks.EMBED if _EMBED.search(names) else 0
    flags |= marks.BODY if "articleBody" in names else 0
    flags |= marks.POST if _POST.search(names) else 0
    return (f"<{tag}>", *named.words), named.roles, flags
