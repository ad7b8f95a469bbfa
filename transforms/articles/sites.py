"""The names of a site: statements and addresses in, names and bare titles out.

Titles carry the name of their site, and authors are sometimes the site itself. A page
that names its site nowhere still lives at an address that resembles its name.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree

from transforms.articles.lines import fold
from transforms.articles.linked_data import strings
from transforms.articles.statements import Statements
from transforms.articles.trees import text_of
from transforms.hosts import parse_host, registrable_domain
from transforms.records import Source

_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:‹«/-]|::|--)\s+|\s*[|｜]\s*|\s+»\s*")
LABEL_CHARACTERS_MIN = 4
"""A shorter label of a host ("sky", "ft") stands in words that name no site."""

PARTS_MAX = 20
NAMES_MAX = 20
_FURNITURE = frozenset({"blogarchive", "home", "startseite", "homepage"})
"""Parts that programs put between a site's name and a title."""


def names(
    tree: etree._Element, statements: Statements, page_url: str, source: Source
) -> Iterator[str]:
    """What the site is called, by the source, the page, its publisher, its address."""
    yield source.name
    named = statements.all_meta("og:site_name", "application-name", "twitter:site")
    yield from (name.lstrip("@") for name in islice(named, NAMES_MAX))
    linked = statements.linked
    publishers = strings(linked.resolve(linked.first("publisher")))
    yield from islice(publishers, NAMES_MAX)
    host = _host(page_url)
    domain = registrable_domain(host)
    for name in (host, host.removeprefix("www."), domain):
        yield name
        yield name.split(".")[0]
    title = next((text_of(element) for element in tree.iter("title")), "")
    yield from _resembling(title, fold(domain.split(".")[0]))


def fold_all(site_names: Iterable[str]) -> frozenset[str]:
    """Names of a site as ``without_site`` compares them."""
    return frozenset(map(fold, site_names)) - {""}


def without_site(title: str, sites: frozenset[str]) -> str:
    """``title`` without the site's name, one of the folded ``sites``, at an end.

    >>> without_site("Bridge opens | The Daily Bugle", frozenset({"thedailybugle"}))
    'Bridge opens'
    """
    cuts = list(islice(_SEPARATOR.finditer(title), PARTS_MAX))
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(title)]
    for position, cut in enumerate(cuts):
        part = fold(title[cut.end() : ends[position + 1]])
        if part in sites or fold(title[cut.end() :]) in sites:
            return title[: cut.start()]
    for position in reversed(range(len(cuts))):
        part = fold(title[starts[position] : ends[position]])
        known = part in sites or part in _FURNITURE
        if known or fold(title[: ends[position]]) in sites:
            return title[starts[position + 1] :]
    return title


def _resembling(title: str, label: str) -> Iterator[str]:
    """Short parts of a document's title that read like ``label``, the address's name.

    "Four Years Remaining" at fouryears.eu: half of a part that begins a title or
    stands within it, less of the one that ends it.
    """
    parts = _SEPARATOR.split(title)[:PARTS_MAX]
    if len(label) < LABEL_CHARACTERS_MIN or len(parts) < 2:
        return
    for position, part in enumerate(parts):
        folded = fold(part)
        is_last = position == len(parts) - 1
        is_short = 2 * len(part) < len(title)
        is_named = label in folded and (is_last or 2 * len(label) >= len(folded))
        if is_short and is_named:
            yield part


def _host(url: str) -> str:
    authority = url.partition("://")[2].partition("/")[0]
    return parse_host(authority.rpartition("@")[2].partition(":")[0]) or ""
