"""What a page says about its article, but for the date: statements and tree in.

Title, authors and addresses leave as one record. What the listing said (``Link``)
fills in where the page is silent.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from transforms import urls
from transforms.articles import authors, titles
from transforms.articles.lines import clean
from transforms.articles.linked_data import strings
from transforms.articles.statements import Statements
from transforms.hosts import parse_host, registrable_domain
from transforms.records import Capture, Source


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
    tree: HtmlElement, statements: Statements, capture: Capture, source: Source
) -> Metadata:
    """Title, authors and addresses; the listing's title and authors as fallbacks."""
    link = capture.link
    sites = tuple(_site_names(statements, capture.final_url, source))
    title = titles.read(tree, statements, sites)
    if title is None and link is not None and link.title:
        title = titles.without_site(clean(link.title), sites) or None
    names = authors.read(tree, statements, title, sites)
    canonical_url, origin_url = _addresses(tree, statements, capture.final_url)
    return Metadata(
        title=title,
        title_wordings=titles.wordings(tree, statements, title),
        authors=names or (link.authors if link is not None else ()),
        canonical_url=canonical_url,
        origin_url=origin_url,
    )


def _site_names(statements: Statements, page_url: str, source: Source) -> Iterator[str]:
    yield source.name
    named = statements.all_meta("og:site_name", "application-name", "twitter:site")
    yield from (name.lstrip("@") for name in named)
    yield from _publisher(statements)
    host = _host(page_url)
    domain = registrable_domain(host)
    for name in (host, host.removeprefix("www."), domain):
        yield name
        yield name.split(".")[0]


def _publisher(statements: Statements) -> Iterator[str]:
    linked = statements.linked
    yield from strings(linked.resolve(linked.first("publisher")))


def _host(url: str) -> str:
    authority = url.partition("://")[2].partition("/")[0]
    return parse_host(authority.rpartition("@")[2].partition(":")[0]) or ""


def _addresses(
    tree: HtmlElement, statements: Statements, page_url: str
) -> tuple[str, str | None]:
    """The article's key, and the address that the page names on another site."""
    base = urls.resolve_url(_base(tree), page_url) or page_url
    claims = [urls.resolve_url(claim, base) for claim in _claims(tree, statements)]
    origin_url: str | None = None
    for claim in filter(None, claims):
        own = urls.plausible_canonical(page_url, claim)
        if own is not None:
            return urls.canonical_url(own), None
        is_elsewhere = not urls.same_site(page_url, claim)
        if origin_url is None and is_elsewhere and not urls.is_homepage(claim):
            origin_url = urls.canonical_url(claim)
    return urls.canonical_url(page_url), origin_url


def _claims(tree: HtmlElement, statements: Statements) -> Iterator[str]:
    """What the page calls its own address, the most binding statement first."""
    for element in tree.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            yield element.get("href") or ""
    yield from statements.all_meta("og:url")


def _base(tree: HtmlElement) -> str:
    """The address that relative links start from (``<base href>``)."""
    return next((element.get("href") or "" for element in tree.iter("base")), "")
