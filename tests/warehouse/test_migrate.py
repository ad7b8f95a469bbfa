"""The schema: made from nothing, kept whole, and described column by column."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.batches import select
from transforms.errors import SchemaTooNew
from warehouse import migrate as migrate_module
from warehouse.connection import connect_in_memory, opened
from warehouse.migrate import Migration, migrate, migrations, pending

ROOT = Path(migrate_module.__file__).parent
SQL_FILES = sorted(ROOT.rglob("*.sql"))
PYTHON_FILES = sorted(ROOT.glob("*.py"))

# Refused by DuckLake, or valid on plain DuckDB files alone.
_UNSAFE = re.compile(
    r"\b(primary\s+key|foreign\s+key|unique|references|create\s+sequence|nextval"
    r"|check\s*\(|as\s+enum|create\s+type|create\s+(unique\s+)?index|returning"
    r"|on\s+conflict|insert\s+or\s+\w+|generated\s+always|\w+\[\d+\]\s+not\s+null"
    r"|union\s*\()",
    re.IGNORECASE,
)
_COLUMNS = """
select schema_name, table_name, column_name, comment
from duckdb_columns()
where
    not internal
    and schema_name in ('main', 'ops')
    and database_name = current_database()
order by all
"""
_RELATIONS = """
select schema_name, table_name, comment from duckdb_tables()
where not internal and not temporary
union all
select schema_name, view_name, comment from duckdb_views() where not internal
union all
select schema_name, function_name, comment from duckdb_functions()
where function_type like '%macro' and not internal
"""


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = connect_in_memory()
    yield connection
    connection.close()


def test_migrations_have_numbers_of_their_own_from_one() -> None:
    numbers = [each.version for each in migrations()]
    assert numbers[0] == 1
    assert len(set(numbers)) == len(numbers)


def test_migration_that_came_later_than_its_number_is_applied(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    before_last = migrations()[-2]
    migrate(connection)
    connection.execute(
        "delete from ops.schema_migrations where version = ?", [before_last.version]
    )
    assert pending(connection) == (before_last,)


def test_empty_file_gets_every_migration_once(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert migrate(connection) == migrations()
    assert migrate(connection) == ()
    ledger = select(
        connection, "select version, name from ops.schema_migrations order by version"
    )
    assert ledger == [(each.version, each.name) for each in migrations()]
    assert select(connection, "select count(*) from ops.schema_views") == [(1,)]


def test_file_keeps_its_schema_and_rows(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with opened(path) as connection:
        migrate(connection)
        connection.execute("insert into ops.schema_views values (uuid(), now())")
    with opened(path) as connection:
        assert pending(connection) == ()
        migrate(connection)
        assert select(connection, "select count(*) from facts") == [(0,)]


@pytest.mark.parametrize("catalogue", [_COLUMNS, _RELATIONS])
def test_all_that_users_see_has_a_comment(
    warehouse: duckdb.DuckDBPyConnection, catalogue: str
) -> None:
    told = {
        ".".join(map(str, names)): str(comment or "")
        for *names, comment in select(warehouse, catalogue)
        if names[0] != "readings"
    }
    assert len(told) > 50
    assert [name for name, comment in told.items() if not comment.endswith(".")] == []


def test_views_are_made_anew_when_their_files_change(
    connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(connection)
    view = "create or replace view originals as select 1 as changed;"
    monkeypatch.setattr(migrate_module, "_read_views", lambda: [view])
    migrate(connection)
    assert select(connection, "from originals") == [(1,)]
    assert select(connection, "select count(*) from ops.schema_views") == [(2,)]


def test_views_follow_a_migration_that_changes_what_they_read(
    connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(connection)
    more = Migration(
        version=migrations()[-1].version + 1,
        name="renamed",
        sql="alter table money add column note varchar;"
        "create or replace view readings.money as "
        "select fact_id, note as added from main.money;",
    )
    known = migrations()
    monkeypatch.setattr(migrate_module, "migrations", lambda: (*known, more))
    assert migrate(connection) == (more,)
    assert select(connection, "select added from readings.every_kind") == []


def test_every_kind_of_reading_stands_in_the_union(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    migrate(connection)
    found = connection.execute("from readings.every_kind").description or []
    assert found[0][0] == "kind"


def test_file_of_a_newer_dateline_is_refused_with_its_remedy(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    known = migrations()[-1].version
    with opened(path) as connection:
        migrate(connection)
        connection.execute(
            "insert into ops.schema_migrations values (?, 'from_tomorrow', now())",
            [known + 1],
        )
        with pytest.raises(SchemaTooNew) as caught:
            migrate(connection)
    assert str(path) in str(caught.value)
    assert f"schema {known + 1}, this Dateline knows {known}" in str(caught.value)
    assert "install the newer Dateline" in str(caught.value)


def test_migration_that_fails_leaves_the_file_at_a_whole_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = migrations()
    broken = Migration(
        version=known[-1].version + 1,
        name="broken",
        sql="create table half (id integer); create table articles (id integer);",
    )
    path = tmp_path / "warehouse.duckdb"
    with monkeypatch.context() as patch:
        patch.setattr(migrate_module, "migrations", lambda: known[:-1])
        # Today's views may read a column of the last one.
        patch.setattr(migrate_module, "_refresh_views", lambda _: None)
        with opened(path) as connection:
            migrate(connection)
    monkeypatch.setattr(migrate_module, "migrations", lambda: (*known, broken))
    with opened(path) as connection, pytest.raises(duckdb.CatalogException):
        migrate(connection)
    with opened(path) as connection:
        assert pending(connection) == (broken,)
        tables = select(connection, "select table_name from duckdb_tables()")
        assert ("half",) not in tables
        assert ("articles",) in tables
    monkeypatch.setattr(migrate_module, "migrations", lambda: known)
    with opened(path) as connection:
        assert migrate(connection) == ()
        assert select(connection, "select count(*) from facts") == [(0,)]


def test_sql_keeps_to_what_a_lake_takes_too() -> None:
    unsafe = []
    for path in SQL_FILES:
        code = re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", path.read_text("utf-8"))
        unsafe += [(path.name, found) for found in _UNSAFE.findall(code)]
        for merge in (part for part in code.split(";") if "merge into" in part):
            # DuckLake takes at most one update or delete in a merge.
            if len(re.findall(r"then\s+(?:update|delete)", merge)) > 1:
                unsafe.append((path.name, merge))
    assert len(SQL_FILES) > 100
    assert unsafe == []


def test_statements_in_code_keep_to_what_a_lake_takes_too() -> None:
    pattern = r"\"[^\"\n]*\b(?:select|insert|create|update|delete)\b[^\"\n]*\""
    statements = [
        statement
        for path in PYTHON_FILES
        for statement in re.findall(pattern, path.read_text("utf-8"))
    ]
    assert len(statements) > 20
    assert [text for text in statements if _UNSAFE.search(text)] == []


@pytest.mark.parametrize(
    "statement",
    [
        "create table t (id uuid primary key)",
        "insert into t values (1) on conflict do nothing",
        "insert into t values (1) returning id",
        "create sequence s",
        "create type mood as enum ('a')",
        "alter table t add check (a > 0)",
    ],
)
def test_the_search_for_unsafe_sql_finds_it(statement: str) -> None:
    assert _UNSAFE.search(statement)
