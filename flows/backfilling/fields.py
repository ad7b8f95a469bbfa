"""One source while a backfill is at it: what an origin may use to find its pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flows.context import RunContext
from flows.fetching.responses import Response
from flows.looks import Look
from flows.polling import Poll
from flows.walks import Walk
from transforms.errors import FetchError, ItemError, UnreadableListing
from transforms.records import Capture, Link, Listing, Source
from transforms.windows import zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A page that may be of one of the days: where it is, and what dates it."""

    link: Link
    on: date | None = None
    """Its day as the origin has it; None: the link's own dates tell, or nothing."""
    capture: Capture | None = None
    """Where the archive has the page already; nothing is asked for then."""


class Field:
    """A source and the days that are looked for; keeps the requests that it takes."""

    def __init__(
        self,
        context: RunContext,
        source: Source,
        days: Sequence[date],
        *,
        files: tuple[str, ...] = (),
        homepages: tuple[str, ...] = (),
        is_preview: bool = False,
    ) -> None:
        """Args beyond the source's own: of the order, all its files and sites."""
        self.context = context
        self.source = source
        self.first, self.last = min(days), max(days)
        self.days = frozenset(days)
        self.files = files
        self.homepages = homepages
        self.is_preview = is_preview
        self.notes: list[str] = []
        """What a preview cannot know, in words."""
        self.reading = ""
        """What takes long just now, and how far it is."""
        self.poll = Poll(context, source)
        self.walk = Walk(context, source, self.poll)

    @property
    def since(self) -> datetime:
        """The instant at which the first day begins for the publisher."""
        return datetime.combine(self.first, time(), zone(self.source))

    @property
    def until(self) -> datetime:
        """The instant at which the last day has ended."""
        ends = self.last + timedelta(days=1)
        return datetime.combine(ends, time(), zone(self.source))

    def day_of(self, at: datetime) -> date:
        """The publisher's day of an instant."""
        return at.astimezone(zone(self.source)).date()

    def tell(self, reading: str) -> None:
        """Notes what takes long just now, for who watches."""
        self.reading = reading

    def ask(self, url: str, span: range | None = None) -> Response:
        """A file of an archive's, or some bytes of it, under its host's robots.txt.

        Raises:
            FetchError: as in ``fetching.session``; ``stopped``.
        """
        if self.context.stopping.is_set():
            raise FetchError("stopped", "the run is being stopped")
        return self.context.fetcher.fetch(url, rules=self.poll.permission, span=span)

    def look(self, listing: Listing) -> Look:
        """The first document of a listing; what is wrong with it is noted.

        Raises:
            ItemError: it did not come, or is none.
        """
        url = str(listing.url)
        try:
            look = self.walk.look(listing, url)
        except ItemError as error:
            self.walk.visits.append(self.poll.failed_visit("listing", error, url))
            raise
        if look is None:
            failure = self.walk.visits[-1].failures[0]
            kind = FetchError if failure.stage == "fetch" else UnreadableListing
            raise kind(failure.reason, failure.detail)
        return look
