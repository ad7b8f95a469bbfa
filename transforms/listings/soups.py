"""HTML to a tree of beautifulsoup4, and what its elements say: texts, links, regions.

Reading is linear in the size of the page, however deep its elements are nested.
"""

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from transforms.encodings import decode
from transforms.errors import UnreadableListing
from transforms.listings.addresses import article_evidence, without_session
from transforms.listings.anchors import Anchor, Region
from transforms.listings.trees import root_name, without_prolog
from transforms.listings.unzipping import inflated
from transforms.listings.wording import one_line
from transforms.urls import canonical_url, resolve_url

TAGS_MAX = 100_000
"""Five seconds' work. Front pages of large sites have some 10,000 tags."""
TITLE_CHARS = 300
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_WORD = re.compile(r"[a-z]+")
_NO_TREE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# Elements that hold one another, all without words, would be walked for each.
_NODES_MAX = 200
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"))
_OTHER_ROOTS = frozenset(("rss", "rdf", "feed", "urlset", "sitemapindex"))
_CHROME_NAMES = frozenset(("nav", "footer", "menu", "dialog"))
_CHROME_ROLES = frozenset(
    ("navigation", "contentinfo", "banner", "search", "menu", "menubar", "dialog")
)
_CHROME_WORDS_LIST = """
nav navbar navigation menu footer breadcrumb breadcrumbs cookie cookies newsletter
social share sharing login toolbar subnav topbar pagination pager paging ad ads advert
advertisement sponsored comments tagcloud taglist
"""
_CHROME_WORDS = frozenset(_CHROME_WORDS_LIST.split())
_ASIDE_WORDS_LIST = "aside sidebar related popular trending mostread recommended"
_ASIDE_WORDS = frozenset(_ASIDE_WORDS_LIST.split())
# Classes of state, not of kind: has-sidebar, no-menu, nav-open.
_STATE_WORDS = frozenset(("has", "with", "no", "without", "is", "js", "not", "open"))
_FRAME_NAMES = frozenset(("html", "body", "main", "article"))


def parse_soup(body: bytes, content_type: str | None, url: str) -> BeautifulSoup:
    """The page as a tree.

    Raises:
        UnreadableListing: ``empty-body``, ``not-a-page``, ``too-large``, and what
            unzipping raises.
    """
    text = decode(inflated(body), content_type, media="html").strip()
    if not text:
        raise UnreadableListing("empty-body", f"nothing but spaces: {url}")
    # What stands before the first element would make bs4 warn.
    document = without_prolog(_NO_TREE.sub(" ", text))
    if not document or root_name(document) in _OTHER_ROOTS:
        raise UnreadableListing("not-a-page", f"starts with {text[:60]!r}: {url}")
    if document.count("<") > TAGS_MAX:
        raise UnreadableListing("too-large", f"over {TAGS_MAX} tags: {url}")
    return BeautifulSoup(document, "lxml")


def base_of(soup: BeautifulSoup, url: str) -> str:
    """What relative links refer to (https://html.spec.whatwg.org/#the-base-element)."""
    declared = soup.find("base", href=True)
    written = attribute(declared, "href") if isinstance(declared, Tag) else ""
    return resolve_url(written, url) or url


def anchors_of(soup: BeautifulSoup, base: str) -> Iterator[tuple[Tag, Anchor]]:
    """Each link that leads to a page, on whatever site, in page order."""
    for tag in soup.find_all(("a", "area", "link"), href=True):
        relations = frozenset(attribute(tag, "rel").lower().split())
        if tag.name == "link" and "next" not in relations:
            continue
        target = target_of(tag, base)
        if target is not None:
            yield tag, _anchor(tag, target, relations)


def target_of(tag: Tag, base: str) -> str | None:
    """Where a link leads, without fragment and session id; None for no page."""
    written = attribute(tag, "href")
    # {{url}} waits for a script to fill it in.
    if not written.strip() or "{{" in written or written.strip().startswith("#"):
        return None
    target = resolve_url(written, base)
    if target is None:
        return None
    address, mark, fragment = target.partition("#")
    is_route = fragment[:1] in ("!", "/") and len(fragment) > 2
    return without_session(address) + (mark + fragment if is_route else "")


def text_of(tag: Tag, most: int = TITLE_CHARS) -> str:
    """The words shown inside an element, on one line; the beginning of many."""
    pieces: list[str] = []
    for piece in strings_of(tag):
        pieces.append(piece)
        most -= len(piece)
        if most < 0:
            break
    return one_line(" ".join(pieces).translate(_UNSEEN)) or ""


def strings_of(tag: Tag) -> Iterator[str]:
    """The texts inside an element, each stripped, from its first few hundred nodes.

    No scripts and comments, which are strings of other types.
    """
    waiting = list(reversed(tag.contents))
    seen = 0
    # Not by tag.descendants, which first looks for the last one, however deep.
    while waiting and seen < _NODES_MAX:
        node = waiting.pop()
        seen += 1
        if isinstance(node, Tag):
            waiting.extend(reversed(node.contents))
        elif type(node) is NavigableString and (text := node.strip()):
            yield text


def upward(tag: Tag) -> Iterator[Tag]:
    """An element and those around it, from the inside out, one at a time."""
    yield tag
    yield from tag.parents


def attribute(tag: Tag, name: str) -> str:
    """An attribute as text; empty where it is missing."""
    value = tag.get(name)
    return value if isinstance(value, str) else " ".join(value or ())


def words_of(tag: Tag) -> frozenset[str]:
    """The words in an element's classes and id; no words of state."""
    words: set[str] = set()
    for name in f"{attribute(tag, 'class')} {attribute(tag, 'id')}".lower().split():
        found = _WORD.findall(name)
        if not _STATE_WORDS.intersection(found):
            words.update(found)
    return frozenset(words)


def regions_of(soup: BeautifulSoup) -> dict[int, Region]:
    """By ``id`` of each element, the part of the page that it is in."""
    regions: dict[int, Region] = {}
    for tag in soup.find_all(True):
        around = regions.get(id(tag.parent), "content")
        regions[id(tag)] = around if around == "chrome" else _own_region(tag) or around
    return regions


def _own_region(tag: Tag) -> Region | None:
    if tag.name in _CHROME_NAMES or attribute(tag, "role").lower() in _CHROME_ROLES:
        return "chrome"
    if tag.name == "header" and _is_of_the_page(tag):
        return "chrome"
    # ASP.NET has whole pages in one form.
    if tag.name == "form" and tag.parent is not None and tag.parent.name != "body":
        return "chrome"
    if tag.name in _FRAME_NAMES:
        return None
    words = words_of(tag)
    if words & _CHROME_WORDS:
        return "chrome"
    is_aside = tag.name == "aside" or words & _ASIDE_WORDS or {"most", "read"} <= words
    return "aside" if is_aside else None


def _is_of_the_page(header: Tag) -> bool:
    """Not one of an article or a section, which holds its headline."""
    around = [each.name for each in islice(header.parents, 2)]
    return "body" in around and not {"article", "section", "main"}.intersection(around)


def _anchor(tag: Tag, url: str, relations: frozenset[str]) -> Anchor:
    around = islice(upward(tag), 3)
    return Anchor(
        url=url,
        key=canonical_url(url),
        evidence=article_evidence(url),
        text=text_of(tag),
        label=attribute(tag, "aria-label") or attribute(tag, "title"),
        relations=relations,
        words=frozenset().union(*map(words_of, around)),
    )
