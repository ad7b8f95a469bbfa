"""One look at a listing by which nothing is kept: for ``dateline sources``.

Beside the path of an article: what arrives is a listing of a source file or a guess at
one, what leaves is a ``Sight``. It asks as a run does (robots.txt, pace, guard), but
neither the archive nor the warehouse hears of it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from flows.context import MIN_DELAY_SECONDS
from flows.fetching.guard import AddressGuard
from flows.fetching.limits import Limits
from flows.fetching.responses import Response, Verdict
from flows.fetching.robots import RobotsCache
from flows.fetching.session import Fetcher
from flows.fetching.shared_pacing import SharedPacer
from flows.folders import look_into
from flows.settings import Settings
from flows.walks import ALTERNATES_TAKEN, CHILDREN_TAKEN
from flows.warcs import walk, warc_files
from transforms import listings
from transforms.errors import FetchError, ItemError, UnreadableListing
from transforms.listings import cdx
from transforms.listings.indexes import children_for
from transforms.listings.reading import Reading
from transforms.polls import permanent_target
from transforms.records import Link, Listing, Source
from transforms.urls import same_site

AGENT = "Dateline"
INDEXES_MAX = 2
"""Indexes of sitemaps followed one below the other."""
RECORDS_LOOKED_AT = 100
"""Pages of WARC files that one look reads."""
_HTML_REASONS = frozenset({"html-instead-of-feed", "html-instead-of-sitemap"})
_BEGINNING = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How one source wants to be asked."""

    user_agent: str | None = None
    min_delay_seconds: float | None = None
    homepage: str | None = None
    """Whose pages are looked for in WARC files; None: anyone's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A listing as one look found it."""

    listing: Listing
    response: Response | None
    """To the listing's own address; None for a folder."""
    reading: Reading
    """Of the listing, without what is behind it."""
    feeds: tuple[str, ...] = ()
    """Feeds named by an HTML page that stands in the listing's place."""
    is_page: bool = False
    """Whether such a page does."""
    behind: tuple["Sight", ...] = ()
    """What was read in its stead: feeds of the page, the newest sitemap of an index."""
    lost: tuple[tuple[str, ItemError], ...] = ()
    """What should have been read in its stead, and why it was not."""
    forbidden: int = 0
    """Of ``links``, those that the host's robots.txt disallows."""

    @property
    def links(self) -> tuple[Link, ...]:
        """Of the listing and of what is behind it."""
        return self.reading.links + tuple(
            link for sight in self.behind for link in sight.links
        )

    @property
    def moved_to(self) -> str | None:
        """Where a permanent redirect leads."""
        if self.response is None:
            return None
        return permanent_target(self.response.redirects, self.response.final_url)


class Scout:
    """Asks and reads; for any number of threads.

    Args:
        fetcher: for every request.
        now: the instant, aware and UTC.
        min_delay_seconds: between two requests to a host that says nothing else.
        archive: the home's own WARC files, which no source reads.
    """

    def __init__(
        self,
        fetcher: Fetcher,
        now: Callable[[], datetime],
        min_delay_seconds: float = MIN_DELAY_SECONDS,
        archive: Path = Path("captures"),
    ) -> None:
        self.now = now
        self._archive = archive
        self._fetcher = fetcher
        self._min_delay = min_delay_seconds
        self._robots = RobotsCache(fetcher.fetch, agent=AGENT)

    def verdict(self, url: str) -> Verdict:
        """What the host of ``url`` says of it in its robots.txt."""
        return self._robots.verdict(url)

    def ask(self, url: str, manners: Manners | None = None) -> Response:
        """The answer to one request, whatever its status.

        Raises:
            FetchError: as in ``fetching.session``.
        """
        manners = manners or Manners()
        own = manners.min_delay_seconds
        rules = _Rules(self._robots, self._min_delay if own is None else own)
        return self._fetcher.fetch(url, user_agent=manners.user_agent, rules=rules)

    def look(self, listing: Listing, manners: Manners | None = None) -> Sight:
        """The listing now; of an index also its newest sitemap, of an HTML page in a
        feed's place the first feeds that it names.

        Raises:
            ItemError: no answer came, or none that can be read.
        """
        if listing.url is None:
            return self._look_into(listing, manners or Manners())
        if listing.kind == "cdx":
            # What was agreed on with the publisher is no matter of the archive's.
            return self.read(listing, self.ask(cdx.completed_query(listing.url)))
        return self.read(listing, self.ask(listing.url, manners), manners)

    def read(
        self, listing: Listing, response: Response, manners: Manners | None = None
    ) -> Sight:
        """As ``look``, of an answer that has come."""
        sight = self._read(listing, response, manners, INDEXES_MAX)
        return replace(sight, forbidden=self._forbidden(sight))

    def _read(
        self, listing: Listing, response: Response, manners: Manners | None, depth: int
    ) -> Sight:
        sight = _sight(listing, response)
        if sight.reading.links or not depth:
            return sight
        behind, lost = list[Sight](), list[tuple[str, ItemError]]()
        for url in self._addresses_behind(sight):
            child = Listing(kind=listing.kind, url=url)
            try:
                answer = self.ask(url, manners)
                behind.append(self._read(child, answer, manners, depth - 1))
            except ItemError as error:
                lost.append((url, error))
        return replace(sight, behind=tuple(behind), lost=tuple(lost))

    def _look_into(self, listing: Listing, manners: Manners) -> Sight:
        """A folder; of WARC files the first pages."""
        path = str(listing.path)
        if listing.kind != "warc":
            reading = Reading(links=look_into(path))
            return Sight(listing=listing, response=None, reading=reading)
        links, skipped = list[Link](), list[tuple[str, str]]()
        for file in warc_files(path, self._archive):
            walked = walk(
                file,
                0,
                listing=path,
                homepage=manners.homepage,
                most=RECORDS_LOOKED_AT - len(links),
            )
            links += walked.links
            skipped += [(name, first) for name, (_, first) in walked.skipped.items()]
            if len(links) >= RECORDS_LOOKED_AT:
                break
        reading = Reading(links=tuple(links), skipped=tuple(skipped))
        return Sight(listing=listing, response=None, reading=reading)

    def _addresses_behind(self, sight: Sight) -> list[str]:
        at = sight.response.final_url if sight.response else ""
        if sight.is_page:
            own = [url for url in sight.feeds if same_site(url, at) and url != at]
            return own[:ALTERNATES_TAKEN] if sight.listing.kind == "feed" else []
        children = children_for(
            sight.reading, _BEGINNING, self.now(), most=CHILDREN_TAKEN
        )
        own = [child.url for child in children if same_site(child.url, at)]
        return sorted(own, key=lambda url: "news" not in urlsplit(url).path)[:1]

    def _forbidden(self, sight: Sight) -> int:
        """Only hosts that were asked already are judged: others cost a request."""
        known = {_host(each.final_url) for each in _responses(sight)}
        urls = [
            link.asked_url for link in sight.links if _host(link.asked_url) in known
        ]
        return sum(not self.verdict(url).allowed for url in urls)


@contextmanager
def open_scout(
    settings: Settings,
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[Scout]:
    """A scout that keeps the same pace as the runs of this home.

    Raises:
        WarehouseError: the home's folder cannot be written.
    """
    with Fetcher(
        user_agent=settings.user_agent,
        limits=Limits(),
        guard=AddressGuard(settings.allowed_addresses),
        pacer=SharedPacer(settings.home / "hosts", 0.0),
        now=now,
    ) as fetcher:
        yield Scout(fetcher, now, MIN_DELAY_SECONDS, settings.captures)


def manners_of(source: Source) -> Manners:
    """How ``source`` wants to be asked."""
    return Manners(
        user_agent=source.user_agent,
        min_delay_seconds=source.min_delay_seconds,
        homepage=source.homepage,
    )


@dataclass(frozen=True, slots=True)
class _Rules:
    """robots.txt with a pause of our own."""

    robots: RobotsCache
    least_seconds: float

    def verdict(self, url: str) -> Verdict:
        verdict = self.robots.verdict(url)
        delay = max(self.least_seconds, verdict.crawl_delay or 0.0)
        return replace(verdict, crawl_delay=delay)


def _sight(listing: Listing, response: Response) -> Sight:
    if response.status != 200:
        reason = f"http-{response.status}"
        raise FetchError(reason, f"the listing answered {response.status}")
    content_type, url = response.header("content-type"), response.final_url
    try:
        reading = listings.read(
            listing.kind,
            response.body,
            content_type,
            url,
            item_selector=listing.item_selector,
            next_selector=listing.next_selector,
        )
    except UnreadableListing as error:
        if error.reason not in _HTML_REASONS:
            raise
        feeds = listings.feed_alternates(response.body, content_type, url)
        return Sight(
            listing=listing,
            response=response,
            reading=Reading(links=()),
            feeds=feeds,
            is_page=True,
        )
    if listing.kind == "cdx":
        reading = replace(reading, links=cdx.replay_links(reading, url))
    return Sight(listing=listing, response=response, reading=reading)


def _responses(sight: Sight) -> Iterable[Response]:
    if sight.response is not None:
        yield sight.response
    for each in sight.behind:
        yield from _responses(each)


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()
