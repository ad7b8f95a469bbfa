"""Rates of exchange: which sums they value, and by which day's rate."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.warehouse.batches import batch, new_warehouse, put, refined
from transforms.facts.sums.rates import Rate
from warehouse.connection import Connection
from warehouse.rates import keep

NOW = datetime(2024, 4, 1, tzinfo=UTC)
WORDS = "Norway gave €40 million, 3 billion yen and $5,000. It cost 7 million lei."
VALUED = ("EUR", Decimal("43376000.000000"), date(2024, 3, 19))


def rate(currency: str, day: int, usd: str) -> Rate:
    return Rate(currency=currency, rate_on=date(2024, 3, day), usd=Decimal(usd))


RATES = (
    rate("EUR", 12, "1.09"),
    rate("EUR", 19, "1.0844"),
    rate("EUR", 21, "1.0907"),
    # Eight days before the article.
    rate("JPY", 12, "0.0067"),
)


def values(connection: Connection) -> list[tuple[object, ...]]:
    return connection.execute(
        "select currency, amount_usd, rate_on from money "
        "where amount_usd is not null and currency <> 'USD'"
    ).fetchall()


@pytest.fixture
def connection() -> Connection:
    return new_warehouse()


def test_rates_value_sums_that_are_there(
    connection: Connection, tmp_path: Path
) -> None:
    put(connection, tmp_path, batch(refined(words=WORDS)))
    assert values(connection) == []
    assert keep(connection, RATES, "rates.csv", NOW) == 1
    assert values(connection) == [VALUED]


def test_rates_value_sums_that_come_later(
    connection: Connection, tmp_path: Path
) -> None:
    keep(connection, RATES, "rates.csv", NOW)
    put(connection, tmp_path, batch(refined(words=WORDS)))
    assert values(connection) == [VALUED]


def test_day_of_publication_has_its_own_rate(
    connection: Connection, tmp_path: Path
) -> None:
    put(connection, tmp_path, batch(refined(words=WORDS)))
    keep(connection, [*RATES, rate("EUR", 20, "1")], "rates.csv", NOW)
    assert values(connection) == [("EUR", Decimal(40_000_000), date(2024, 3, 20))]


def test_better_rate_replaces_the_former_one(
    connection: Connection, tmp_path: Path
) -> None:
    put(connection, tmp_path, batch(refined(words=WORDS)))
    for _ in range(2):
        keep(connection, RATES, "rates.csv", NOW)
    keep(connection, [rate("EUR", 19, "1.1")], "better.csv", NOW)
    assert values(connection) == [("EUR", Decimal(44_000_000), date(2024, 3, 19))]
    kept = connection.execute(
        "select file, count(*) from rates group by all"
    ).fetchall()
    assert sorted(kept) == [("better.csv", 1), ("rates.csv", 3)]


def test_article_without_a_day_has_no_value(
    connection: Connection, tmp_path: Path
) -> None:
    put(connection, tmp_path, batch(refined(words=WORDS, published_on=None)))
    assert keep(connection, RATES, "rates.csv", NOW) == 0


def test_dollars_need_no_rate(connection: Connection, tmp_path: Path) -> None:
    put(connection, tmp_path, batch(refined(words=WORDS)))
    found = connection.execute(
        "select amount_usd, rate_on from money where currency = 'USD'"
    ).fetchall()
    assert found == [(Decimal(5_000), None)]
