"""The dictionary tells everything, and the page made of it is up to date."""

from pathlib import Path

import pytest

from transforms.errors import UsageError
from warehouse import dictionary
from warehouse.dictionary import Relation, as_markdown, read_dictionary

PAGE = Path(dictionary.__file__).with_name("SCHEMA.md")


@pytest.fixture(scope="module")
def relations() -> tuple[Relation, ...]:
    return read_dictionary()


def test_page_says_what_the_schema_says(relations: tuple[Relation, ...]) -> None:
    """Else: dateline schema --format markdown > warehouse/SCHEMA.md."""
    assert PAGE.read_text("utf-8") == as_markdown(relations)


def test_everything_has_a_meaning(relations: tuple[Relation, ...]) -> None:
    told = {each.name.partition("(")[0]: each for each in relations}
    assert {"articles", "facts", "search", "ops.fetches"} <= told.keys()
    assert {each.kind for each in relations} == {"table", "view", "macro"}
    assert [each.name for each in relations if not each.comment] == []
    columns = [column for each in relations for column in each.columns]
    assert all(column.comment for column in columns)
    assert [each.name for each in relations].index("articles") < [
        each.name for each in relations
    ].index("ops.fetches")


def test_diagram_shows_what_points_at_what(relations: tuple[Relation, ...]) -> None:
    page = as_markdown(relations)
    for line in (
        "articles }o--|| sources : source_id",
        "articles }o--o| articles : duplicate_of",
        "versions }o--|| articles : article_id",
        "money }o--|| versions : version_id",
    ):
        assert f"    {line}\n" in page
    assert "money }o--|| articles" not in page


def test_one_relation_is_told_alone() -> None:
    (one,) = read_dictionary(["articles"])
    assert one.kind == "table"
    assert one.columns[0].name == "article_id"
    assert not one.columns[0].is_nullable


def test_unknown_relation_is_told() -> None:
    with pytest.raises(UsageError, match="no table, view or macro artikles"):
        read_dictionary(["artikles"])
