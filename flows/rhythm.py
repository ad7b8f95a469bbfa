"""When the listings of one source are polled: their state before a run and after it."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from flows.context import RunContext
from flows.fetching.responses import Response
from flows.fetching.retrying import asked_wait
from flows.visits import Visit
from transforms.errors import ItemError
from transforms.identity import identify
from transforms.intervals import ListingState, advance, is_due
from transforms.listings.reading import Reading
from transforms.polls import Outcome, cache_control_max_age, permanent_target
from transforms.records import Failure, Link, Listing, Source
from transforms.urls import canonical_url


@dataclass(slots=True, kw_only=True)
class _Polled:
    """One listing in this run; its first answer counts, whatever it leads to."""

    listing: Listing
    at: datetime
    response: Response | None = None
    failure_reason: str | None = None
    ttl_seconds: int | None = None
    links: tuple[Link, ...] = ()


class Rhythm:
    """The polling states of a source's listings, from poll to poll."""

    def __init__(self, context: RunContext, source: Source) -> None:
        self._context = context
        self._source = source
        self._polled: list[_Polled] = []
        self._states = context.memory.states(
            listing_id(source, listing) for listing in source.listings
        )

    def begin(self, listing: Listing) -> str | None:
        """The address to ask; None where the listing is not due and only due ones are.

        It is not the one in the source file once a permanent move was confirmed.
        """
        state = self._states.get(listing_id(self._source, listing))
        now = self._context.now()
        if self._context.due_only and not is_due(state, now):
            return None
        self._polled.append(_Polled(listing=listing, at=now))
        return state.polled_url if state else str(listing.url)

    def hear(self, response: Response, outcome: Reading | Failure) -> None:
        """Notes an answer and what was read from it, or why nothing was."""
        if not self._polled:
            # A backfill looks at listings out of their rhythm.
            return
        polled = self._polled[-1]
        if polled.response is not None:
            return
        polled.response = response
        if isinstance(outcome, Reading):
            polled.ttl_seconds = outcome.ttl_seconds
        else:
            polled.failure_reason = outcome.reason

    def fail(self, error: ItemError) -> None:
        """Notes that no answer came."""
        self._polled[-1].failure_reason = error.reason

    def end(self, links: tuple[Link, ...]) -> None:
        """Notes what the listing had, all its documents together."""
        self._polled[-1].links = links

    def states(self, new_urls: Container[str]) -> Iterator[Visit]:
        """The state of every polled listing after this run, as visits of no request.

        Args:
            new_urls: canonical addresses that nobody had seen before this run.
        """
        for polled in self._polled:
            listing = polled.listing
            new_items = sum(
                canonical_url(link.url) in new_urls for link in polled.links
            )
            state = advance(
                self._states.get(listing_id(self._source, listing)),
                _outcome(polled, new_items),
                source_id=self._source.id,
                kind=listing.kind,
                url=str(listing.url),
            )
            yield Visit(state=self._ordered(state))

    def _ordered(self, state: ListingState) -> ListingState:
        """The state with the interval that a person ordered; failures stretch it."""
        order = self._context.orders.get(self._source.id)
        if order is None or order.interval_seconds is None:
            return state
        due_at = state.last_polled_at + timedelta(seconds=order.interval_seconds)
        return replace(
            state,
            interval_seconds=order.interval_seconds,
            next_poll_at=max(due_at, state.next_poll_at)
            if state.failures_in_row
            else due_at,
        )


def listing_id(source: Source, listing: Listing) -> UUID:
    """By which the state of a listing is kept."""
    return identify("listing", source.id, listing.kind, listing.url)


def _outcome(polled: _Polled, new_items: int) -> Outcome:
    response = polled.response
    if response is None:
        return Outcome(at=polled.at, failure_reason=polled.failure_reason)
    return Outcome(
        at=response.started_at,
        status=response.status,
        failure_reason=polled.failure_reason,
        listed=len(polled.links),
        new_items=new_items,
        ttl_seconds=polled.ttl_seconds,
        max_age_seconds=cache_control_max_age(response.header("cache-control")),
        retry_after_seconds=asked_wait(response, response.started_at),
        moved_to=permanent_target(response.redirects, response.final_url),
    )
