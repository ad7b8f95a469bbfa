"""Previews and reports in Markdown, with links that open the form filled in.

What a person reads in the Prefect UI; ``link`` gives the form's address for some
parameters, None where no deployment runs (a command line).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from flows.backfilling.advances import in_words
from flows.backfilling.orders import Order
from flows.backfilling.previews import Outlook, Preview
from flows.backfilling.reports import Report
from transforms.windows import STATES, spans

Parameters = Mapping[str, object]
Link = Callable[[Parameters], str | None]

_LINKS_MOST = 12


def parameters_of(order: Order, *, preview: bool) -> dict[str, object]:
    """An order as the form has it."""
    return {
        "start": order.start.isoformat(),
        "end": order.end.isoformat(),
        "sources": [source.id for source in order.sources],
        "origin": order.origin,
        "only": order.only,
        "preview": preview,
        "order": "newest first" if order.newest_first else "oldest first",
        "most_pages": order.most_pages,
        "sources_at_once": order.sources_at_once,
        "files": list(order.files),
    }


def preview_page(found: Preview, link: Link) -> str:
    """What would be done, and where to click to do it."""
    order = found.order
    lines = [
        f"# Backfill from {order.origin}",
        f"**{_days(order.start, order.end)}**",
        f"**{found.wanted} windows** (a source and a day each) to work on, "
        f"**{found.requests} pages** to ask for, **{in_words(found.seconds)}** at the "
        "pace that the hosts ask for. Nothing has been fetched but listings.",
    ]
    whole = parameters_of(order, preview=False)
    if found.wanted:
        lines += _offers(link, [("Run this backfill", whole), *_parts(found, whole)])
    else:
        lines.append("There is nothing to do. " + _EVERYTHING)
    lines += ["## Windows", _states_table(found.outlooks)]
    lines += ["## Pages", _pages_table(found.outlooks), _MEANING]
    return "\n\n".join(lines)


def report_page(report: Report, link: Link) -> str:
    """What came of it, and where to click for the rest."""
    order = report.order
    lines = [
        f"# Backfill from {order.origin}",
        f"**{_days(order.start, order.end)}**",
        report.sentence() + ".",
    ]
    rest = [
        (
            f"{source_id}: {_days(first, last)}",
            {
                **parameters_of(order, preview=False),
                "sources": [source_id],
                "start": first.isoformat(),
                "end": last.isoformat(),
                "only": "unfinished",
            },
        )
        for source_id, days in report.failed_days().items()
        for first, last in spans(days)
    ]
    if rest:
        whole = {**parameters_of(order, preview=False), "only": "unfinished"}
        lines += ["## The rest"]
        lines += _offers(link, [("Run everything that is left", whole), *rest])
    rows = report.table()
    lines += ["## By source", _table(list(rows[0]), [list(r.values()) for r in rows])]
    failed = [
        [window.source_id, str(window.covers_on), window.state, window.reason or ""]
        for _, window in sorted(report.windows.items())
        if window.state in ("failed", "missing", "unavailable")
    ]
    if failed:
        names = ["source", "day", "state", "why"]
        lines += ["## Windows that need a look", _table(names, failed[:200])]
    return "\n\n".join(lines)


def _parts(found: Preview, whole: Parameters) -> list[tuple[str, Parameters]]:
    """Links to run less than the whole: one source, or one kind of window."""
    states = found.states
    parts: list[tuple[str, Parameters]] = [
        (f"only the {states[state]} {state} windows", {**whole, "only": state})
        for state in ("missing", "failed", "stale")
        if 0 < states[state] < found.wanted
    ]
    busy = [each for each in found.outlooks if each.wanted]
    if len(busy) > 1:
        parts += [
            (
                f"only {each.source.id} ({each.requests} pages, "
                f"{in_words(each.seconds)})",
                {**whole, "sources": [each.source.id]},
            )
            for each in busy
        ]
    return parts


def _offers(link: Link, offers: Sequence[tuple[str, Parameters]]) -> list[str]:
    """A list of links; the first in bold."""
    lines = []
    for number, (label, parameters) in enumerate(offers[:_LINKS_MOST]):
        address = link(parameters)
        if address is not None:
            text = f"[{label}]({address})"
            lines.append(f"- **{text}**" if number == 0 else f"- {text}")
    return ["\n".join(lines)] if lines else []


def _states_table(outlooks: Iterable[Outlook]) -> str:
    rows = [
        [each.source.id, *(each.states[state] or "" for state in STATES)]
        for each in outlooks
    ]
    return _table(["source", *STATES], rows)


def _pages_table(outlooks: Iterable[Outlook]) -> str:
    rows = [
        [
            *(each.source.id, each.listed, each.known, each.from_archive),
            *(each.requests, each.over or "", in_words(each.seconds)),
            each.problem or "",
        ]
        for each in outlooks
    ]
    names = [
        *("source", "listed", "already there", "in our archive", "to ask for"),
        *("beyond the limit", "takes", "note"),
    ]
    return _table(names, rows)


def _table(names: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    written = [list(map(_cell, row)) for row in (names, *rows)]
    written.insert(1, ["---"] * len(names))
    return "\n".join(f"| {' | '.join(row)} |" for row in written)


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def _days(first: date, last: date) -> str:
    return str(first) if first == last else f"{first} to {last}"


_EVERYTHING = 'Choose *only: "everything"* to go through windows that are done as well.'
_MEANING = (
    "*Missing*: nobody looked yet. *Running*: another backfill is at it. *Failed*: "
    "worth another try. *Stale*: done, but before the day had come to rest, or with an "
    "older source file. *Empty*: the origin has nothing. *Unavailable*: the source has "
    "no such origin. Pages listed without a date are counted too; whether they are of "
    "these days shows when they have been read."
)
