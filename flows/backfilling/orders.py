"""What somebody asks of a backfill: words of a form or a command line to an order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flows.backfilling.origins import ORIGINS
from flows.registry import choose, read_sources
from flows.settings import Settings
from transforms.errors import UsageError
from transforms.records import Source
from transforms.windows import ONLY, OnlyWindows, days_between

ORDERS = ("newest first", "oldest first")
EARLIEST = date(1990, 1, 1)
"""Before it no page of news was dated (``articles.dating.FIRST_YEAR``)."""
SOURCES_AT_ONCE_MAX = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A backfill as it was asked for, checked."""

    start: date
    end: date
    """Included."""
    sources: tuple[Source, ...]
    origin: str
    """Key of ``ORIGINS``."""
    only: OnlyWindows = "unfinished"
    newest_first: bool = True
    most_pages: int = 1000
    """Asked for from one source in this run; the rest stays missing."""
    sources_at_once: int = 4
    files: tuple[str, ...] = ()
    """Of origin ``warc``."""

    @property
    def days(self) -> tuple[date, ...]:
        """In the order in which they are worked through."""
        return days_between(self.start, self.end, newest_first=self.newest_first)

    @property
    def homepages(self) -> tuple[str, ...]:
        """The sites whose pages are looked for in files."""
        return tuple(sorted({each.homepage for each in self.sources if each.homepage}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A backfill in the words of a form, unchecked."""

    start: date
    end: date
    sources: Sequence[str] = ()
    origin: str = "sitemaps"
    only: str = "unfinished"
    order: str = "newest first"
    most_pages: int = 1000
    sources_at_once: int = 4
    files: Sequence[str] = ()


def read_order(settings: Settings, form: Form, today: date) -> Order:
    """The order; what is wrong with it is told all at once, in words.

    Raises:
        UsageError: any value cannot be meant.
    """
    problems = [*_problems_of_days(form, today), *_problems_of_choices(form)]
    chosen: tuple[Source, ...] = ()
    try:
        chosen = choose(read_sources(settings.sources), filter(None, form.sources))
    except UsageError as error:
        problems.append(f"sources: {error}")
    if problems:
        raise UsageError("\n".join(problems))
    return Order(
        start=form.start,
        end=form.end,
        sources=chosen,
        origin=form.origin,
        only=form.only,  # type: ignore[arg-type]  # one of ONLY, as checked above
        newest_first=form.order == ORDERS[0],
        most_pages=form.most_pages,
        sources_at_once=form.sources_at_once,
        files=tuple(filter(None, form.files)),
    )


def _problems_of_choices(form: Form) -> list[str]:
    has_files, most = any(form.files), SOURCES_AT_ONCE_MAX
    return [
        *_unless_one("origin", form.origin, ORIGINS),
        *_unless_one("only", form.only, ONLY),
        *_unless_one("order", form.order, ORDERS),
        *_unless(form.most_pages > 0, "most_pages: at least 1 page has to be allowed"),
        *_unless(
            1 <= form.sources_at_once <= most, f"sources_at_once: from 1 to {most}"
        ),
        *_unless(
            form.origin != "warc" or has_files,
            "files: origin warc needs WARC files, or lists of their paths",
        ),
        *_unless(
            all(_is_reachable(file) for file in form.files),
            "files: paths of this machine, or addresses with http:// or https://",
        ),
        *_unless(
            form.origin == "warc" or not has_files,
            f"files: only origin warc reads files, not {form.origin}",
        ),
    ]


def _is_reachable(file: str) -> bool:
    scheme, is_address, _ = file.partition("://")
    return not is_address or scheme.lower() in ("http", "https")


def _problems_of_days(form: Form, today: date) -> list[str]:
    start, end = form.start, form.end
    if start > end:
        return [f"start: {start} comes after end, {end}"]
    if start < EARLIEST:
        return [f"start: {start} is before {EARLIEST}, the first day we know of"]
    return _unless(end <= today, f"end: {end} is in the future; today is {today}")


def _unless_one(name: str, value: str, choices: Iterable[str]) -> list[str]:
    known = list(choices)
    return _unless(value in known, f"{name}: {value!r} is none of {', '.join(known)}")


def _unless(is_right: bool, problem: str) -> list[str]:
    return [] if is_right else [problem]
