"""An origin's leads sorted: by day, what is known already, what has to be asked for.

A field arrives, a ``Survey`` leaves. The day is what the listing says, else what the
page's address says; where both say nothing, or only when the page last changed, the
page may be of any day up to then, and its own date decides once it has been read.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from flows.backfilling.fields import Field, Lead
from flows.backfilling.origins import ORIGINS
from transforms.articles.dates import days_in
from transforms.errors import ItemError
from transforms.freshness import FINAL_REASONS, Known
from transforms.instants import parse_moment
from transforms.urls import canonical_url
from transforms.windows import OUTSIDE, UNDATED
from warehouse.rows import url_id
from warehouse.unread import captures_of

LOST = FINAL_REASONS | {
    *("http-404", "http-401", "http-403", "redirected-home", "bad-url", "not-a-replay"),
    *("replayed-elsewhere", "other-site", "damaged-record", "short-record"),
}
"""Reasons that a second asking does not mend."""
_LEFT_OUT = frozenset({OUTSIDE, UNDATED})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A page to be asked for, or to be read where the archive has it."""

    lead: Lead
    on: date
    """The window it counts for until its own date is known."""
    is_dated: bool
    """Whether ``on`` is more than a guess."""


@dataclass(slots=True, kw_only=True)
class Survey:
    """What an origin has of a source's days."""

    targets: list[Target] = field(default_factory=list)
    listed: Counter[date] = field(default_factory=Counter)
    known: Counter[date] = field(default_factory=Counter)
    """Pages that came before; by day, as ``listed``."""
    lost: Counter[date] = field(default_factory=Counter)
    """Pages that were found gone before."""
    over: Counter[date] = field(default_factory=Counter)
    """Pages beyond the order's limit."""
    error: ItemError | None = None
    """Why the origin cannot be read."""

    @property
    def requests(self) -> int:
        """Pages that somebody has to be asked for."""
        return sum(_is_request(target) for target in self.targets)


def survey(
    field: Field, origin: str, most_pages: int, wanted: tuple[date, date]
) -> Survey:
    """The pages of the field's days; ``wanted`` are the order's first and last."""
    found = Survey()
    try:
        leads = _unique(field, ORIGINS[origin].find(field))
    except ItemError as error:
        found.error = error
        return found
    placed = [each for lead in leads if (each := _place(field, lead)) is not None]
    known = field.context.memory.known(each.lead.link.asked_url for each in placed)
    archived = _archived(field, placed, known)
    for target in placed:
        _sort(found, target, known.get(target.lead.link.asked_url), archived)
    found.targets = [_marked(each, wanted) for each in found.targets]
    _limit(found, most_pages)
    return found


def _unique(field: Field, leads: Iterable[Lead]) -> list[Lead]:
    """One a page; of several the first that is dated."""
    unique: dict[str, Lead] = {}
    for lead in leads:
        key = canonical_url(lead.link.url)
        earlier = unique.get(key)
        if earlier is None or (_is_vague(earlier) and not _is_vague(lead)):
            unique[key] = lead
    return list(unique.values())


def _is_vague(lead: Lead) -> bool:
    return lead.on is None and lead.link.published_at is None


def _place(field: Field, lead: Lead) -> Target | None:
    """The lead with the window it counts for; None where it is of no wanted day."""
    link, on = lead.link, lead.on
    if on is None and link.published_at is not None:
        on = field.day_of(link.published_at)
    if on is not None:
        return Target(lead=lead, on=on, is_dated=True) if on in field.days else None
    if (named := _day_named(link.url)) is not None:
        # The address may name the day of another zone.
        near = min(field.days, key=lambda day: (abs(day - named), day))
        is_near = abs(near - named) <= _DAY
        return Target(lead=lead, on=near, is_dated=True) if is_near else None
    changed_at = link.modified_at or link.captured_at
    if changed_at is None and lead.capture is not None:
        changed_at = lead.capture.fetched_at
    latest = field.day_of(changed_at) if changed_at else field.last
    if latest < field.first:
        return None
    guess = max(day for day in field.days if day <= max(latest, field.first))
    return Target(lead=lead, on=guess, is_dated=False)


def _day_named(url: str) -> date | None:
    """The day in an article's address; a month alone tells no day."""
    for text in days_in(url):
        moment = parse_moment(text, None)
        if moment is not None:
            return moment.on
    return None


def _archived(
    field: Field, placed: Iterable[Target], known: Mapping[str, Known]
) -> Mapping[object, Lead]:
    """Pages that were left out of an earlier backfill, where the archive has them."""
    left_out = [
        target.lead.link.url
        for target in placed
        if (found := known.get(target.lead.link.asked_url)) is not None
        and found.last_reason in _LEFT_OUT
    ]
    settings = field.context.settings
    captures = captures_of(
        settings.warehouse, left_out, patience_seconds=settings.patience_seconds
    )
    return {
        key: Lead(link=capture.link, capture=capture)
        for key, capture in captures.items()
        if capture.link is not None
    }


def _sort(
    found: Survey,
    target: Target,
    known: Known | None,
    archived: Mapping[object, Lead],
) -> None:
    on, link = target.on, target.lead.link
    found.listed[on] += 1
    if known is None or target.lead.capture is not None:
        found.targets.append(target)
    elif known.last_reason is None:
        found.known[on] += 1
    elif known.last_reason in _LEFT_OUT:
        held = archived.get(url_id(link.url))
        capture = held.capture if held else None
        found.targets.append(
            replace(target, lead=replace(target.lead, capture=capture))
        )
    elif known.last_reason in LOST:
        found.lost[on] += 1
    else:
        found.targets.append(target)


def _marked(target: Target, wanted: tuple[date, date]) -> Target:
    first, last = wanted
    link = replace(target.lead.link, wanted_from=first, wanted_until=last)
    return replace(target, lead=replace(target.lead, link=link))


def _limit(found: Survey, most_pages: int) -> None:
    """Leaves out what is beyond the limit: guesses last."""
    kept: list[Target] = []
    asked = 0
    for target in sorted(found.targets, key=lambda each: not each.is_dated):
        asked += _is_request(target)
        if asked > most_pages and _is_request(target):
            found.over[target.on] += 1
        else:
            kept.append(target)
    found.targets = kept


def _is_request(target: Target) -> bool:
    is_local = (target.lead.link.replay_url or "").startswith("file:")
    return target.lead.capture is None and not is_local
