"""What the demo's warehouse answers to the cookbook, as README.md shows it.

    dateline demo && python tests/quality/cookbook.py dateline-demo/warehouse.duckdb

Writes each answer below its question anew, as many rows as stand there, in lines of a
hundred characters.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from warehouse.connection import Connection, connect_reader

README = Path(__file__).resolve().parents[2] / "README.md"
LINE = 100
_COOKBOOK = re.compile(r"^## Cookbook$.*?(?=^## )", re.MULTILINE | re.DOTALL)
_ANSWERED = re.compile(
    r"^```sql\n(?P<query>[^`]+)^```\n\n```text\n(?P<answer>[^`]+)^```$", re.MULTILINE
)


def answered(text: str) -> Iterator[tuple[str, str]]:
    """Query and answer, of each question that shows one."""
    cookbook = _COOKBOOK.search(text)
    for found in _ANSWERED.finditer(cookbook[0] if cookbook else ""):
        yield found["query"], found["answer"]


def answer(connection: Connection, query: str, rows: int) -> str:
    """The first rows of an answer, its cells cut so that a line holds them."""
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    found = cursor.fetchmany(rows)
    for longest in range(LINE, 10, -1):
        cells = [[_cut(_cell(value), longest) for value in row] for row in found]
        widths = [max(map(len, column)) for column in zip(names, *cells, strict=True)]
        if sum(widths) + 2 * len(widths) - 2 <= LINE:
            break
    is_number = [
        all(_is_number(row[place]) for row in found) for place in range(len(names))
    ]
    lines = (
        "  ".join(
            each.rjust(width) if right else each.ljust(width)
            for each, width, right in zip(row, widths, is_number, strict=True)
        )
        for row in (names, *cells)
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def main(arguments: list[str]) -> int:
    """Rewrites README.md."""
    text = README.read_text("utf-8")
    with closing(connect_reader(Path(arguments[0]))) as connection:
        for query, shown in answered(text):
            rows = len(shown.splitlines()) - 1
            now = answer(connection, query, rows)
            text = text.replace(
                f"{query}```\n\n```text\n{shown}", f"{query}```\n\n```text\n{now}"
            )
    README.write_text(text, "utf-8")
    return 0


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float | Decimal):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{value:,}" if _is_number(value) else str(value)


def _cut(cell: str, longest: int) -> str:
    return cell if len(cell) <= longest else cell[: longest - 3].rstrip() + "..."


def _is_number(value: object) -> bool:
    is_one = isinstance(value, int | float | Decimal) or value is None
    return is_one and not isinstance(value, bool)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
