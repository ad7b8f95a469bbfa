"""Who wrote it: statements and tree in, names out, as printed.

Persons go first; an organisation is named only where no person is. What is no name
(addresses, handles, sections, "By", job titles) is left out.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from transforms.articles.lines import clean, fold
from transforms.articles.linked_data import strings
from transforms.articles.statements import Statements
from transforms.articles.trees import LINE_CHARACTERS_MAX, text_of
from transforms.articles.vicinity import near_headline

NAME_CHARACTERS_MAX = 80
AUTHORS_MAX = 30

_META_NAMES = (
    *("author", "article:author_name", "parsely-author", "sailthru.author", "byl"),
    *("dc.creator", "dcterms.creator", "dc.contributor", "cxenseparse:author"),
    *("article:author", "og:article:author", "citation_author"),
)
_BYLINE = re.compile(r"author|byline|autor|auteur|vcard", re.IGNORECASE)
_PROFILE = re.compile(r"/(?:author|autor|auteur|staff|writer|redaktion|journalist)")
_NAME_SHAPE = re.compile(
    r"(?:[A-ZÀ-ÞĀ-Ž][\w.'’-]*\s+|(?:von|van|de|der|den|di|da|du|la|le|al|el|bin)\s+){1,4}"
    r"[A-ZÀ-ÞĀ-Ž][\w'’-]+"
)
_BY = re.compile(
    r"^(?:(?:written|reported|posted|published|story|words|text|article)\s+)?"
    r"(?:by|von|vom|par|por|di|door|av|af|autor(?:in|e|es)?|author|de|от|автор)"
    r"(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|und|et|och|og|en|and by)\s+|\s*[;|&•·]\s*|\s+/\s+")
_NO_NAME = re.compile(
    r"https?:|www\.|@|^\W*$|\d\d|\d:|[→»]"
    r"|^(?:admin|administrator|staff|editor|unknown|null|none|undefined|no author)$"
    r"|^(?:author|publisher|redaktion|agencies|(?:view|see|show|all|alle|zeige|mehr"
    r"|more)\s.*)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|journalist|columnist|staff|producer"
    r"|contributor|redakteur|korrespondent|chief|bureau|director|professor|fellow)",
    re.IGNORECASE,
)
_ORGANISATION_TYPES = ("organization", "newsmediaorganization", "corporation")


def read(
    tree: HtmlElement,
    statements: Statements,
    title: str | None,
    site_names: tuple[str, ...],
) -> tuple[str, ...]:
    """Names in the page's order, each once; empty where the page names nobody."""
    sites = frozenset(map(fold, site_names))
    organisations: tuple[str, ...] = ()
    for source in _sources(tree, statements, title):
        names = _unique(name for text in source for name in split(text))
        persons = tuple(name for name in names if fold(name) not in sites)
        if persons:
            return persons[:AUTHORS_MAX]
        organisations = organisations or names
    return organisations[:AUTHORS_MAX]


def split(text: str) -> Iterator[str]:
    """The names in one statement.

    >>> list(split("By Ann Lee, Political Editor and Bo Kim"))
    ['Ann Lee', 'Bo Kim']
    """
    for part in _AND.split(_BY.sub("", clean(text[:LINE_CHARACTERS_MAX]))):
        for position, name in enumerate(part.split(",")):
            name = _BY.sub("", name.strip(" .:-–—|")).strip()
            # After a comma stands the next name, or what the one before it is.
            is_told = position > 0 and not _is_person(name)
            is_name = 1 < len(name) <= NAME_CHARACTERS_MAX and not _NO_NAME.search(name)
            if is_name and not is_told:
                yield name


def _is_person(name: str) -> bool:
    is_latin = name[:1].isascii() or "À" <= name[:1] <= "ž"
    is_shaped = not is_latin or _NAME_SHAPE.fullmatch(name) is not None
    return is_shaped and not _ROLE.search(name)


def _sources(
    tree: HtmlElement, statements: Statements, title: str | None
) -> Iterator[list[str]]:
    """Statements of authors, the most telling first."""
    persons, organisations = _linked(statements)
    yield persons
    yield list(statements.all_meta(*_META_NAMES))
    yield list(statements.microdata.get("author", ()))
    yield [text_of(element) for element in tree.xpath("//a[@rel='author']")[:3]]
    yield from _printed(tree, title)
    yield organisations


def _printed(tree: HtmlElement, title: str | None) -> Iterator[list[str]]:
    """Names beside the headline, where the markup says that an author stands there."""
    for printed in near_headline(tree, title):
        element = printed.element
        holders = (element, *islice(element.iterancestors(), 2))
        if _PROFILE.search(element.get("href") or "") or any(
            _BYLINE.search(holder.get("class") or "") for holder in holders
        ):
            yield [name for name in split(printed.text) if _NAME_SHAPE.fullmatch(name)]


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
    return isinstance(kind, str) and kind.lower() in _ORGANISATION_TYPES


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(fold(name), name)
    return tuple(kept.values())
