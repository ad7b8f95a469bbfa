"""Tables of rates: what is read of them, and what a user is told of a bad one."""

from datetime import date
from decimal import Decimal

import pytest

from transforms.errors import RatesError
from transforms.facts.sums.rates import read_rates


def test_rates_are_read_with_their_days() -> None:
    lines = ["date,usd,currency,note", "2024-03-20,1.0844,EUR,noon", "2024-03-20,3,KWD"]
    found = [(each.currency, each.rate_on, each.usd) for each in read_rates(lines, "r")]
    day = date(2024, 3, 20)
    assert found == [("EUR", day, Decimal("1.0844")), ("KWD", day, Decimal(3))]


def test_last_rate_of_a_day_counts() -> None:
    lines = ["currency,date,usd", "EUR,2024-03-20,1.1", "EUR,2024-03-20,1.2"]
    assert [rate.usd for rate in read_rates(lines, "r")] == [Decimal("1.2")]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([], "line 1: the header lacks 'currency'"),
        (["currency,date"], "line 1: the header lacks 'usd'"),
        (["currency,date,usd"], "line 1: there are no rates"),
        (["currency,date,usd", "euro,2024-03-20,1"], "line 2: 'euro' is no ISO 4217"),
        (["currency,date,usd", "EUR,20.3.2024,1"], "line 2: '20.3.2024' is no day"),
        (["currency,date,usd", "EUR,2024-03-20,x"], "line 2: 'x' is no number"),
        (["currency,date,usd", "EUR,2024-03-20,0"], "line 2: one unit is not worth 0"),
        (["currency,date,usd", "EUR,2024-03-20,-1"], "one unit is not worth -1"),
        (["currency,date,usd", "EUR,2024-03-20,nan"], "one unit is not worth nan"),
        (["currency,date,usd", "EUR,2024-03-20,1e9"], "one unit is not worth 1e9"),
        (["currency,date,usd", "EUR,2024-03-20"], "line 2: '' is no number"),
        (["currency,date,usd", "EUR"], "line 2: '' is no day"),
    ],
)
def test_bad_table_is_named_with_its_line(lines: list[str], told: str) -> None:
    with pytest.raises(RatesError) as caught:
        read_rates(lines, "rates.csv")
    assert str(caught.value).startswith("rates.csv: line ")
    assert told in str(caught.value)
