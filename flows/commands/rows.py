"""Rows of an answer as text: for the screen, or as CSV, JSON and JSON Lines."""

import csv
import io
import json
import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

# A column squeezed below this many characters of a longer word cannot be read: of the
# 18 columns of toll_claims, 80 characters left three to each.
_LEAST_WIDTH = 12
_GAP = 2
_SAMPLE = 20
_TALLEST = 1.2
"""A table may be this much longer than records: it is easier to compare."""


def for_screen(
    console: Console, names: Sequence[str], rows: Iterable[Sequence[object]]
) -> Table:
    """A table where its columns have room, else records."""
    listed = [list(row) for row in rows]
    if _has_room(console, names, listed):
        return as_table(names, listed, has_room=True)
    if not listed:
        return as_table([", ".join(names)], [])
    return as_records(names, listed)


def _has_room(
    console: Console, names: Sequence[str], rows: Sequence[Sequence[object]]
) -> bool:
    """Whether each column is wide enough to be read, and no sentence is folded into so
    many lines that records were shorter; the first rows decide."""
    sample = rows[:_SAMPLE]
    needed = (_least_width(each) for each in zip(names, *rows, strict=True))
    if sum(needed) + _GAP * (len(names) - 1) > console.width:
        return False
    table, records = (
        len(console.render_lines(shown, pad=False))
        for shown in (
            as_table(names, sample, has_room=True),
            as_records(names, sample),
        )
    )
    return table <= _TALLEST * records


def _least_width(column: Sequence[object]) -> int:
    """Characters without which this column, its name included, cannot be read."""
    words = [word for value in column for word in _cell(value).plain.split()]
    return min(max(map(len, words), default=1), _LEAST_WIDTH)


def as_table(
    names: Sequence[str], rows: Iterable[Sequence[object]], *, has_room: bool = False
) -> Table:
    """Rows as a table for the screen; numbers stand to the right.

    Args:
        has_room: whether each column may have what it needs. Without it what is wider
            than the screen would be cut off.
    """
    table = Table(header_style="bold", box=None, pad_edge=False, row_styles=["", "dim"])
    listed = [list(row) for row in rows]
    for position, name in enumerate(names):
        values = [row[position] for row in listed if row[position] is not None]
        is_number = bool(values) and all(isinstance(v, int | float) for v in values)
        justify: JustifyMethod = "right" if is_number else "left"
        column = (name, *(row[position] for row in listed))
        least = _least_width(column) if has_room else None
        table.add_column(Text(name), justify=justify, overflow="fold", min_width=least)
    for row in listed:
        table.add_row(*(_cell(value) for value in row))
    return table


def as_records(names: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Rows below each other for the screen, under their numbers, a line a column."""
    table = Table.grid(padding=(0, _GAP, 0, 0))
    table.add_column(style="bold", overflow="fold")
    table.add_column(overflow="fold")
    for number, row in enumerate(rows, start=1):
        table.add_row(Text(f"-- row {number}", style="dim"), "")
        for name, value in zip(names, row, strict=True):
            table.add_row(Text(name), _cell(value))
    return table


def _cell(value: object) -> Text:
    """A value for the screen; what articles say is never taken for markup."""
    if value is None:
        return Text("")
    if isinstance(value, datetime):
        return Text(_instant(value))
    is_round = isinstance(value, float | Decimal) and value == value // 1
    return Text(f"{value:,.0f}" if is_round else str(_flat(value)))


def _instant(value: datetime) -> str:
    """To the second, without a zone where it is UTC, as all that is kept."""
    if value.utcoffset():
        return str(value)
    return f"{value:%Y-%m-%d %H:%M:%S}".removesuffix(":00")


def _flat(value: object) -> object:
    """Lists and structs as JSON; other values as they are."""
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return value


def _csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_field(value) for value in row] for row in rows)
    return stream.getvalue()


def _field(value: object) -> object:
    """As ``dateline export`` writes it: true and false as SQL has them."""
    return str(value).lower() if isinstance(value, bool) else _flat(value)


def _json(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    documents = [_document(names, row) for row in rows]
    return json.dumps(documents, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _jsonl(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    return "".join(
        json.dumps(_document(names, row), ensure_ascii=False, default=_plain) + "\n"
        for row in rows
    )


def _document(names: Sequence[str], row: Sequence[object]) -> dict[str, object]:
    """A row by name; JSON has no word for what is no number or infinite: null."""
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in zip(names, row, strict=True)
    }


def _plain(value: object) -> object:
    """What JSON has no word for: instants in ISO 8601, decimals as numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


WRITERS = {"csv": _csv, "json": _json, "jsonl": _jsonl}
