"""A found source as the text of a source file, proved to be one that can be read."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.appraisal import Found
from flows.commands.findings import age
from flows.discovery import Discovery
from flows.fronts import country_of
from flows.registry import RegistryErrors, read_source
from transforms.errors import UsageError


def draft(discovery: Discovery, source_id: str, asked_url: str, today: date) -> str:
    """The TOML of a source file; what nobody can find out stands in comments.

    Raises:
        UsageError: an id, name or address that no source file may have.
    """
    text = "\n".join(_lines(discovery, source_id, asked_url, today)) + "\n"
    with TemporaryDirectory(prefix="dateline-") as folder:
        path = Path(folder) / f"{source_id}.toml"
        path.write_text(text, "utf-8")
        try:
            read_source(path)
        except RegistryErrors as errors:
            problems = "; ".join(f"{e.key}: {e.problem}" for e in errors.errors)
            raise UsageError(f"no source file can be made: {problems}") from errors
    return text


def write_new(path: Path, text: str) -> None:
    """Writes a file that is not there yet, and its folder.

    Raises:
        UsageError: it is there, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("x", encoding="utf-8")
    except OSError as error:
        problem = f"cannot be written: {error.strerror}"
        if path.exists():
            problem = "is there already; --id gives the new source another name"
        raise UsageError(f"{path}: {problem}") from error
    with stream:
        stream.write(text)


def pace(found: Found) -> str:
    """How often a listing would be asked, and why."""
    interval = age(timedelta(seconds=found.interval_seconds))
    about = f"asked about every {interval}"
    if found.items_per_day is None:
        return f"{about} at first"
    rate = found.items_per_day
    number = f"{rate:.1f}" if rate < 10 else f"{rate:.0f}"
    return f"{about}, with about {number} new items a day"


def _lines(
    discovery: Discovery, source_id: str, asked_url: str, today: date
) -> Iterator[str]:
    shown = "".join(char if char.isprintable() else "?" for char in asked_url)
    yield f"# Found on {today} by: dateline sources add {shown}"
    yield f"id = {_text(source_id)}"
    yield f"name = {_text(discovery.name)}"
    yield f"homepage = {_text(discovery.homepage)}"
    country = country_of(discovery.homepage)
    if country:
        yield f"country = {_text(country)}  # by its domain"
    else:
        yield '# country = ""  # to fill in: ISO 3166, two capitals'
    if discovery.language:
        yield f"language = {_text(discovery.language)}"
    yield '# timezone = "UTC"  # to fill in: the zone its days begin in, Europe/Kyiv'
    for found in discovery.chosen:
        yield ""
        yield "[[listings]]"
        yield f"kind = {_text(found.listing.kind)}"
        yield f"url = {_text(str(found.listing.url))}"


def _text(value: str) -> str:
    """A TOML string: JSON writes it in the same way, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
