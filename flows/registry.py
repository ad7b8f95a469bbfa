"""``sources/*.toml`` -> sources, checked in full before anything runs.

A source is data. Every error names the file and the key and says what would be
right; all files are read before the first error is raised, and all errors shown.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from transforms.articles.selectors import KEYS as SELECTOR_KEYS
from transforms.css import selector_problem
from transforms.errors import RegistryError, UsageError
from transforms.likeness import advice
from transforms.listings.cdx import query_problem
from transforms.listings.templates import template_problem
from transforms.records import Listing, Source
from transforms.urls import resolve_url

KINDS = ("feed", "sitemap", "page", "files", "cdx", "warc")
"""Kinds of listing that can be read."""

_ON_DISK = {
    "files": "a folder, file or pattern",
    "warc": "a WARC file, a folder of them or a pattern",
}
_CRON = re.compile(r"[\d*/,\- ]+")
_LISTED_IDS = 12
"""More of them than this hide the one that was meant."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class RegistryErrors(UsageError):
    """Everything that is wrong with the source files, one line each."""

    def __init__(self, errors: tuple[RegistryError, ...]) -> None:
        super().__init__(errors)
        self.errors = errors

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)


def read_sources(folder: Path) -> tuple[Source, ...]:
    """All sources of ``folder``, by id.

    Raises:
        RegistryErrors: with every error in every file.
    """
    if not folder.is_dir():
        raise UsageError(
            f"{folder}: no such folder of source files (*.toml); --sources or "
            "DATELINE_SOURCES names another, dateline sources add URL makes one"
        )
    sources: list[Source] = []
    errors: list[RegistryError] = []
    paths: dict[str, Path] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            source = read_source(path)
        except RegistryErrors as found:
            errors += found.errors
            continue
        if source.id in paths:
            first = f"is the id in {paths[source.id].name} already"
            errors.append(RegistryError(str(path), "id", f"{source.id!r} {first}"))
        paths.setdefault(source.id, path)
        sources.append(source)
    if errors:
        raise RegistryErrors(tuple(errors))
    return tuple(sorted(sources, key=lambda source: source.id))


def choose(sources: Iterable[Source], wanted: Iterable[str]) -> tuple[Source, ...]:
    """The sources named in ``wanted``; all enabled ones where it is empty.

    Raises:
        UsageError: a name that no source has, with the names there are.
    """
    by_id = {source.id: source for source in sources}
    names = list(wanted)
    unknown = [name for name in names if name not in by_id]
    if unknown:
        raise no_source(unknown, by_id)
    if names:
        return tuple(by_id[name] for name in dict.fromkeys(names))
    return tuple(source for source in by_id.values() if source.is_enabled)


def no_source(unknown: Sequence[str], known: Iterable[str]) -> UsageError:
    """What to say of ids that no source has: those there are, or the likest of many."""
    ids = sorted(known)
    words = f"no source {', '.join(unknown)}; "
    if len(ids) <= _LISTED_IDS:
        return UsageError(words + f"there are: {', '.join(ids) or 'none'}")
    likest = advice(unknown, ids)
    return UsageError(f"{words}{likest}all {len(ids)}: dateline sources list")


def read_source(path: Path) -> Source:
    """One source file.

    Raises:
        RegistryErrors: everything that is wrong with it.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        broken = RegistryError(str(path), "(file)", str(error))
        raise RegistryErrors((broken,)) from error
    keys = _Keys(path=path, prefix="", table=table, errors=[])
    source = _read(keys)
    if keys.errors:
        raise RegistryErrors(tuple(keys.errors))
    return source


def _read(keys: "_Keys") -> Source:
    keys.refuse_unknown(
        "id name homepage country language timezone enabled user_agent "
        "min_delay_seconds schedule selectors listings"
    )
    return Source(
        id=keys.text("id", _is_slug, 'a slug such as "harbour-gazette"'),
        name=keys.text("name", bool, "the publisher's name"),
        homepage=keys.optional("homepage", _is_address, "an http(s) address"),
        country=keys.optional("country", _is_country, 'two capitals such as "UA"'),
        language=keys.optional("language", _is_language, 'a code such as "en"'),
        timezone=keys.optional("timezone", _is_zone, 'a zone such as "Europe/Kyiv"')
        or "UTC",
        is_enabled=keys.flag("enabled"),
        user_agent=keys.optional("user_agent", _is_header, "one line of ASCII text"),
        min_delay_seconds=keys.seconds("min_delay_seconds"),
        schedule=keys.optional("schedule", _is_cron, 'five fields as "*/5 * * * *"'),
        selectors=_read_selectors(keys),
        listings=_read_listings(keys),
    )


def _read_selectors(keys: "_Keys") -> Mapping[str, str]:
    inner = keys.inside("selectors", keys.table.get("selectors", {}))
    if inner is None:
        return {}
    inner.refuse_unknown(" ".join(SELECTOR_KEYS))
    named = {key: inner.checked(key, selector_problem) for key in inner.table}
    return {key: selector for key, selector in named.items() if selector}


def _read_listings(keys: "_Keys") -> tuple[Listing, ...]:
    tables = keys.table.get("listings")
    if not isinstance(tables, list) or not tables:
        keys.refuse("listings", "needs at least one [[listings]]")
        return ()
    inner = (
        keys.inside(f"listings[{number}]", table)
        for number, table in enumerate(tables, start=1)
    )
    return tuple(_read_listing(table) for table in inner if table is not None)


def _read_listing(keys: "_Keys") -> Listing:
    kind = keys.text("kind", bool, "one of " + ", ".join(KINDS))
    if kind not in KINDS:
        known = " or ".join(KINDS)
        if kind:
            keys.refuse("kind", f"{kind!r} is unknown; use {known}")
        return Listing(kind=kind)
    if kind in _ON_DISK:
        keys.refuse_unknown("kind path")
        path = Path(keys.text("path", bool, _ON_DISK[kind])).expanduser()
        return Listing(kind=kind, path=str(keys.path.parent.absolute() / path))
    own = " item_selector next_selector url_template" if kind == "page" else ""
    keys.refuse_unknown("kind url" + own)
    url = keys.text("url", _is_address, "an http(s) address")
    if url and kind == "cdx" and (problem := query_problem(url)):
        keys.refuse("url", problem)
    return Listing(
        kind=kind,
        url=url,
        item_selector=keys.checked("item_selector", selector_problem),
        next_selector=keys.checked("next_selector", selector_problem),
        url_template=keys.checked("url_template", template_problem),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keys:
    """One table of a source file, read key by key.

    What is wrong is kept in ``errors``, and something stands in for it: nobody sees
    the source of a file with errors.
    """

    path: Path
    prefix: str
    table: Mapping[str, object]
    errors: list[RegistryError]

    def inside(self, key: str, value: object) -> "_Keys | None":
        if not isinstance(value, dict):
            self.refuse(key, "must be a table")
            return None
        prefix = f"{self.prefix}{key}."
        return _Keys(path=self.path, prefix=prefix, table=value, errors=self.errors)

    def refuse(self, key: str, problem: str) -> None:
        self.errors.append(RegistryError(str(self.path), self.prefix + key, problem))

    def refuse_unknown(self, known: str) -> None:
        for key in self.table:
            if key not in known.split():
                wanted = ", ".join(known.split())
                self.refuse(key, f"unknown key; known are {wanted}")

    def text(self, key: str, accepts: Callable[[str], object], wanted: str) -> str:
        if key not in self.table:
            self.refuse(key, f"is missing; needs {wanted}")
            return ""
        value = self.table[key]
        if not isinstance(value, str) or not accepts(value):
            self.refuse(key, f"{value!r} is not {wanted}")
            return ""
        return value

    def optional(
        self, key: str, accepts: Callable[[str], object], wanted: str
    ) -> str | None:
        return self.text(key, accepts, wanted) if key in self.table else None

    def checked(self, key: str, problem_in: Callable[[str], str | None]) -> str | None:
        value = self.optional(key, bool, "text")
        problem = problem_in(value) if value else None
        if problem:
            self.refuse(key, problem)
        return value

    def flag(self, key: str) -> bool:
        value = self.table.get(key, True)
        if not isinstance(value, bool):
            self.refuse(key, f"{value!r} is neither true nor false")
        return bool(value)

    def seconds(self, key: str) -> float | None:
        value = self.table.get(key)
        if value is None:
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not isinstance(value, int | float) or not is_number or not 0 <= value < 3600:
            self.refuse(key, f"{value!r} is no number of seconds from 0 to 3600")
            return None
        return float(value)


def _is_slug(value: str) -> bool:
    return _SLUG.fullmatch(value) is not None and len(value) <= 64


def _is_address(value: str) -> bool:
    return resolve_url(value, None) is not None


def _is_country(value: str) -> bool:
    return re.fullmatch(r"[A-Z]{2}", value) is not None


def _is_language(value: str) -> bool:
    return re.fullmatch(r"[a-z]{2,3}", value) is not None


def _is_header(value: str) -> bool:
    return value.isascii() and value.isprintable() and bool(value.strip())


def _is_zone(value: str) -> bool:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _is_cron(value: str) -> bool:
    return len(value.split()) == 5 and _CRON.fullmatch(value) is not None
