"""A person's SQL: the rows, or DuckDB's own words."""

import duckdb
import pytest

from transforms.errors import QueryError
from warehouse.ask import ask


def test_answer_has_names_and_rows(warehouse: duckdb.DuckDBPyConnection) -> None:
    assert ask(warehouse, "select 1 as one, null as nothing") == (
        ["one", "nothing"],
        [(1, None)],
    )


def test_last_of_several_statements_answers(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert ask(warehouse, "select 1; select 2 as two;") == (["two"], [(2,)])


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("selec 1", "syntax error"),
        ("from nowhere", "nowhere"),
        ("select no_column from articles", "no_column"),
        ("select 1 / 'a'", "Could not convert"),
        ("select * from articles where article_id = ?", "parameter"),
        ("", "empty"),
        ("-- only a comment", "empty"),
        (";", "empty"),
        ("select '\udcff'", "surrogate"),
    ],
)
def test_wrong_query_is_the_users_to_mend(
    warehouse: duckdb.DuckDBPyConnection, query: str, words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        ask(warehouse, query)


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        (
            "select speaker from articles",
            '"speaker" is a column of quotes, statements.',
        ),
        ("select titel from sources", '"title" is a column of articles, '),
        ("select articles.kontainment from articles", '"containment" is a column of '),
        ("select url_i from sources", '"url_id" is a column of ops.captures'),
    ],
)
def test_column_of_another_table_or_spelling_is_pointed_at(
    warehouse: duckdb.DuckDBPyConnection, query: str, advice: str
) -> None:
    with pytest.raises(QueryError) as caught:
        ask(warehouse, query)
    assert advice in str(caught.value).splitlines()[-1]


def test_column_like_no_other_gets_no_advice(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    with pytest.raises(QueryError) as caught:
        ask(warehouse, "select xyzzy from articles")
    assert "is a column of" not in str(caught.value)


def test_only_the_first_rows_are_read_if_so_asked(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert ask(warehouse, "from range(9)", limit=2) == (["range"], [(0,), (1,)])


def test_days_beyond_python_are_shown_as_text(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    _, rows = ask(warehouse, "select date '294000-01-01', timestamp '44-03-15 (BC)'")
    assert len(rows[0]) == 2
