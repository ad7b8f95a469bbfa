"""Before a source is gathered: is it ours to gather, and does its host answer at all?

Arrives a source, leaves what asking ahead brought, or why it is left alone. Many are
admitted at once, before any hand takes them: a host that is dead uses up its time
while all others are at work, instead of holding the last hand when they have ended.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from flows.context import RunContext
from flows.permission import Permission
from flows.rhythm import listing_id
from flows.steps import attempt
from flows.visits import Visit
from transforms.intervals import ListingState, is_due
from transforms.records import Source

States = Mapping[UUID, ListingState]


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """What asking at the door brought."""

    visits: tuple[Visit, ...] = ()
    """Requests for robots.txt."""
    refused: str | None = None
    """Why this run leaves the source alone, in words."""


def worst_first(context: RunContext, sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """``sources``, those first whose listings failed the last time."""
    ids = [listing_id(source, each) for source in sources for each in source.listings]
    states = context.memory.states(ids)
    return tuple(sorted(sources, key=partial(_is_well, states)))


def admit(context: RunContext, source: Source) -> Admission:
    """Claims ``source`` for this run and asks its hosts for their robots.txt.

    The claim is held on return, unless the source is refused.

    Raises:
        WarehouseError: claims cannot be made.
    """
    order = context.orders.get(source.id)
    if order and order.refusal:
        return Admission(refused=order.refusal)
    if not context.claims.take(source.id):
        return Admission(refused="another run is at it")
    states = context.memory.states(
        listing_id(source, listing) for listing in source.listings
    )
    if _is_fresh(context, source, states):
        context.claims.release(source.id)
        return Admission(refused="another run has just polled it")
    permission = Permission(context, source)
    for url in _asked(context, source, states):
        # What nobody foresaw is met again, and counted, when the listing is asked for.
        attempt(partial(permission.verdict, url))
    return Admission(visits=tuple(permission.visits))


def _is_well(states: States, source: Source) -> bool:
    found = [states.get(listing_id(source, each)) for each in source.listings]
    return not any(state and state.failures_in_row for state in found)


def _is_fresh(context: RunContext, source: Source, states: States) -> bool:
    """Whether all listings were polled, by another run, since this one began."""
    found = [states.get(listing_id(source, each)) for each in source.listings]
    return all(state and state.last_polled_at > context.started_at for state in found)


def _asked(context: RunContext, source: Source, states: States) -> Iterator[str]:
    """Addresses of the listings that this run will ask for."""
    now = context.now()
    for listing in source.listings:
        state = states.get(listing_id(source, listing))
        if listing.url is None or (context.due_only and not is_due(state, now)):
            continue
        yield state.polled_url if state else listing.url
