"""One source: its listings to links, however many documents a listing has.

A listing that has not changed is read again from the archive: pages that failed, or
that a killed run never reached, are found through it.
"""

from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

from flows.context import RunContext
from flows.fetching.responses import Response
from flows.folders import look_into
from flows.looks import Look, read_answer, read_document
from flows.polling import PAGES_MAX, Poll
from flows.rhythm import Rhythm
from flows.visits import Visit
from flows.warc_marks import next_links
from transforms.errors import ItemError, UnreadableListing
from transforms.listings import cdx
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
CDX_ANSWERS_MAX = 50
"""Answers of a CDX server read in one run, each of up to ``cdx.ROWS_MAX`` rows."""
ALTERNATES_TAKEN = 2
"""Feeds followed where an HTML page stands in a feed's place."""

_HORIZON = timedelta(days=90)
_ALWAYS_TAKEN = 100
"""Links of a listing that are taken whatever their age. Some feeds list everything
that a site ever published; beyond this many, what is older than the horizon before
the newest item is left to a backfill."""
_NO_LOSS = frozenset({"duplicate-item", "not-a-page"})
_BEGINNING = datetime(1990, 1, 1, tzinfo=UTC)


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
        if listing.kind == "warc":
            records, visits = next_links(self._context, self._source, listing)
            self.visits += visits
            return tuple(records)
        url = self.rhythm.begin(listing)
        if url is None:
            return ()
        try:
            found = _WALKS[listing.kind](self, listing, url)
        except ItemError as error:
            self.rhythm.fail(error)
            raise
        unique = {(link.asked_url, link.title): link for link in reversed(list(found))}
        links = _recent(tuple(reversed(unique.values())))
        self.rhythm.end(links)
        return links

    def _feed(self, listing: Listing, url: str) -> Iterable[Link]:
        look = self.look(listing, url)
        if look is None:
            return ()
        alternates = [
            child.url
            for child in look.reading.children
            if same_site(child.url, look.url) and child.url != url
        ]
        others = [self.attempt(listing, each) for each in alternates[:ALTERNATES_TAKEN]]
        return look.reading.links + tuple(
            link for other in others if other for link in other.reading.links
        )

    def _sitemaps(self, listing: Listing, url: str) -> Iterable[Link]:
        """The newest sitemaps of an index; one of another site is refused."""
        first = self.look(listing, url)
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
                elif (found := self.attempt(listing, child.url)) is not None:
                    waiting.append(found)
        return links

    def _pages(self, listing: Listing, url: str) -> Iterable[Link]:
        """Page after page, until nothing on one is new.

        Known links end the walk only if the first page was read to its end before:
        the run that stored it had stored all pages behind it.
        """
        was_walked = bool(self._context.memory.known([url]))
        trail, links = Trail(), list[Link]()
        look = self.look(listing, url)
        while look is not None:
            links += look.reading.links
            if was_walked and self._knows(look.reading.links):
                break
            trail = trail.after(look.url, look.reading)
            further = trail.next_url
            look = self.attempt(listing, further, may_end=True) if further else None
        return links

    def _captures(self, listing: Listing, url: str) -> Iterable[Link]:
        """What a web archive has, until that is enough new for one run.

        The next run comes through the same rows to what is behind them.
        """
        asked, seen, links, new = cdx.completed_query(url), set[str](), list[Link](), 0
        look = self.look(listing, asked)
        while look is not None:
            found = cdx.replay_links(look.reading, look.url)
            links += found
            known = self._context.memory.known(link.asked_url for link in found)
            new += sum(link.asked_url not in known for link in found)
            seen.add(asked)
            asked = look.reading.next_url or ""
            is_enough = new >= PAGES_MAX or len(seen) >= CDX_ANSWERS_MAX
            if is_enough or not asked or asked in seen:
                break
            look = self.attempt(listing, asked)
        return links

    def _knows(self, links: tuple[Link, ...]) -> bool:
        known = self._context.memory.known(link.url for link in links)
        return all(link.url in known for link in links)

    def attempt(
        self, listing: Listing, url: str, *, may_end: bool = False
    ) -> Look | None:
        """A further document; what is wrong with it does not spoil the others.

        ``may_end``: without any article it is the end of what was read before it.
        """
        try:
            return self.look(listing, url, may_end=may_end)
        except ItemError as error:
            self.visits.append(self._poll.failed_visit("listing", error, url))
            return None

    def _refuse(self, url: str, problem: str) -> None:
        error = UnreadableListing("other-site", problem)
        failure = self._poll.failure(error, url, self._context.now())
        self.visits.append(Visit(failures=(failure,)))

    def look(self, listing: Listing, url: str, *, may_end: bool = False) -> Look | None:
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
        response = self._poll.ask(
            url,
            known if archived else None,
            "listing",
            is_publisher=listing.kind != "cdx",
        )
        same = self._poll.unchanged("listing", response)
        if same is not None:
            archived = same, captures.read(self._context.settings.captures, same)
        if response.status == 304 and archived:
            capture, body = archived
            content_type, at = capture.content_type, capture.final_url
            reading = read_document(listing, body, content_type, at, may_end=may_end)
            fetch = self._poll.fetch("listing", response, same)
            self.visits.append(Visit(fetch=fetch))
            look: Look | None = Look(url=at, reading=reading)
        else:
            look = self._read_new(listing, response, may_end)
        self.rhythm.hear(
            response, look.reading if look else self.visits[-1].failures[0]
        )
        return self._remember(url, look) if look else None

    def _remember(self, url: str, look: Look) -> Look:
        for each in (url, look.url):
            self._looked.setdefault(canonical_url(each), look)
        return look

    def _read_new(
        self, listing: Listing, response: Response, may_end: bool
    ) -> Look | None:
        poll, at = self._poll, response.started_at
        capture = poll.archive("listing", response, None, None)
        try:
            reading = read_answer(listing, response, may_end=may_end)
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
    "cdx": Walk._captures,
}
