"""Parts of a page that its source file names: tree and selectors in, elements out.

``[selectors]`` of a source file names parts of a page with CSS: what ``KEYS`` lists.
beautifulsoup4 selects in a copy of the tree, made only where a source has selectors,
so that what it finds are elements of the one tree that everything else reads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from lxml import etree

from transforms.articles import segments as marks
from transforms.articles.lines import clean
from transforms.articles.trees import text_of
from transforms.css import select

KEYS: Mapping[str, str] = {
    "title": "the headline",
    "authors": "each author's name",
    "published": "the date, as text or in ``datetime`` or ``content``",
    "body": "what holds the article's paragraphs: all lines inside are told",
    "drop": "what is never the article's, inside the body or not",
}
"""The keys of ``[selectors]`` and what each selects."""

NEEDED = ("title", "published", "body")
"""Every page has one: where the selector finds none, the layout has changed. Not
every article names its author or holds a box to drop."""

MISSED = "missed-"
"""With the key: the reason under which a page without it is counted."""

_TEXTS_MAX = 50
_VALUES = ("content", "datetime")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """Elements by key, in document order; without a key that the source leaves out."""

    elements: Mapping[str, Sequence[etree._Element]] = field(default_factory=dict)

    @property
    def missed(self) -> tuple[str, ...]:
        """The ``NEEDED`` keys whose selector finds nothing on the page."""
        return tuple(k for k in NEEDED if k in self.elements and not self.elements[k])

    @property
    def flags(self) -> Mapping[etree._Element, int]:
        """The marks of body and drop, for ``cutting``."""
        flags = dict.fromkeys(self.elements.get("body", ()), marks.CHOSEN)
        for element in self.elements.get("drop", ()):
            flags[element] = flags.get(element, 0) | marks.UNWANTED
        return flags

    def texts(self, key: str) -> tuple[str, ...]:
        """What the elements of ``key`` state or show, without those that are empty."""
        elements = self.elements.get(key, ())[:_TEXTS_MAX]
        return tuple(filter(None, (clean(_value(element)) for element in elements)))


NOTHING = Selected()


def choose(tree: etree._Element, selectors: Mapping[str, str]) -> Selected:
    """What ``selectors`` find; they were checked when the source was read."""
    if not selectors:
        return NOTHING
    soup, originals = _copied(tree)
    return Selected(
        elements={
            key: [originals[id(tag)] for tag in select(soup, selector)]
            for key, selector in selectors.items()
        }
    )


def _value(element: etree._Element) -> str:
    stated = (element.get(name) for name in _VALUES)
    return next(filter(None, stated), None) or text_of(element)


def _copied(tree: etree._Element) -> tuple[BeautifulSoup, dict[int, etree._Element]]:
    """The tree as a soup, and the element that each tag was made from."""
    soup = BeautifulSoup("", "lxml")
    originals: dict[int, etree._Element] = {}
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = str(element.tag)
        if event == "start":
            tag = soup.handle_starttag(name, None, None, dict(element.attrib))
            if isinstance(tag, Tag):
                originals[id(tag)] = element
            soup.handle_data(element.text or "")
        else:
            soup.handle_endtag(name)
            soup.handle_data(element.tail or "")
    soup.endData()
    return soup, originals
