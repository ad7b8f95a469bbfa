"""Articles and quotes by their words: what is found, in which order, how it shows."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.batches import batch, new_warehouse, put, refined, source
from transforms.errors import QueryError
from warehouse.connection import Place, opened
from warehouse.indexing import extend
from warehouse.searching import search

TEXTS = {
    "evacuation": "Families left Kupiansk.\n\nThe evacuation of Kupiansk began.",
    "shelling": "Kupiansk was shelled on Monday. Nobody has left so far.",
    "evacuees": "Evacuees from the coast slept in a school in Odesa.",
    "village": "A hillside slid onto Hârtești before dawn. It was Friday.",
    "bank": "The bank of the river broke. The river bank is of clay.",
    "loan": "A bank lent money to the town on the river.",
    "kyiv": "Столиця Київ прийняла перші автобуси.",
    "chinese": "乌克兰军队疏散了平民。",
    "thai": "ชาวบ้านอพยพจากเมืองชายแดน",
    "quote": '"We need boats and a bridge," Mayor Ana Rusu said on Monday.',
    "code": "The price of C++ books, 50% off, rose [again] by $5.",
}


@pytest.fixture(scope="module")
def library(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Half of it in the index, in two segments."""
    with closing(new_warehouse()) as connection:
        fill(connection, tmp_path_factory.mktemp("search"), indexed=6)
        yield connection


def fill(
    connection: duckdb.DuckDBPyConnection, folder: Path, *, indexed: int = 0
) -> None:
    articles = [
        refined(
            f"https://one.example/{name}",
            words=words,
            title=name.title(),
            published_on=date(2024, 3, number + 1),
        )
        for number, (name, words) in enumerate(TEXTS.items())
    ]
    # In any order, so that both halves hold words of most queries.
    mixed = articles[::2] + articles[1::2]
    if indexed:
        put(connection, folder, batch(*mixed[:indexed], sources=(source(),)))
        assert extend(connection, segment=3) == indexed
    put(connection, folder, batch(*mixed[indexed:], sources=(source(),), minute=1))


def found(connection: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    names, rows = search(connection, query)
    return [str(row[names.index("title")]).lower() for row in rows]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("kupiansk", {"evacuation", "shelling"}),
        ("KUPIANSK left", {"evacuation", "shelling"}),
        ("evacuation AND Kupiansk", {"evacuation"}),
        ("Kupiansk NOT evacuation", {"shelling"}),
        ("evacuees OR shelled", {"evacuees", "shelling"}),
        ("Kupiansk began OR coast school", {"evacuation", "evacuees"}),
        ("evacu*", {"evacuation", "evacuees"}),
        ("evacu", set()),
        ('"river bank"', {"bank"}),
        ('"bank of the river"', {"bank"}),
        ("bank river", {"bank", "loan"}),
        ('bank NOT "river bank"', {"loan"}),
        ('"river ba"*', {"bank"}),
        ("hartesti", {"village"}),
        ("Hârtești", {"village"}),
        ("київ", {"kyiv"}),
        ("КИЇВ столиця", {"kyiv"}),
        ("疏散", {"chinese"}),
        ("乌克兰 平民", {"chinese"}),
        ("疏平", set()),
        ("疏", {"chinese"}),
        ("乌克兰 NOT 疏散", set()),
        ("อพยพ", {"thai"}),
        ("c++", {"code"}),
        ("50% [again]", {"code"}),
        ("village", {"village"}),
        ("bo* OR cl*", {"quote", "code", "bank"}),
        ('"on monday" NOT "kupiansk was"', {"quote"}),
        ("nowhere", set()),
    ],
)
def test_query_finds(
    library: duckdb.DuckDBPyConnection, query: str, titles: set[str]
) -> None:
    assert set(found(library, query)) == titles


def test_more_of_a_rarer_word_in_fewer_words_comes_first(
    library: duckdb.DuckDBPyConnection,
) -> None:
    assert found(library, "bank OR clay OR money")[0] == "bank"
    assert found(library, "kupiansk OR evacuation")[0] == "evacuation"


def test_phrase_is_found_below_more_texts_with_its_words_than_are_read_first(
    tmp_path: Path,
) -> None:
    words = "The river bank broke. " + "It rained all day. " * 30
    with closing(new_warehouse()) as connection:
        apart = (
            refined(f"https://one.example/{number}", words="Bank and river and bank.")
            for number in range(11)
        )
        held = refined("https://one.example/held", words=words)
        put(connection, tmp_path, batch(*apart, held, sources=(source(),)))
        pending = search(connection, '"river bank"', limit=1)
        extend(connection)
        names, rows = search(connection, '"river bank"', limit=1)
        _, excluding = search(connection, 'river NOT "river bank"', limit=12)
    assert [row[names.index("url")] for row in rows] == ["https://one.example/held"]
    assert pending == (names, rows)
    assert len(excluding) == 11


def test_days_and_number_are_bounded(library: duckdb.DuckDBPyConnection) -> None:
    _, rows = search(library, "kupiansk", since=date(2024, 3, 2))
    assert [row[3] for row in rows] == [date(2024, 3, 2)]
    _, rows = search(library, "kupiansk", until=date(2024, 3, 1))
    assert [row[3] for row in rows] == [date(2024, 3, 1)]
    assert len(search(library, "kupiansk", limit=1)[1]) == 1


def test_snippet_is_the_paragraph_that_holds_most(
    library: duckdb.DuckDBPyConnection,
) -> None:
    names, rows = search(library, "evacuation Kupiansk")
    snippet = names.index("snippet")
    assert rows[0][snippet] == "The evacuation of Kupiansk began."
    (found_by_title,) = search(library, "village")[1]
    assert str(found_by_title[snippet]).startswith("A hillside")


def test_long_paragraph_is_cut_between_words(tmp_path: Path) -> None:
    with closing(new_warehouse()) as connection:
        words = "Before it nothing. " * 30 + "Then a zeppelin. " + "After it all. " * 30
        put(connection, tmp_path, batch(refined(words=words), sources=(source(),)))
        names, rows = search(connection, "zeppelin")
    snippet = str(rows[0][names.index("snippet")])
    assert snippet.startswith("… ")
    assert snippet[2:].split()[0] in words.split()
    assert "zeppelin" in snippet
    assert snippet.endswith(" …")
    assert len(snippet) <= 244


def test_quotes_are_found_with_their_speaker(
    library: duckdb.DuckDBPyConnection,
) -> None:
    names, rows = search(library, "boats bridge", within="quotes")
    (row,) = [dict(zip(names, each, strict=True)) for each in rows]
    assert row["speaker"] == "Ana Rusu"
    assert "boats" in str(row["snippet"])
    assert search(library, "monday", within="quotes")[1] == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("(a OR b) AND c", "parentheses are not understood"),
        ("", "no word"),
        ("***", "no word"),
        ("NOT flood", "no word"),
        ("AND OR", "no word"),
        ("\udcff", "surrogate"),
    ],
)
def test_query_that_cannot_be_answered_is_told(
    library: duckdb.DuckDBPyConnection, query: str, words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        search(library, query)


@pytest.mark.parametrize(
    "query", ["kupiansk OR bank", "evacu*", '"river bank" OR left NOT odesa', "疏散"]
)
def test_index_answers_as_the_texts_do(
    library: duckdb.DuckDBPyConnection, query: str
) -> None:
    half = search(library, query)
    library.begin()
    library.execute(
        "insert into ops.search_pending select article_id from ops.search_documents"
    )
    assert search(library, query) == half
    library.rollback()
    assert half[1]


def test_lake_finds_what_a_file_does(
    library: duckdb.DuckDBPyConnection, sqlite_lake: Place, tmp_path: Path
) -> None:
    with opened(sqlite_lake) as connection:
        fill(connection, tmp_path, indexed=6)
        for query in ("evacu* OR bank", "hartesti", '"river bank"'):
            assert search(connection, query) == search(library, query)
        quotes = search(connection, "boats", within="quotes")
        assert quotes == search(library, "boats", within="quotes")
