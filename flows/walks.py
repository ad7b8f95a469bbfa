"""One source: its listings to links, however many documents a listing has.

A listing that has not changed is read again from the archive: pages that failed, or
that a killed run never reached, are found through it.
"""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flows.context import RunContext
from flows.fetching.responses import Response
from flows.folders import look_into
from flows.polling import Poll
from flows.rhythm import Rhythm
from flows.visits import Visit
from transforms import listings
from transforms.errors import FetchError, ItemError, UnreadableListing
from transforms.listings.indexes import children_for
from transforms.listings.reading import Reading
from transforms.listings.trails import Trail
from transforms.records import Failure, Link, Listing, Source
from transforms.urls import canonical_url, same_site
from warehouse import captures

CHILDREN_TAKEN = 4
"""Sitemaps read of an index, the newest first: what is older is for a backfill."""
SITEMAPS_MAX = 20
"""Sitemaps read for one listing in one run, indexes included."""
ALTERNATES_TAKEN = 2
"""Feeds followed where an HTML page stands in a feed's place."""

_HORIZON = timedelta(days=90)
_ALWAYS_TAKEN = 100
"""Links of a listing that are taken whatever their age. Some feeds list everything
that a site ever published; beyond this many, what is older than the horizon before
the newest item is left to a backfill."""
_NO_LOSS = frozenset({"duplicate-item", "not-a-page"})
_BEGINNING = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One document of a listing as it was found."""

    url: str
    """After redirects."""
    reading: Reading


class Walk:
    """One source's listings while they are read; keeps the requests that it took."""

    def __init__(self, context: RunContext, source: Source, poll: Poll) -> None:
        self.visits: list[Visit] = []
        self._looked: dict[str, Look] = {}
        self.rhythm = Rhythm(context, source)
        self._context = context
        self._source = source
        self._poll = poll

    def links(self, listing: Listing) -> tuple[Link, ...]:
        """The listing's links, each once.

        Raises:
            ItemError: nothing came for its first document.
        """
        if listing.kind == "files":
            return look_into(str(listing.path))
        url = self.rhythm.begin(listing)
        if url is None:
            return ()
        try:
            found = _WALKS[listing.kind](self, listing, url)
        except ItemError as error:
            self.rhythm.fail(error)
            raise
        unique = {(link.url, link.title): link for link in reversed(list(found))}
        links = _recent(tuple(reversed(unique.values())))
        self.rhythm.end(links)
        return links

    def _feed(self, listing: Listing, url: str) -> Iterable[Link]:
        look = self._look(listing, url)
        if look is None:
            return ()
        alternates = [
            child.url
            for child in look.reading.children
            if same_site(child.url, look.url) and child.url != url
        ]
        others = [self._try(listing, each) for each in alternates[:ALTERNATES_TAKEN]]
        return look.reading.links + tuple(
            link for other in others if other for link in other.reading.links
        )

    def _sitemaps(self, listing: Listing, url: str) -> Iterable[Link]:
        """The newest sitemaps of an index; one of another site is refused."""
        first = self._look(listing, url)
        waiting = deque([first] if first else [])
        seen, links = {canonical_url(url)}, list[Link]()
        while waiting:
            look = waiting.popleft()
            links += look.reading.links
            until = self._context.now()
            for child in children_for(
                look.reading, _BEGINNING, until, most=CHILDREN_TAKEN
            ):
                if canonical_url(child.url) in seen or len(seen) >= SITEMAPS_MAX:
                    continue
                seen.add(canonical_url(child.url))
                if not same_site(child.url, look.url):
                    self._refuse(child.url, f"{look.url} names a sitemap elsewhere")
                elif (found := self._try(listing, child.url)) is not None:
                    waiting.append(found)
        return links

    def _pages(self, listing: Listing, url: str) -> Iterable[Link]:
        """Page after page, until nothing on one is new.

        Known links end the walk only if the first page was read to its end before:
        the run that stored it had stored all pages behind it.
        """
        was_walked = bool(self._context.memory.known([url]))
        trail, links = Trail(), list[Link]()
        look = self._look(listing, url)
        while look is not None:
            links += look.reading.links
            if was_walked and self._knows(look.reading.links):
                break
            trail = trail.after(look.url, look.reading)
            look = self._try(listing, trail.next_url) if trail.next_url else None
        return links

    def _knows(self, links: tuple[Link, ...]) -> bool:
        known = self._context.memory.known(link.url for link in links)
        return all(link.url in known for link in links)

    def _try(self, listing: Listing, url: str) -> Look | None:
        """A further document; what is wrong with it does not spoil the others."""
        try:
            return self._look(listing, url)
        except ItemError as error:
            self.visits.append(self._poll.failed_visit("listing", error, url))
            return None

    def _refuse(self, url: str, problem: str) -> None:
        error = UnreadableListing("other-site", problem)
        failure = self._poll.failure(error, url, self._context.now())
        self.visits.append(Visit(failures=(failure,)))

    def _look(self, listing: Listing, url: str) -> Look | None:
        """One document, from the archive if it has not changed; None if unreadable.

        Raises:
            ItemError: nothing came.
        """
        if (looked := self._looked.get(canonical_url(url))) is not None:
            # A news sitemap stands in the source file and in the index as well.
            return looked
        known = self._context.memory.known([url]).get(url)
        archived = self._context.archived(known)
        # Without its last answer a listing is asked for in full.
        response = self._poll.ask(url, known if archived else None, "listing")
        same = self._poll.unchanged("listing", response)
        if same is not None:
            archived = same, captures.read(self._context.settings.captures, same)
        if response.status == 304 and archived:
            capture, body = archived
            reading = _read(listing, body, capture.content_type, capture.final_url)
            fetch = self._poll.fetch("listing", response, same)
            self.visits.append(Visit(fetch=fetch))
            look: Look | None = Look(url=capture.final_url, reading=reading)
        else:
            look = self._read_new(listing, response)
        self.rhythm.hear(
            response, look.reading if look else self.visits[-1].failures[0]
        )
        return self._remember(url, look) if look else None

    def _remember(self, url: str, look: Look) -> Look:
        for each in (url, look.url):
            self._looked.setdefault(canonical_url(each), look)
        return look

    def _read_new(self, listing: Listing, response: Response) -> Look | None:
        poll, at = self._poll, response.started_at
        capture = poll.archive("listing", response, None, None)
        try:
            reading = _reading(listing, response)
        except ItemError as error:
            fetch = poll.fetch("listing", response, capture, reason=error.reason)
            failed = (poll.failure(error, response.url, at),)
            self.visits.append(Visit(fetch=fetch, capture=capture, failures=failed))
            return None
        fetch = poll.fetch("listing", response, capture)
        skipped = tuple(self._skipped(reading, response))
        self.visits.append(Visit(fetch=fetch, capture=capture, failures=skipped))
        return Look(url=response.final_url, reading=reading)

    def _skipped(self, reading: Reading, response: Response) -> Iterable[Failure]:
        """Items that the listing has and nobody can fetch; repeats are no loss."""
        for reason, detail in reading.skipped:
            if reason not in _NO_LOSS:
                error = UnreadableListing(reason, detail)
                yield self._poll.failure(error, response.url, response.started_at)


def _reading(listing: Listing, response: Response) -> Reading:
    if response.status != 200:
        reason = f"http-{response.status}"
        raise FetchError(reason, f"the listing answered {response.status}")
    content_type = response.header("content-type")
    reading = _read(listing, response.body, content_type, response.final_url)
    # A news sitemap may be empty over a weekend; a feed keeps its last items, and one
    # without any is a template or a site that has moved on.
    has_items = reading.links or reading.children or reading.skipped
    if listing.kind == "feed" and not has_items:
        raise UnreadableListing("no-items", "the feed lists no article")
    return reading


def _read(listing: Listing, body: bytes, content_type: str | None, url: str) -> Reading:
    """The document as its kind; a page in a feed's place as the feeds it names."""
    try:
        return listings.read(
            listing.kind,
            body,
            content_type,
            url,
            item_selector=listing.item_selector,
            next_selector=listing.next_selector,
        )
    except UnreadableListing as error:
        if error.reason != "html-instead-of-feed":
            raise
        feeds = listings.feed_alternates(body, content_type, url)
        if not feeds:
            raise
        return Reading(
            links=(), children=tuple(listings.Child(url=feed) for feed in feeds)
        )


def _recent(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """``links`` without the far past of a feed that lists everything."""
    dated = [at for link in links if (at := link.published_at or link.modified_at)]
    if len(links) <= _ALWAYS_TAKEN or not dated:
        return links
    oldest = max(dated) - _HORIZON
    return links[:_ALWAYS_TAKEN] + tuple(
        link
        for link in links[_ALWAYS_TAKEN:]
        if (link.published_at or link.modified_at or oldest) >= oldest
    )


_WALKS: dict[str, Callable[[Walk, Listing, str], Iterable[Link]]] = {
    "feed": Walk._feed,
    "sitemap": Walk._sitemaps,
    "page": Walk._pages,
}
