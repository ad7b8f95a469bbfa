"""Sums of money in sentences of news."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.facts.documents import Document, Sentence, prepare
from transforms.facts.money import Money, extract
from transforms.facts.sums.currencies import countries, forms


def find(text: str, country: str | None = None) -> list[Money]:
    return list(extract(prepare(text, date(2024, 3, 20), country)))


def only(text: str, country: str | None = None) -> Money:
    (money,) = find(text, country)
    return money


@pytest.mark.parametrize(
    ("text", "evidence", "amount", "currency"),
    [
        ("A $250 million package.", "$250 million", 250_000_000, "USD"),
        ("A 250-million-dollar loan.", "250-million-dollar", 250_000_000, "USD"),
        ("Rebuilding takes US$1.2bn.", "US$1.2bn", 1_200_000_000, "USD"),
        ("It made C$16.4 million.", "C$16.4 million", 16_400_000, "CAD"),
        ("It made c $ 16.4 million.", "c $ 16.4 million", 16_400_000, "CAD"),
        ("It made A$5m in June.", "A$5m", 5_000_000, "AUD"),
        ("It made HK$10 a day.", "HK$10", 10, "HKD"),
        ("A gift of €3m.", "€3m", 3_000_000, "EUR"),
        ("He took £40,000 home.", "£40,000", 40_000, "GBP"),
        ("A loan of ₹5 crore.", "₹5 crore", 50_000_000, "INR"),
        ("A fine of 200,000 hryvnias.", "200,000 hryvnias", 200_000, "UAH"),
        ("It cost 3.5 million pounds.", "3.5 million pounds", 3_500_000, "GBP"),
        ("He left half a million dollars.", "half a million dollars", 500_000, "USD"),
        ("It costs a dollar.", "a dollar", 1, "USD"),
        (
            "Two and a half billion euros.",
            "Two and a half billion euros",
            25 * 10**8,
            "EUR",
        ),
        ("Petrol rose 50 cents.", "50 cents", "0.5", "USD"),
        ("Milk is 40p a pint.", "40p", "0.4", "GBP"),
        ("They sent USD 250m.", "USD 250m", 250_000_000, "USD"),
        ("They sent 250m USD.", "250m USD", 250_000_000, "USD"),
        ("They sent 75 USD million.", "75 USD million", 75_000_000, "USD"),
        ("The bill was EUR 1.200,50.", "EUR 1.200,50", "1200.50", "EUR"),
        ("They lost 10k$ there.", "10k$", 10_000, "USD"),
        ("A fee of 100 rubles.", "100 rubles", 100, "RUB"),
        ("It sold for 34,50 € in Bonn.", "34,50 €", "34.5", "EUR"),
        ("In 2013 $5 million went.", "$5 million", 5_000_000, "USD"),
        ("Crude fell to $71.20 a barrel.", "$71.20", "71.2", "USD"),
        ("He got 5 million US dollars.", "5 million US dollars", 5_000_000, "USD"),
        ("A fine of 90 Swiss francs.", "90 Swiss francs", 90, "CHF"),
        ("A fine of 90 French francs.", "90 French francs", 90, "FRF"),
        ("Five million CFA francs.", "Five million CFA francs", 5_000_000, "XOF"),
        ("It cost 20 dollars and 43 cents.", "20 dollars and 43 cents", "20.43", "USD"),
        ("It cost 3 UAH 4 kopiykas.", "3 UAH 4 kopiykas", "3.04", "UAH"),
        ("She paid $10 CAD.", "$10 CAD", 10, "CAD"),
        ("A contract of 120 MEUR.", "120 MEUR", 120_000_000, "EUR"),
        ("A contract worth $13.3 M today.", "$13.3 M", 13_300_000, "USD"),
        (
            "The price starts at dollar 2.5 million.",
            "dollar 2.5 million",
            2_500_000,
            "USD",
        ),
        ("They wanted 75 bitcoin.", "75 bitcoin", 75, "XBT"),
        ("They escaped \\$500,000 in fines.", "$500,000", 500_000, "USD"),
    ],
)
def test_amount_is_found_with_its_words(
    text: str, evidence: str, amount: int | str, currency: str
) -> None:
    money = only(text)
    assert (money.evidence, money.amount, money.currency) == (
        evidence,
        Decimal(amount),
        currency,
    )
    assert text[money.start_char : money.end_char] == evidence
    assert text[money.sentence_start_char : money.sentence_end_char] == text
    assert money.amount_min == money.amount_max == money.amount
    assert 0 < money.confidence < 1


@pytest.mark.parametrize(
    "text",
    [
        "They lost billions of dollars.",
        "Tens of millions of euros are missing.",
        "The dollar rose against the yen.",
        "A dollar store opened on Main Street.",
        "That is a million-dollar question.",
        "Number 10 scored twice.",
        "Replace \\$1 and ${2} in the script.",
        "ALL 5 of them tried; TRY 3 times; CUP 2020.",
        "A 1080p video.",
        "EUR/USD 1.10 at noon.",
        "A team with 10 won and 2 lost.",
        "The rapper 50 Cent sang.",
        "A 20-pound turkey and 200 pounds of flour.",
        "He wrestles at 171 pounds.",
        "The suspect weighs 180 pounds.",
        "He signed 5 Real shirts.",
    ],
)
def test_what_is_no_definite_sum_is_left_out(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "evidence", "low", "high"),
    [
        ("Between $40 million and $45 million.", "$40 million and $45 million", 40, 45),
        ("A gap of $3-4 million opened.", "$3-4 million", 3, 4),
        ("They offered €3m to €5m.", "€3m to €5m", 3, 5),
        ("They offered €3m-€5m.", "€3m-€5m", 3, 5),
        ("Between 8 and 10 million euros.", "8 and 10 million euros", 8, 10),
        ("Two to three million dollars.", "Two to three million dollars", 2, 3),
        ("Some $1 to $2 million in fees.", "$1 to $2 million", 1, 2),
        ("Between $3 and 4 million, he said.", "$3 and 4 million", 3, 4),
    ],
)
def test_range_is_one_sum_over_both_ends(
    text: str, evidence: str, low: int, high: int
) -> None:
    money = only(text)
    assert (money.evidence, money.qualifier) == (evidence, "between")
    assert money.amount == money.amount_min == low * 10**6
    assert money.amount_max == high * 10**6


@pytest.mark.parametrize(
    "text",
    [
        "Brent rose $1.50 to $71.20 a barrel.",
        "Sales rose from $3m to $5m.",
        "They paid $3m and $5m.",
        "It costs $5 or $10.",
    ],
)
def test_change_or_list_is_two_sums(text: str) -> None:
    assert [money.qualifier for money in find(text)] == [None, None]


def test_sum_per_head_is_no_range() -> None:
    assert only("They gave $5 to 3 million people.").amount == 5


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high"),
    [
        ("At least $5 was lost.", "at-least", 5, None),
        ("Fines of up to $5.", "at-most", None, 5),
        ("No more than $5 is due.", "at-most", None, 5),
        ("It took more than $5.", "more-than", 5, None),
        ("It took less than $5.", "less-than", None, 5),
        ("It took nearly $5.", "about", 5, 5),
        ("Some $5 was lost.", "about", 5, 5),
        ("It took $5 or more.", "at-least", 5, None),
        ("A $5-plus ticket.", "at-least", 5, None),
        ("He sold the awesome $5 cup.", None, 5, 5),
    ],
)
def test_bounds_are_told_by_the_words_around(
    text: str, qualifier: str | None, low: int | None, high: int | None
) -> None:
    money = only(text)
    assert (money.qualifier, money.amount_min, money.amount_max) == (
        qualifier,
        low,
        high,
    )
    assert money.evidence == "$5"


@pytest.mark.parametrize(
    ("text", "country", "currency"),
    [
        ("Norway, unlike Denmark, offered 3 billion kroner.", None, "DKK"),
        ("In Copenhagen Norway offered 3 billion kroner.", None, "NOK"),
        ("Someone offered 3 billion kroner.", "NO", "NOK"),
        ("Someone offered 3 billion kroner.", None, None),
        ("A baker in Beirut paid 40,000 pounds.", "GB", "LBP"),
        ("A baker paid 40,000 pounds.", "EG", "EGP"),
        ("A baker paid 40,000 pounds.", None, "GBP"),
        ("Córdoba in Argentina lost 900 million pesos.", None, "ARS"),
        ("Prices fell by 900 million pesos.", "MX", "MXN"),
        ("The fare is $4 now.", None, "USD"),
        ("The fare is $4 now.", "CA", "CAD"),
        ("The fare is 80 cents now.", "IE", "EUR"),
        ("Canada asked the fund for $4.", None, "USD"),
        ("Karachi spent 5 lakh rupees.", None, "PKR"),
        ("The station spent ¥500 in Shanghai.", None, "CNY"),
        ("Seoul pledged 50 billion won.", None, "KRW"),
    ],
)
def test_ambiguous_currency_is_that_of_who_pays(
    text: str, country: str | None, currency: str | None
) -> None:
    money = only(text, country)
    assert money.currency == currency
    assert money.is_currency_assumed is (currency is not None)


def test_named_currency_is_not_assumed() -> None:
    assert not only("It cost €5.").is_currency_assumed
    assert not only("It cost 5 Canadian dollars.").is_currency_assumed


def test_amounts_come_in_order_and_apart_across_paragraphs() -> None:
    text = " date 2024-03-20 Aid of €3m came.\n\nCosts\n\nIt cost £5 and $6 (7 euros)."
    found = find(text)
    assert [money.evidence for money in found] == ["€3m", "£5", "$6", "7 euros"]
    spans = [(money.start_char, money.end_char) for money in found]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_only_dollars_have_a_value_in_dollars_without_rates() -> None:
    euros, dollars = only("It cost €5."), only("It cost US$5 to US$7 million.")
    assert (euros.amount_usd, euros.rate_on) == (None, None)
    assert (dollars.amount_usd, dollars.rate_on) == (Decimal(5_000_000), None)


def test_lexicons_hold_well_formed_codes() -> None:
    by_name, by_code = countries()
    codes = {code for form in forms().values() for code in form.codes} - {"?"}
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in codes)
    assert {country.currency for country in by_name.values()} <= codes
    assert all(len(code) == 2 for code in by_code)


LENGTHY = (
    *("$", "$1-", "a half ", "pesos ", "between ", "1 000 ", "US$", "1,", "9", "CFA "),
    *("Norway 5 kroner ", "million pounds ", "U.S. dollars ", "$1 to ", "5 won "),
)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("piece", LENGTHY)
def test_one_endless_sentence_takes_linear_time(piece: str) -> None:
    assert_ends(piece * (40_000 // len(piece)))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["9", "half a ", "pesos ", "x"])
def test_a_million_characters_are_read(piece: str) -> None:
    assert_ends(piece * (1_000_000 // len(piece)))


def assert_ends(text: str) -> None:
    sentence = Sentence(start_char=0, end_char=len(text), is_heading=False)
    document = Document(
        text=text, published_on=None, country=None, sentences=(sentence,)
    )
    assert all(money.end_char <= len(text) for money in extract(document))


@given(
    st.text(alphabet="$€£1234567890.,-–kmbn USDap toandpoundsdlar\u00a0½", max_size=80)
)
def test_any_text_gives_words_that_are_there(text: str) -> None:
    for money in find(text):
        assert money.evidence == text[money.start_char : money.end_char] != ""
        assert money.sentence_start_char <= money.start_char
        assert money.end_char <= money.sentence_end_char
        assert money.amount >= 0
