"""What a page says about its article, but for the date: statements and tree in.

Title, authors and addresses leave as one record. What the listing said (``Link``)
fills in where the page is silent.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from transforms import urls
from transforms.articles import authors, sites, titles
from transforms.articles.lines import clean
from transforms.articles.selectors import Selected
from transforms.articles.statements import Statements
from transforms.records import Capture, Source

CLAIMS_MAX = 20
"""Addresses that a page may call its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """As the fields of ``Article`` with the same names."""

    title: str | None
    title_wordings: tuple[str, ...]
    """Every wording of the title on the page."""
    authors: tuple[str, ...]
    canonical_url: str
    origin_url: str | None


def read(
    tree: etree._Element,
    statements: Statements,
    selected: Selected,
    capture: Capture,
    source: Source,
) -> Metadata:
    """Title, authors and addresses; the listing's title and authors as fallbacks.

    What the source file's selectors find is believed before all else.
    """
    link = capture.link
    named = sites.fold_all(sites.names(tree, statements, capture.final_url, source))
    wordings = titles.read(tree, statements)
    title = next(iter(selected.texts("title")), None) or wordings.best(named)
    if title is None and link is not None and link.title:
        title = sites.without_site(clean(link.title), named) or None
    names = authors.named(selected.texts("authors")) or authors.read(
        tree, statements, title, named
    )
    canonical_url, origin_url = _addresses(tree, statements, capture.final_url)
    return Metadata(
        title=title,
        title_wordings=wordings.texts(title),
        authors=names or (link.authors if link is not None else ()),
        canonical_url=canonical_url,
        origin_url=origin_url,
    )


def _addresses(
    tree: etree._Element, statements: Statements, page_url: str
) -> tuple[str, str | None]:
    """The article's key, and the address that the page names on another site."""
    base = urls.resolve_url(_base(tree), page_url) or page_url
    claims = (
        urls.resolve_url(claim, base)
        for claim in islice(_claims(tree, statements), CLAIMS_MAX)
    )
    origin_url: str | None = None
    for claim in filter(None, claims):
        own = urls.plausible_canonical(page_url, claim)
        if own is not None:
            return urls.canonical_url(own), None
        is_elsewhere = not urls.same_site(page_url, claim)
        if origin_url is None and is_elsewhere and not urls.is_homepage(claim):
            origin_url = urls.canonical_url(claim)
    return urls.canonical_url(page_url), origin_url


def _claims(tree: etree._Element, statements: Statements) -> Iterator[str]:
    """What the page calls its own address, the most binding statement first."""
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            yield element.get("href") or ""
    yield from statements.all_meta("og:url")


def _base(tree: etree._Element) -> str:
    """The address that relative links start from (``<base href>``)."""
    return next((element.get("href") or "" for element in tree.iter("base")), "")
