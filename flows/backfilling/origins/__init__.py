"""Where the past of a source can be found. One module an origin.

Each has ``problem``, why it has nothing for a source whatever the day, and ``find``,
which gives leads for a field's days. A new origin is a module and a line in
``ORIGINS``, whose keys are the choices of the form.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flows.backfilling.fields import Field, Lead
from flows.backfilling.origins import captures, cdx, listings, sitemaps, warc
from transforms.records import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One origin."""

    problem: Callable[[Source], str | None]
    find: Callable[[Field], Iterator[Lead]]


ORIGINS: dict[str, Origin] = {
    "sitemaps": Origin(problem=sitemaps.problem, find=sitemaps.find),
    "listings": Origin(problem=listings.problem, find=listings.find),
    "cdx": Origin(problem=cdx.problem, find=cdx.find),
    "warc": Origin(problem=warc.problem, find=warc.find),
    "captures": Origin(problem=captures.problem, find=captures.find),
}
