"""Source files for sites on loopback, in the form that Dateline's users write."""

import json
from collections.abc import Sequence
from pathlib import Path


def write_source(
    folder: Path,
    *,
    source_id: str,
    name: str,
    homepage: str,
    country: str,
    language: str,
    timezone: str,
    feeds: Sequence[str],
    min_delay_seconds: float | None,
) -> Path:
    """Writes ``<source_id>.toml`` with one listing a feed; gives back its path."""
    fields: dict[str, str | bool | float] = {
        "id": source_id,
        "name": name,
        "homepage": homepage,
        "country": country,
        "language": language,
        "timezone": timezone,
        "enabled": True,
    }
    if min_delay_seconds is not None:
        fields["min_delay_seconds"] = min_delay_seconds
    lines = [f"{key} = {_value(value)}" for key, value in fields.items()]
    for feed in feeds:
        lines += ["", "[[listings]]", 'kind = "feed"', f"url = {_value(feed)}"]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{source_id}.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _value(value: str | bool | float) -> str:
    """A TOML value; JSON writes strings, numbers and truth in the same way.

    But for DEL, which TOML wants escaped.
    """
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
