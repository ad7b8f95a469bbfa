"""From the address of a home page to a source: its feeds, sitemaps, name, language.

For ``dateline sources add``. Feeds are those that the page declares, sitemaps those
that robots.txt does; only where none of these can be read are the usual addresses
tried. Each is asked for once, at the usual pace, and judged by what it lists.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from flows.appraisal import Found, choose, judge
from flows.fetching.responses import Response
from flows.fronts import Front, feed_language, name_of, read_front
from flows.scouting import Scout
from transforms import listings
from transforms.articles.language import detect_or
from transforms.errors import FetchError, ItemError, UnreadableListing
from transforms.records import Listing
from transforms.urls import canonical_url, resolve_url

WELL_KNOWN = (
    *("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.json"),
    *("/news-sitemap.xml", "/sitemap_news.xml", "/sitemap.xml"),
)
"""Where publishing software puts feeds and sitemaps."""
FEEDS_TRIED = 8
SITEMAPS_TRIED = 6
"""Some front pages declare a feed for every section, some robots.txt a sitemap for
every year."""

_COMMENTS = re.compile(r"/comments?(?:/|\Z)", re.IGNORECASE)
_ENDS_THE_SEARCH = frozenset(
    {"bad-url", "unsafe-address", "robots-unreachable", "unreachable", "tls"}
    | {"timed-out", "stalled", "given-up", "asked-to-wait", "host-busy"}
)
"""Failures of the host, not of its front page: the rest would be asked in vain."""

Notify = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What a source file can be made of."""

    name: str
    homepage: str
    language: str | None
    chosen: tuple[Found, ...]
    """The best feed and the best news sitemap; else the best other sitemap."""
    others: tuple[Found, ...]
    """Listings that can be read as well."""
    refused: tuple[tuple[str, ItemError], ...]
    """Addresses that were asked for in vain."""


class NothingFound(UnreadableListing):
    """A site that shows no listing, with what each address said."""

    def __init__(
        self, reason: str, detail: str, refused: tuple[tuple[str, ItemError], ...]
    ) -> None:
        super().__init__(reason, detail)
        self.args = (reason, detail, refused)
        self.refused = refused


def discover(
    scout: Scout, url: str, notify: Notify = lambda address: None
) -> Discovery:
    """The listings of the site at ``url``, which may itself be one of them.

    Args:
        notify: is told each address before it is asked for.

    Raises:
        ItemError: the host does not answer, or nothing on it is a listing
            (``nothing-found``).
    """
    search = _Search(scout, notify)
    page = search.ask_first(url)
    if page is not None and _kind_of(page) is not None:
        search.judge(url, page)
        return _discovery(search, _front_of_items(search))
    base = page.final_url if page else url
    front = read_front(page) if page else Front()
    search.try_all(_declared(scout, base, front))
    if not search.found:
        search.try_all(urljoin(base, path) for path in WELL_KNOWN)
    if not search.found:
        raise _nothing_found(search, page)
    return _discovery(search, (base, front))


class _Search:
    """What was asked so far and what came of it; nothing is asked for twice."""

    def __init__(self, scout: Scout, notify: Notify) -> None:
        self.scout = scout
        self.found: list[Found] = []
        self.refused: list[tuple[str, ItemError]] = []
        self._notify = notify
        self._asked: set[str] = set()
        self._reached: set[str] = set()

    def ask_first(self, url: str) -> Response | None:
        """The answer at ``url``; None where only this page is refused to us.

        Raises:
            FetchError: nothing else on this host would be answered either.
        """
        try:
            return self.ask(url)
        except FetchError as error:
            if error.reason in _ENDS_THE_SEARCH:
                raise
            self.refused.append((url, error))
            return None

    def ask(self, url: str) -> Response:
        """The answer, with status 200.

        Raises:
            FetchError: there is none.
        """
        self._asked.add(canonical_url(url))
        self._notify(url)
        response = self.scout.ask(url)
        if response.status != 200:
            detail = f"it answered {response.status}"
            raise FetchError(f"http-{response.status}", detail)
        return response

    def try_all(self, urls: Iterable[str]) -> None:
        """Asks for each; what is wrong with one leaves the others."""
        for url in urls:
            if canonical_url(url) in self._asked:
                continue
            try:
                self.judge(url, self.ask(url))
            except ItemError as error:
                self.refused.append((url, error))

    def judge(self, url: str, response: Response) -> None:
        """Keeps the answer if it is a listing with items, and not known already.

        Raises:
            UnreadableListing: it is none.
        """
        reached, kind = canonical_url(response.final_url), _kind_of(response)
        if reached in self._reached:
            return
        if kind is None:
            raise UnreadableListing("not-a-listing", "neither a feed nor a sitemap")
        self._reached.add(reached)
        listing = Listing(kind=kind, url=url)
        found = judge(listing, self.scout.read(listing, response), self.scout.now())
        if not found.links:
            raise UnreadableListing("empty-listing", f"a {kind} without items")
        self.found.append(found)


def _nothing_found(search: _Search, page: Response | None) -> NothingFound:
    detail = f"no feed and no sitemap: {len(search.refused)} addresses were asked for"
    articles = _articles_on(page) if page else 0
    if articles:
        detail += f'; the page itself lists {articles} articles: kind = "page" reads it'
    return NothingFound("nothing-found", detail, tuple(search.refused))


def _articles_on(page: Response) -> int:
    content_type = page.header("content-type")
    try:
        return len(listings.read("page", page.body, content_type, page.final_url).links)
    except UnreadableListing:
        return 0


def _declared(scout: Scout, base: str, front: Front) -> Iterator[str]:
    yield from [each for each in front.feeds if not _is_comments(each)][:FEEDS_TRIED]
    written = scout.verdict(base).sitemaps
    sitemaps = list(filter(None, (resolve_url(each, base) for each in written)))
    # The sort is stable: news first, else as written.
    sitemaps.sort(key=lambda url: "news" not in urlsplit(url).path.lower())
    yield from sitemaps[:SITEMAPS_TRIED]


def _is_comments(url: str) -> bool:
    return _COMMENTS.search(urlsplit(url).path) is not None


def _kind_of(response: Response) -> str | None:
    content_type, url = response.header("content-type"), response.final_url
    for kind in ("feed", "sitemap"):
        try:
            listings.read(kind, response.body, content_type, url)
        except UnreadableListing:
            continue
        return kind
    return None


def _front_of_items(search: _Search) -> tuple[str, Front]:
    """The front page of the site that most items lead to; feeds live elsewhere too."""
    sites = Counter(urljoin(link.url, "/") for link in search.found[0].links)
    ((url, _),) = sites.most_common(1)
    page = None
    try:
        page = search.ask(url)
    except FetchError as error:
        search.refused.append((url, error))
    return url, read_front(page) if page else Front()


def _discovery(search: _Search, front: tuple[str, Front]) -> Discovery:
    url, said = front
    chosen = choose(search.found)
    titles = [each.sight.reading.title for each in chosen]
    answers = [each.sight.response for each in chosen if each.sight.response]
    declared = (said.language, *map(feed_language, answers))
    words = " ".join(link.title or "" for link in chosen[0].links)
    return Discovery(
        name=name_of(said, titles, url),
        homepage=urlsplit(url)._replace(query="", fragment="").geturl(),
        language=detect_or(words, next(filter(None, declared), None)),
        chosen=chosen,
        others=tuple(each for each in search.found if each not in chosen),
        refused=tuple(search.refused),
    )
