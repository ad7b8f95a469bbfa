"""What a span of days brought and what it lacks, for a desk: rows by section.

An article belongs to the days on which it was published or first seen; where it has no
date, to the latter. Runs, failures and alerts belong to their UTC days.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from warehouse.connection import Connection

Row = Mapping[str, object]

SECTIONS: Mapping[str, str] = {
    "sources": "What came in, by source",
    "stories": "Stories, those of most sources first",
    "tolls": "Tolls, disputed ones first",
    "runs": "Runs, from listed to facts",
    "failures": "What failed or was refused, and why",
    "dropped": "What pages held beside their articles, by why it was left out",
    "days": "Days that sources lack",
    "coverage": "Sources and articles, day by day",
    "alerts": "Alerts",
}
"""Title of each section, in the order of the report."""


def report(
    connection: Connection, since: date, until: date
) -> Mapping[str, tuple[Row, ...]]:
    """Rows of every section for the days from ``since`` to ``until``, inclusive."""
    return {name: _rows(connection, name, since, until) for name in SECTIONS}


def _rows(
    connection: Connection, section: str, since: date, until: date
) -> tuple[Row, ...]:
    cursor = connection.execute(_sql(section), {"since": since, "until": until})
    names = [column[0] for column in cursor.description or ()]
    return tuple(dict(zip(names, row, strict=True)) for row in cursor.fetchall())


@cache
def _sql(section: str) -> str:
    path = files("warehouse").joinpath("queries", "report", f"{section}.sql")
    return path.read_text("utf-8")
