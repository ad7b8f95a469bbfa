"""A page cut into lines: tree in, segments with their places out.

One walk over the tree, whose cost grows with the page and nothing else. Nothing is
judged here but what no reader sees (scripts, templates, drawings).
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

from transforms.articles import segments as marks
from transforms.articles.naming import HIDING, NAMES_MAX, describe, unnamed
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

_OWN = marks.HEADING | marks.PARAGRAPH | marks.ITEM | marks.CELL
"""Flags that an element does not hand down to the elements inside it."""

_FURNITURE = marks.NAV | marks.FOOTER
"""Nothing inside is ever the article's: what it is called does not matter."""

_CLIPPED = re.compile(
    rf"{HIDING.pattern}|clip(?:-path)?\s*:\s*(?:rect\(\s*[01](?:px)?[\s,]|inset\()"
)
_NOT_SHOWN = re.compile(
    r"\b(?:sr-only|visually-?hidden|screen-?reader(?:-text|s)?|visuallyHidden"
    r"|tooltip-?(?:text|content|box)|popover(?:-content)?|hover-?card|rollover-block)\b"
)
_INITIAL = re.compile(r"drop-?cap|initial|lettrine|first-letter", re.IGNORECASE)
_NO_WORDS = frozenset("BCDFGHJLMNPQRTXБГДЖЗЛМНПРТФХЦЧШЩЭЮ")
"""Letters that are no word by themselves, as "A" and "I" are."""

_BLOCK = "block"

Marked: TypeAlias = Mapping[etree._Element, int]
_UNMARKED: Marked = {}


def cut(tree: etree._Element, marked: Marked = _UNMARKED) -> Page:
    """The page in segments; ``tree`` is left as it was.

    ``marked`` elements are blocks, whatever their tag, and have its flags. An inline
    one that is unwanted is passed over: it stands amid a line that is not.
    """
    cutter = _Cutter(marked)
    walk = etree.iterwalk(tree, events=("start", "end"))
    start, end, skip = cutter.start, cutter.end, walk.skip_subtree
    for event, element in walk:
        if event == "end":
            end(element)
        elif start(element):
            skip()
    return cutter.page


def _is_not_shown(element: etree._Element) -> bool:
    """Whether an element amid the text is words for screen readers ("(opens in a new
    window)"), or a box that opens over a name (The Hill, 2019)."""
    names, style = element.get("class"), element.get("style")
    if names is not None and _NOT_SHOWN.search(names[:NAMES_MAX]):
        return True
    return style is not None and _CLIPPED.search(style[:NAMES_MAX]) is not None


class _Cutter:
    """The state of the walk: open elements, and the line being gathered."""

    def __init__(self, marked: Marked) -> None:
        self.page = Page()
        self._marked = marked
        self._open: list[str] = []
        # Of each open element its tag if inline, ``_BLOCK``, or nothing to end.
        self._places: list[Place] = []
        self._signatures: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        self._links = self._bolds = self._line = 0
        self._pieces: list[str] = []
        self._linked = self._bold = self._link_count = 0

    def start(self, element: etree._Element) -> bool:
        """Takes in an element; whether what is inside is passed over."""
        tag = str(element.tag)
        if tag in UNSEEN:
            if tag in _UNSEEN_BLOCKS:
                self._flush()
            self._open.append("")
            return True
        if tag not in INLINE or element in self._marked:
            return self._start_block(element, tag)
        if _is_not_shown(element):
            self._open.append("")
            return True
        self._open.append(tag)
        if tag == "a":
            self._links += 1
            self._link_count += 1
        elif tag in _BOLD:
            self._bolds += 1
        text = element.text
        if text:
            self._say(text)
        return False

    def _start_block(self, element: etree._Element, tag: str) -> bool:
        is_amid = tag in INLINE and self._marked[element] & marks.UNWANTED
        is_block = not is_amid and tag != "br" and not self._is_amid_sentence(tag)
        self._open.append(_BLOCK if is_block else "")
        if tag == "br":
            self._break()
        elif is_block:
            self._flush()
            self._enter(element, tag)
        text = element.text
        if text and not is_amid:
            self._say(text)
        return bool(is_amid)

    def end(self, element: etree._Element) -> None:
        """Takes in that an element ends, and the text behind it."""
        ended = self._open.pop()
        if ended == _BLOCK:
            self._flush()
            self._places.pop()
        elif ended == "a":
            self._links -= 1
        elif ended in _BOLD:
            self._bolds -= 1
        tail = element.tail
        if tail and self._places:
            if ended == "span" and self._is_initial(element):
                tail = tail.lstrip()
            self._say(tail)

    def _is_initial(self, element: etree._Element) -> bool:
        """Whether a word's first letter stands in ``element``, set large: Taz (2024)
        writes ``<span class=initial-letter>N</span> a endlich``."""
        names = element.get("class")
        if names is None or not _INITIAL.search(names[:NAMES_MAX]):
            return False
        return "".join(self._pieces).strip() in _NO_WORDS

    def _is_amid_sentence(self, tag: str) -> bool:
        """Elements of a site's own making are shown inline unless its styles say
        otherwise (CSS 2.2 section 9.2.4); amid a sentence they are."""
        is_own = "-" in tag and bool(self._places)
        return is_own and bool(self._places[-1].flags & marks.PARAGRAPH)

    def _say(self, text: str) -> None:
        if not self._pieces and text.isspace():
            return
        self._pieces.append(text)
        if self._links or self._bolds:
            length = len(" ".join(text.split()))
            self._linked += length if self._links else 0
            self._bold += length if self._bolds else 0

    def _break(self) -> None:
        """A line break ends a line, but not a heading."""
        if self._places and self._places[-1].flags & marks.HEADING:
            self._pieces.append(" ")
        else:
            self._put()
            self._line += 1

    def _flush(self) -> None:
        self._put()
        self._line = 0

    def _put(self) -> None:
        if self._pieces:
            text = " ".join("".join(self._pieces).split())
            if text and self._places:
                segment = Segment(
                    text=text,
                    place=self._places[-1],
                    linked=min(self._linked, len(text)),
                    links=self._link_count,
                    bold=min(self._bold, len(text)),
                    line=self._line,
                )
                self.page.segments.append(segment)
            self._pieces = []
            self._linked = self._bold = 0
        self._link_count = 0

    def _enter(self, element: etree._Element, tag: str) -> None:
        around = self._places[-1] if self._places else None
        is_furniture = around is not None and around.flags & _FURNITURE
        words, named_roles, flags = (
            unnamed(tag) if is_furniture else describe(element, tag)
        )
        if self._marked:
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
        self._places.append(place)
