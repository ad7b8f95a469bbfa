"""Numbers in words and figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.facts.numerals import CARDINALS, ORDINALS, Number, read_number


def read(text: str) -> Number | None:
    return read_number(text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("1,234.5 km", "1,234.5", "1234.5"),
        ("1.234,5 km", "1.234,5", "1234.5"),
        ("1.144.000 votes", "1.144.000", "1144000"),
        ("1 234 people", "1 234", "1234"),
        ("1\u202f234\u202f567 people", "1\u202f234\u202f567", "1234567"),
        ("1'234 francs", "1'234", "1234"),
        ("1,00,000 rupees", "1,00,000", "100000"),
        ("12,34,567 voters", "12,34,567", "1234567"),
        ("73,460 seats", "73,460", "73460"),
        ("34,50 euros", "34,50", "34.50"),
        ("2.5.", "2.5", "2.5"),
        (".75 inches", ".75", "0.75"),
        ("3½ hours", "3½", "3.5"),
        ("3 1/2 hours", "3 1/2", "3.5"),
        ("¾ of it", "¾", "0.75"),
        ("2.5 million trees", "2.5 million", "2500000"),
        ("250-million-dollar", "250-million", "250000000"),
        ("1.2bn)", "1.2bn", "1200000000"),
        ("10k$", "10k", "10000"),
        ("10km away", "10", "10"),
        ("5 crore", "5 crore", "50000000"),
        ("2 lakh crore", "2 lakh crore", "2000000000000"),
        ("2 and a half million", "2 and a half million", "2500000"),
        ("two hundred and fifty men", "two hundred and fifty", "250"),
        ("Twenty-four hours", "Twenty-four", "24"),
        ("half a million", "half a million", "500000"),
        ("a quarter of a million", "a quarter of a million", "250000"),
        ("three quarters of a million", "three quarters of a million", "750000"),
        ("a million and a half", "a million and a half", "1500000"),
        ("two and a half million", "two and a half million", "2500000"),
        ("one and a half years", "one and a half", "1.5"),
        ("a dozen eggs", "a dozen", "12"),
        ("half a dozen", "half a dozen", "6"),
        ("nineteen hundred", "nineteen hundred", "1900"),
        ("nineteen eighty", "nineteen", "19"),
        ("one hundred and two hundred", "one hundred", "100"),
        ("one million and two million", "one million", "1000000"),
        (
            "one million two hundred thousand",
            "one million two hundred thousand",
            1200000,
        ),
        ("one hundred thousand million", "one hundred thousand million", 10**11),
        ("1\u00a0\u00a0million", "1\u00a0\u00a0million", "1000000"),
        ("fifty - two", "fifty - two", "52"),
        ("three dozens", "three dozens", "36"),
        ("2mil", "2mil", "2000000"),
        ("10 tln", "10 tln", "10000000000000"),
        ("one and a fourth", "one and a fourth", "1.25"),
        ("2  1/4 cups", "2  1/4", "2.25"),
        ("⅞ of it", "⅞", "0.875"),
    ],
)
def test_longest_number_is_read(text: str, words: str, value: str) -> None:
    number = read(text)
    assert number is not None
    assert (text[: number.end_char], number.value) == (words, Decimal(value))


@pytest.mark.parametrize(
    "text",
    [
        *("1.2.3", "12.10.2023", "10th", "1,234,56", "a quarter later", "millions of"),
        *("third", "a", "hundreds", "", "onerous", "000 euros", "9" * 50),
    ],
)
def test_what_is_no_one_number_gives_none(text: str) -> None:
    assert read(text) is None


def test_number_does_not_start_inside_another() -> None:
    assert read_number("1,234", 2, 5) is None
    assert read_number("1234", 1, 4) is None
    assert read_number("anyone", 3, 6) is None


def test_letters_may_be_a_unit_so_the_base_is_kept() -> None:
    number = read("10m")
    assert number is not None
    assert number.is_abbreviated
    assert (number.base, number.scale) == (Decimal(10), 10**6)
    assert number.base_end_char == 2


def test_scale_of_a_spelled_number_can_be_lent_to_another() -> None:
    number = read("two hundred million")
    assert number is not None
    assert (number.base, number.scale) == (Decimal(200), 10**6)
    assert number.has_scale
    assert number.is_spelled


def test_number_ends_before_the_limit() -> None:
    number = read_number("2.5 million", 0, 3)
    assert number is not None
    assert (number.value, number.decimals) == (Decimal("2.5"), 1)


def test_tables_hold_every_number_below_a_hundred() -> None:
    assert sorted(CARDINALS.values()) == list(range(100))
    assert set(range(1, 100)) < set(ORDINALS.values())
    assert (ORDINALS["twelfth"], ORDINALS["twentieth"], ORDINALS["thirty-first"]) == (
        12,
        20,
        31,
    )


def spell(number: int) -> str:
    """British English, written independently of the reader."""
    names = {value: word for word, value in CARDINALS.items()}
    if number < 100:
        return names[number]
    if number < 1000:
        rest = f" and {spell(number % 100)}" if number % 100 else ""
        return f"{names[number // 100]} hundred{rest}"
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            joint = " and " if number % scale < 100 else " "
            rest = joint + spell(number % scale) if number % scale else ""
            return f"{spell(number // scale)} {word}{rest}"
    raise AssertionError(number)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_spelled_number_is_read_back(value: int) -> None:
    number = read(spell(value))
    assert number is not None
    assert (number.value, number.end_char) == (Decimal(value), len(spell(value)))


@given(st.integers(min_value=0, max_value=10**15), st.integers(0, 99))
def test_grouped_figures_are_read_back(whole: int, cents: int) -> None:
    number = read(f"{whole:,}.{cents:02d}")
    assert number is not None
    assert number.value == whole + Decimal(cents) / 100


@given(st.text(alphabet="0123456789.,' andoefhlimutw½-/k", max_size=60))
def test_any_text_gives_a_number_inside_it_or_none(text: str) -> None:
    number = read(text)
    assert number is None or 0 < number.base_end_char <= number.end_char <= len(text)
