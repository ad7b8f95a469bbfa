"""What holds for every kind of fact, those not yet written among them."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.warehouse.batches import batch, empty, new_warehouse, put, refined
from transforms.facts import KINDS, Document, Fact, extract
from transforms.facts.documents import prepare

BASE_COLUMNS = {
    "fact_id",
    "article_id",
    "version_id",
    "extractor",
    "extractor_version",
}
READING_COLUMNS = [
    *("fact_id", "article_id", "version_id", "evidence", "subject", "predicate"),
    *("object", "unit", "place", "start_char", "end_char", "sentence_start_char"),
    *("sentence_end_char", "value", "confidence", "happened_on"),
]
SAMPLE = (
    " date 2024-03-20 Norway’s minister said on Tuesday that it will send $40 million "
    "(about €36m) by the end of April. “We lost 12 boats last year,” said Ana Rusu "
    "of UNICEF.\n\n"
    "What comes next\n\n"
    "Dr. Popescu, the mayor of Teliva, expects 3,500 people on 2 May 2024. Repairs "
    "took 10 days in 2021 and cost 1.2 billion lei; 🚢 nobody was hurt.\n\n"
    "\\ A line with a mark\n\n"
    "Two men were killed and 15 injured at 9 a.m. near the port of Odesa on March 3."
)
PIECES = [
    *"$€£¥%.,-–—:/()“”'\"&#+",
    *("US$", "USD", "EUR", "kr", "p", "m", "bn", "million", "billion", "trillion"),
    *("dozen", "hundred", "thousand", "half", "a", "an", "the", "of", "and", "to"),
    *("between", "from", "about", "at least", "up to", "more than", "Monday", "May"),
    *("March", "Tuesday", "yesterday", "today", "last", "next", "week", "month"),
    *("year", "century", "decade", "ago", "in", "on", "at", "noon", "a.m.", "31"),
    *("29", "2023", "1900", "9999", "0", "00:00", "25:61", "12/13/14", "2024-02-30"),
    *("29 February", "Easter", "Christmas", "summer", "quarter", "1e400", "٣٤", "½"),
    *(
        "²",
        "Dr.",
        "U.S.",
        "\n\n",
        "## ",
        "\\ ",
        "> ",
        "\u00a0",
        "\u200b",
        "🚢",
        "\ud800",
    ),
    *("9" * 12, "9" * 45, "1,000,000,000,000", "999.999.999,99", "0.0000001"),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=30).map(
    " ".join
)
DAYS = st.none() | st.sampled_from(
    [date(1, 1, 1), date(2024, 2, 29), date(9999, 12, 31)]
)

kinds = pytest.mark.parametrize("kind", KINDS)


@cache
def sample_facts() -> dict[str, tuple[Fact, ...]]:
    return dict(extract(prepare(SAMPLE, date(2024, 3, 20), "GB")))


@pytest.fixture(scope="module")
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = new_warehouse()
    yield connection
    connection.close()


@kinds
def test_kind_has_a_table_of_its_name_with_its_fields(
    kind: str, warehouse: duckdb.DuckDBPyConnection
) -> None:
    found = warehouse.execute(
        "select column_name from duckdb_columns() "
        "where schema_name = 'main' and table_name = ?",
        [kind],
    ).fetchall()
    own = {
        "event_id" if field.name == "event" else field.name
        for field in fields(KINDS[kind].record)
    }
    assert {row[0] for row in found} == BASE_COLUMNS | own


@kinds
def test_kind_has_a_reading_in_the_shape_of_all(
    kind: str, warehouse: duckdb.DuckDBPyConnection
) -> None:
    cursor = warehouse.execute(f"from readings.{kind}")
    assert [column[0] for column in cursor.description or ()] == READING_COLUMNS


@kinds
def test_kind_says_which_state_of_the_code_it_is(kind: str) -> None:
    assert KINDS[kind].version.strip() == KINDS[kind].version != ""
    assert KINDS[kind].record.__module__ == f"transforms.facts.{kind}"


@kinds
def test_kind_is_found_in_a_sample_of_news(kind: str) -> None:
    assert sample_facts()[kind]


@kinds
def test_facts_of_the_sample_point_at_their_words(kind: str) -> None:
    document = prepare(SAMPLE, date(2024, 3, 20), "GB")
    assert_well_formed(document, sample_facts()[kind])


@kinds
def test_facts_come_in_reading_order(kind: str) -> None:
    spans = [(fact.start_char, fact.end_char) for fact in sample_facts()[kind]]
    assert spans == sorted(spans)


@kinds
def test_date_line_and_marks_are_no_part_of_a_fact(kind: str) -> None:
    text = " date 2024-03-20 > 20 March\n\n## $5 million\n\n\\ $6 million."
    starts = [sentence.start_char for sentence in prepare(text, None).sentences]
    assert [text[start : start + 2] for start in starts] == ["20", "$5", "$6"]
    for fact in extract(prepare(text, date(2024, 3, 20)))[kind]:
        assert fact.start_char >= starts[0]
        assert not set(fact.evidence) & set("#\\>")


@settings(max_examples=150)
@given(text=TEXTS, day=DAYS, country=st.sampled_from([None, "US", "GB", "UA"]))
def test_any_text_gives_well_formed_facts(
    text: str, day: date | None, country: str | None
) -> None:
    document = prepare(text, day, country)
    found = extract(document)
    assert set(found) == set(KINDS)
    for kind, facts in found.items():
        assert all(type(fact) is KINDS[kind].record for fact in facts)
        assert_well_formed(document, facts)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(texts=st.lists(TEXTS, min_size=1, max_size=8), day=DAYS)
@example(texts=[f"It cost ${'9' * 40} and £{'9' * 31}.99 trillion."], day=None)
@example(texts=["In 1 BC, in the year 9999, 9999 centuries from now."], day=date.max)
@example(texts=["Two centuries ago, or 3,000 years ago."], day=date.min)
@example(texts=["An attack killed two in March.", "An attack."], day=date.min)
@example(texts=["An attack killed two in March.", "An attack."], day=date.max)
def test_facts_of_any_text_fit_their_tables(
    warehouse: duckdb.DuckDBPyConnection,
    tmp_path: Path,
    texts: list[str],
    day: date | None,
) -> None:
    """One that does not would put its whole batch aside."""
    articles = [
        refined(
            f"https://one.example/{number}",
            words=" ".join(f"It {text}".split()),
            published_on=day,
        )
        for number, text in enumerate(texts)
    ]
    expected = sum(len(found) for each in articles for found in each.facts.values())
    empty(warehouse)
    assert put(warehouse, tmp_path, batch(*articles)).facts == expected


def test_same_text_gives_the_same_facts() -> None:
    again = dict(extract(prepare(SAMPLE, date(2024, 3, 20), "GB")))
    assert again == sample_facts()


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", " date 2024-03-20 ", "\x00"])
def test_text_without_words_has_no_facts(text: str) -> None:
    assert not any(extract(prepare(text, date(2024, 3, 20))).values())


def test_plain_text_is_read_line_by_line() -> None:
    document = prepare("One line. Two.\n\nThree\nFour", None)
    assert [document.words(sentence) for sentence in document.sentences] == [
        "One line.",
        "Two.",
        "Three",
        "Four",
    ]


def test_heading_is_one_sentence() -> None:
    document = prepare(SAMPLE, None)
    headings = [each for each in document.sentences if each.is_heading]
    assert [document.words(each) for each in headings] == ["What comes next"]


def test_sentence_is_found_by_any_place_in_it() -> None:
    document = prepare(SAMPLE, None)
    for sentence in document.sentences:
        assert document.sentence_at(sentence.start_char) == sentence
        assert document.sentence_at(sentence.end_char - 1) == sentence


@given(TEXTS)
def test_sentences_of_any_text_are_in_order_and_hold_words(text: str) -> None:
    document = prepare(text, None)
    last = 0
    for sentence in document.sentences:
        assert last <= sentence.start_char < sentence.end_char <= len(text)
        assert document.words(sentence).strip() == document.words(sentence) != ""
        last = sentence.end_char


def assert_well_formed(document: Document, facts: tuple[Fact, ...]) -> None:
    for fact in facts:
        assert 0 <= fact.start_char < fact.end_char <= len(document.text)
        assert fact.evidence == document.text[fact.start_char : fact.end_char]
        assert fact.evidence.strip() == fact.evidence
        assert fact.sentence_start_char <= fact.start_char
        assert fact.end_char <= fact.sentence_end_char <= len(document.text)
        assert 0 <= fact.confidence <= 1
