"""JSON-LD of a page: script elements in, the node that describes the article out.

Publishers nest their nodes in arrays, in ``@graph`` and in one another, link them by
``@id``, and break the JSON with raw line breaks, trailing commas and comments.
What cannot be mended is skipped: other statements of the page then speak.
"""

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from transforms.articles.trees import LINE_CHARACTERS_MAX

Node = Mapping[str, Any]

NODES_MAX = 20_000
"""Nodes looked at on a page; product pages list their whole catalogue."""

_NO_NODE: Node = {}
_ARTICLE_TYPE = re.compile(r"(?:article|posting|report|review|recipe|howto)$")
_PAGE_TYPE = re.compile(r"(?:page|creativework)$")
_LIVE_TYPE = re.compile(r"liveblogposting$")
_VIDEO_TYPE = re.compile(r"videoobject$")
# Nodes below these keys are other articles, or parts of this one.
_OTHERS = frozenset(
    {"itemListElement", "liveBlogUpdate", "hasPart", "isPartOf", "mentions", "comment"}
    | {"citation", "subjectOf", "relatedLink", "isBasedOn", "itemReviewed", "review"}
)
_WRAPPING = re.compile(r"\A\s*(?:<!--|(?://)?\s{0,20}<!\[CDATA\[|/\*.{0,40}?\*/)")
_UNWRAPPING = re.compile(r"(?:-->|(?://)?\s{0,20}\]\]>)[\s;]*\Z")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_PLAIN_PAIR = re.compile(
    r'"(headline|datePublished|inLanguage)"\s*:\s*("(?:[^"\\\n]|\\.){1,500}")'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """The nodes that describe the page; empty mappings where there are none."""

    article: Node
    page: Node
    video: Node
    live: Node
    by_id: Mapping[str, Node]

    def first(self, key: str) -> Any:
        """The article's value for ``key``, or else the page's."""
        return self.article.get(key) or self.page.get(key)

    def resolve(self, value: Any) -> Any:
        """The node that ``value`` refers to by ``@id`` alone, or ``value`` itself."""
        if not isinstance(value, dict) or value.get("name"):
            return value
        node_id = value.get("@id")
        return self.by_id.get(node_id, value) if isinstance(node_id, str) else value


def read(tree: etree._Element, page_url: str) -> LinkedData:
    """The article's and the page's node.

    Among several articles the one that names the page's own address is it, then the
    one with a headline, then the first.
    """
    found = list(_nodes(tree))
    by_id: dict[str, Node] = {}
    for node, _ in found:
        node_id = node.get("@id")
        if isinstance(node_id, str) and len(node) > len(by_id.get(node_id, ())):
            by_id[node_id] = node
    own = [node for node, is_other in found if not is_other]
    return LinkedData(
        article=_best(own, _ARTICLE_TYPE, page_url),
        page=_best(own, _PAGE_TYPE, page_url),
        video=_best(own, _VIDEO_TYPE, page_url),
        live=_best(own, _LIVE_TYPE, page_url),
        by_id=by_id,
    )


def strings(value: Any) -> Iterator[str]:
    """The texts in a value: itself, those in a list, or a node's name."""
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield unescape(item[:LINE_CHARACTERS_MAX]).strip()
        elif isinstance(item, list):
            pending.extend(reversed(item))
        elif isinstance(item, dict):
            pending.append(item.get("@value") or item.get("name") or _full_name(item))


def _full_name(person: Node) -> str:
    names = (person.get("givenName"), person.get("familyName"))
    return " ".join(name for name in names if isinstance(name, str))


def _nodes(tree: etree._Element) -> Iterator[tuple[Node, bool]]:
    """Every node, the outer ones first, and whether it is about another article."""
    pending: deque[tuple[Any, bool]] = deque(
        (value, False) for script in _scripts(tree) for value in _loads(script)
    )
    for _ in range(NODES_MAX):
        if not pending:
            return
        value, is_other = pending.popleft()
        if isinstance(value, list):
            pending.extend((item, is_other) for item in value)
        elif isinstance(value, dict):
            yield value, is_other
            pending.extend(
                (item, is_other or key in _OTHERS)
                for key, item in value.items()
                if isinstance(item, dict | list)
            )


def _scripts(tree: etree._Element) -> Iterator[str]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield script.text or ""


def _loads(text: str) -> Iterator[Any]:
    """The values in a script; of one beyond mending, the plain pairs in it."""
    text = _UNWRAPPING.sub("", _WRAPPING.sub("", text)).strip("; \t\r\n")
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            yield json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return
    pairs = dict(reversed(_PLAIN_PAIR.findall(text)))
    if pairs:
        yield {"@type": "Article"} | {key: _unquoted(pairs[key]) for key in pairs}


def _unquoted(literal: str) -> str:
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return literal.strip('"')


def _best(nodes: list[Node], kind: re.Pattern[str], page_url: str) -> Node:
    path = _path(page_url)
    fitting = (node for node in nodes if any(map(kind.search, _types(node))))

    def fitness(node: Node) -> tuple[bool, bool, bool]:
        is_own = path is not None and any(_path(url) == path for url in _urls(node))
        return is_own, bool(node.get("headline")), bool(node.get("datePublished"))

    return max(fitting, key=fitness, default=_NO_NODE)


def _urls(node: Node) -> Iterator[str]:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str):
            yield value


def _path(url: str) -> str | None:
    """What two spellings of an address share; None for a home page."""
    try:
        return urlsplit(url).path.strip("/").lower() or None
    except ValueError:
        return None


def _types(node: Node) -> frozenset[str]:
    """``NewsArticle``, ``schema:NewsArticle`` and the full address are one type."""
    value = node.get("@type")
    names = value if isinstance(value, list) else [value]
    return frozenset(
        re.split(r"[/#:]", name)[-1].lower() for name in names if isinstance(name, str)
    )
