"""Who wrote it: statements and tree in, names out, as printed.

Persons go first; an organisation is named only where no person is.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from lxml import etree

from transforms.articles import bylines
from transforms.articles.lines import fold
from transforms.articles.linked_data import strings
from transforms.articles.names import (
    is_collective,
    is_login,
    is_person,
    is_role,
    split,
    unique,
)
from transforms.articles.sites import without_site
from transforms.articles.statements import Statements
from transforms.articles.trees import text_of
from transforms.articles.vicinity import near_headline

__all__ = ["AUTHORS_MAX", "read", "split"]

AUTHORS_MAX = 30

_META_NAMES = (
    *("author", "article:author_name", "parsely-author", "sailthru.author", "byl"),
    *("dc.creator", "dcterms.creator", "dc.contributor", "cxenseparse:author"),
    *("article:author", "og:article:author", "citation_author"),
)
_ORGANISATION_TYPES = ("organization", "corporation")
_author_links = etree.XPath("descendant::a[contains(@rel, 'author')]")
_LINKS_MAX = 5
_LINK_HOLDERS_MAX = 4
_LOGIN_WORD_MIN = 4
_LONE_WORDS_MAX = 3


def read(
    tree: etree._Element,
    statements: Statements,
    title: str | None,
    sites: frozenset[str],
) -> tuple[str, ...]:
    """Names in the page's order, each once; empty where the page names nobody.

    ``sites`` are the site's own names, folded: they are no author's.
    """
    persons, organisations = _linked(statements)
    chosen: tuple[str, ...] = ()
    rest = [organisations]
    for stated in (persons, *_stated(statements), _linked_to(tree)):
        bare = [without_site(text, sites) for text in stated]
        named = tuple(n for n in _names(bare, sites) if not is_collective(n))
        rest.append(stated)
        is_better = any(map(is_person, named)) and not any(map(is_person, chosen))
        chosen = named if is_better or not chosen else chosen
    # The last ones stand on the page, where all are named.
    chosen = named if _holds(named, chosen) else chosen
    if not chosen or all(map(is_login, chosen)):
        near = list(near_headline(tree, title))
        named_there = [_names(texts, sites) for texts in bylines.told(near)]
        printed = next(filter(None, (_persons(names) for names in named_there)), ())
        if printed and (not chosen or _are_logins_of(chosen, printed)):
            chosen = printed
        rest.append(list(bylines.dated(near)))
        rest += [[name] for name in chain(*named_there) if _is_lone(name)]
    others = (unique(name for text in each for name in split(text)) for each in rest)
    return (chosen or next(filter(None, others), ()))[:AUTHORS_MAX]


def named(texts: Iterable[str]) -> tuple[str, ...]:
    """The names in ``texts``, each once."""
    return unique(name for text in texts for name in split(text))[:AUTHORS_MAX]


def _persons(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(is_person, names))


def _is_lone(name: str) -> bool:
    """Whether a name that is none of a person's may be a pen name: ``oz``."""
    return len(name.split()) <= _LONE_WORDS_MAX and not is_role(name)


def _names(texts: Iterable[str], sites: frozenset[str]) -> tuple[str, ...]:
    names = unique(name for text in texts for name in split(text))
    return tuple(name for name in names if fold(name) not in sites)


def _holds(names: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether ``names`` are those of ``known`` and of a few more persons."""
    ours, theirs = set(map(fold, names)), set(map(fold, known))
    return ours > theirs and all(map(is_person, names))


def _are_logins_of(logins: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether ``ann.lee`` is how Ann Lee logs in: a word of hers stands in it."""
    joined = fold("".join(logins))
    words = (fold(word) for name in names for word in name.split())
    return any(len(word) >= _LOGIN_WORD_MIN and word in joined for word in words)


def _stated(statements: Statements) -> Iterator[list[str]]:
    """Statements of authors but for JSON-LD, the most telling first."""
    yield list(islice(statements.all_meta(*_META_NAMES), AUTHORS_MAX))
    yield list(statements.microdata.get("author", ())[:AUTHORS_MAX])


def _linked_to(tree: etree._Element) -> list[str]:
    """The first link to an author, and those that stand in one place with it."""
    links = _author_links(tree)[:_LINKS_MAX]
    places = [
        frozenset(islice(link.iterancestors(), _LINK_HOLDERS_MAX)) for link in links
    ]
    return [
        text_of(link)
        for link, place in zip(links, places, strict=True)
        if place & places[0]
    ]


def _linked(statements: Statements) -> tuple[list[str], list[str]]:
    """Persons and organisations of the JSON-LD author."""
    linked = statements.linked
    stated = linked.article.get("author") or linked.article.get("creator")
    persons: list[str] = []
    organisations: list[str] = []
    for value in (stated if isinstance(stated, list) else [stated])[:AUTHORS_MAX]:
        node = linked.resolve(value)
        target = organisations if _is_organisation(node) else persons
        target.extend(islice(strings(node), AUTHORS_MAX))
    return persons, organisations


def _is_organisation(node: Any) -> bool:
    kind = node.get("@type") if isinstance(node, dict) else None
    return isinstance(kind, str) and kind.lower().endswith(_ORGANISATION_TYPES)
