"""Persons in the warehouse: one over several articles, namesakes apart."""

from pathlib import Path

from tests.warehouse.batches import batch, new_warehouse, put, refined, select
from warehouse.connection import Connection

WORDS = (
    "Moldovan Prime Minister Ion Rusu met Romanian farmer Vera Lungu on Monday.",
    "Ion Rusu said that the river would rise again, and he left.",
    "British Foreign Secretary Vera Lungu flew home on Tuesday evening.",
    "Rusu spoke to nobody about the river at all on Wednesday.",
)


def filled(folder: Path) -> Connection:
    connection = new_warehouse()
    for number, words in enumerate(WORDS):
        url = f"https://one.example/{number}"
        made = refined(url=url, words=words, minute=number)
        put(connection, folder, batch(made, minute=number))
    return connection


def test_persons_are_one_over_articles_and_namesakes_two(tmp_path: Path) -> None:
    found = select(
        filled(tmp_path),
        "select name, country, article_count from persons order by all",
    )
    assert found == [
        ("Ion Rusu", "MD", 2),
        ("Vera Lungu", "GB", 1),
        ("Vera Lungu", "RO", 1),
    ]


def test_batch_that_comes_twice_changes_nothing(tmp_path: Path) -> None:
    connection = filled(tmp_path)
    before = select(connection, "from identities order by all")
    made = refined(url="https://one.example/0", words=WORDS[0], minute=9)
    put(connection, tmp_path, batch(made, minute=9))
    assert select(connection, "from identities order by all") == before
    assert len(before) == 4


def test_identity_is_that_of_all_mentions(tmp_path: Path) -> None:
    found = select(
        filled(tmp_path),
        "select identities.name, people.evidence from people "
        "inner join identities using (version_id, entity) "
        "where people.form = 'pronoun'",
    )
    assert found == [("Ion Rusu", "he")]
