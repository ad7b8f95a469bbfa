"""What every table, view, macro and column means: the schema's own comments, in order.

Read from a warehouse that is made in memory by this Dateline's migrations and views, so
that it needs no file and tells the comments which a lake does not keep.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files

from transforms.errors import UsageError
from transforms.likeness import advice
from warehouse.connection import connect_in_memory
from warehouse.migrate import migrate

_POINTER = re.compile(r"\b((?:ops\.)?[a-z_]+)\.([a-z]+_id)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; ``type`` as DuckDB writes it. That of a view may always be null."""

    name: str
    type: str
    is_nullable: bool
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A table, view or macro; a macro has its parameters in its name, no columns."""

    name: str
    kind: str
    comment: str
    columns: tuple[Column, ...]


def read_dictionary(wanted: Iterable[str] = ()) -> tuple[Relation, ...]:
    """All relations, or those named: users' first, then those of operations.

    Raises:
        UsageError: none has that name.
    """
    with closing(connect_in_memory()) as connection:
        migrate(connection)
        query = files("warehouse").joinpath("queries", "dictionary.sql")
        rows = connection.execute(query.read_text("utf-8")).fetchall()
    relations = [
        Relation(
            name=name,
            kind=kind,
            comment=comment,
            columns=tuple(Column(**column) for column in columns),
        )
        for name, kind, comment, columns in rows
    ]
    names = set(wanted)
    known = {_short(relation) for relation in relations}
    if unknown := sorted(names - known):
        problem = f"no table, view or macro {', '.join(unknown)}; "
        raise UsageError(f"{problem}{advice(unknown, known)}all: dateline schema")
    return tuple(each for each in relations if not names or _short(each) in names)


def as_markdown(relations: Iterable[Relation]) -> str:
    """A page: the diagram of the tables, then a section for each relation."""
    listed = list(relations)
    diagram = "\n".join(f"    {line}" for line in _links(listed))
    parts = [
        "# The schema",
        "Made by `dateline schema --format markdown`; a test compares it with the "
        "comments it is made from. Columns of facts that point at an article are left "
        "out of the diagram where they point at its version.",
        f"```mermaid\nerDiagram\n{diagram}\n```",
        *map(_section, listed),
    ]
    return "\n\n".join(parts) + "\n"


def _short(relation: Relation) -> str:
    return relation.name.partition("(")[0]


def _links(relations: list[Relation]) -> Iterator[str]:
    """Of users' tables, by what the comments of their columns point at."""
    tables = {each.name: each for each in relations if each.kind == "table"}
    for table in tables.values():
        names = {column.name for column in table.columns}
        for column in table.columns:
            pointer = _POINTER.search(column.comment.partition(";")[0])
            target = pointer[1] if pointer else ""
            is_own = target in ("", table.name) and column.name == f"{table.name}_id"
            if target not in tables or is_own or table.name.startswith("ops."):
                continue
            if column.name == "article_id" and {"version_id", "extractor"} <= names:
                continue
            end = "o|" if column.is_nullable else "||"
            shown = f'"{target}"' if "." in target else target
            yield f"{table.name} }}o--{end} {shown} : {column.name}"


def _section(relation: Relation) -> str:
    head = f"## {relation.name}\n\n{relation.kind.capitalize()}. {relation.comment}"
    if not relation.columns:
        return head
    lines = ["| column | type | meaning |", "|---|---|---|"]
    for column in relation.columns:
        kind = column.type.lower()
        if relation.kind == "table" and not column.is_nullable:
            kind += ", not null"
        meaning = column.comment.replace("|", "\\|")
        lines.append(f"| `{column.name}` | {kind} | {meaning} |")
    return head + "\n\n" + "\n".join(lines)
