"""How far a backfill has come, and how long the rest will take."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.backfilling.fieldwork import Fieldwork
from flows.backfilling.orders import Order
from flows.backfilling.reports import Report

ANSWER_SECONDS = 0.5
"""Until a host has answered: from request to last byte, with reading it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advance:
    """One look at a backfill under way."""

    asked: int
    due: int
    """Pages to be asked for, as far as the sources have been looked into."""
    windows_through: int
    windows: int
    seconds_left: float | None
    """None until every source has been looked into."""
    reading: tuple[str, ...] = ()
    """Files that are streamed just now, and how far."""

    @property
    def share(self) -> float:
        """Between 0 and 1."""
        if self.due:
            return min(self.asked / self.due, 1.0)
        return self.windows_through / self.windows if self.windows else 1.0

    def sentence(self) -> str:
        """How far, in one line."""
        pages = f"{self.asked} of {self.due} pages asked for"
        windows = f"{self.windows_through} of {self.windows} windows through"
        if self.seconds_left is None:
            looked = "; ".join(self.reading) or "some sources are still looked into"
            return f"{pages}, {windows}; {looked}"
        return f"{pages}, {windows}; {in_words(self.seconds_left)} left"


def advance_of(works: Sequence[Fieldwork], report: Report, order: Order) -> Advance:
    """What the threads' own counts say now."""
    left = [_seconds_left(work) for work in works]
    known = [each for each in left if each is not None]
    is_known = len(known) == len(left)
    return Advance(
        asked=sum(work.asked for work in works),
        due=sum(work.found.requests for work in works),
        windows_through=report.windows_through,
        windows=report.windows_taken,
        seconds_left=together(known, order.sources_at_once) if is_known else None,
        reading=tuple(work.place.reading for work in works if work.place.reading),
    )


def together(seconds: Iterable[float], at_once: int) -> float:
    """How long sources take side by side: the slowest, or all over the hands."""
    each = list(seconds)
    return max([sum(each) / at_once, *each], default=0.0)


def seconds_for(work: Fieldwork) -> float:
    """For all pages of a survey, as politeness allows, before anything was measured."""
    return work.found.requests * (work.delay_seconds + ANSWER_SECONDS)


def _seconds_left(work: Fieldwork) -> float | None:
    if work.begun_at is None:
        return None
    measured = work.seconds_per_page()
    if measured is None:
        return seconds_for(work)
    return (work.found.requests - work.asked) * measured


def in_words(seconds: float) -> str:
    """A length of time for a person."""
    if seconds < 60:
        return "under a minute"
    minutes = round(seconds / 60)
    if minutes < 120:
        return f"about {minutes} minutes" if minutes > 1 else "about a minute"
    return f"about {minutes / 60:.0f} hours"
