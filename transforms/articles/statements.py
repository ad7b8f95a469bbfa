"""What a page states about itself: tree in, one record of its statements out.

JSON-LD, meta elements (OpenGraph, Dublin Core, parsely and the like) and microdata
are gathered once; titles, authors, addresses, dates and language are read from here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from transforms.articles import linked_data
from transforms.articles.linked_data import LinkedData
from transforms.articles.trees import LINE_CHARACTERS_MAX, text_of

_MICRODATA = frozenset({"author", "headline", "datePublished"})
_items = etree.XPath("descendant::*[@itemprop]")
_COMMENT = "/Comment"
_ITEMS_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Names are lower case; values come in document order, none of them empty."""

    linked: LinkedData
    meta: Mapping[str, tuple[str, ...]]
    microdata: Mapping[str, tuple[str, ...]]

    def all_meta(self, *names: str) -> Iterator[str]:
        """The values of ``names``, in the order of the names."""
        for name in names:
            yield from self.meta.get(name, ())


def read(tree: etree._Element, page_url: str) -> Statements:
    """Everything the page states; broken parts are left out."""
    return Statements(
        linked=linked_data.read(tree, page_url),
        meta=_collect(_meta_pairs(tree)),
        microdata=_collect(_microdata_pairs(tree)),
    )


def _collect(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for names, value in pairs:
        value = " ".join(value[:LINE_CHARACTERS_MAX].split())
        if value:
            for name in names.lower().split():
                found.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in found.items()}


def _meta_pairs(tree: etree._Element) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        content = element.get("content")
        if content:
            for attribute in ("property", "name", "http-equiv"):
                name = element.get(attribute)
                if name:
                    yield name, content


def _microdata_pairs(tree: etree._Element) -> Iterator[tuple[str, str]]:
    """Of each name, the items of the scope that the first one stands in.

    Lists of other articles, and of their authors, have scopes of their own.
    """
    scopes: dict[str, etree._Element | None] = {}
    items = (e for e in _items(tree) if e.get("itemprop") in _MICRODATA)
    for element in islice(items, _ITEMS_MAX):
        name = element.get("itemprop") or ""
        around = [each for each in element.iterancestors() if _is_scope(each)]
        if any(_COMMENT in (each.get("itemtype") or "") for each in around):
            continue
        scope = around[0] if around else None
        if scopes.setdefault(name, scope) is scope:
            stated = element.get("content") or element.get("datetime")
            yield name, stated or _name_inside(element)


def _is_scope(element: etree._Element) -> bool:
    return element.get("itemscope") is not None or element.get("itemtype") is not None


def _name_inside(element: etree._Element) -> str:
    """A nested item's name (an author's), or the element's words."""
    named = element.find(".//*[@itemprop='name']")
    if named is None:
        return text_of(element)
    return named.get("content") or text_of(named)
