"""Quantities, counts, shares and ranks in sentences of news."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import ORDER_MAX, order_of_growth
from transforms.facts.documents import prepare
from transforms.facts.quantities import Quantity, extract


def find(text: str) -> list[Quantity]:
    return list(extract(prepare(text, date(2024, 3, 20))))


def only(text: str) -> Quantity:
    (quantity,) = find(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "evidence", "value", "unit", "dimension"),
    [
        ("They walked 12 km home.", "12 km", 12, "kilometer", "length"),
        ("They walked 12km home.", "12km", 12, "kilometer", "length"),
        (
            "It lies twelve kilometres off.",
            "twelve kilometres",
            12,
            "kilometer",
            "length",
        ),
        ("A 2.5-mile stretch closed.", "2.5-mile", "2.5", "mile", "length"),
        ("It lies half a mile off.", "half a mile", "0.5", "mile", "length"),
        (
            "It fell three quarters of a mile.",
            "three quarters of a mile",
            "0.75",
            "mile",
            "length",
        ),
        ("He is 6ft 3in tall.", "6ft 3in", "6.25", "foot", "length"),
        ("The gap is 2 in.", "2 in", 2, "inch", "length"),
        (
            "It sank 30 nautical miles south.",
            "30 nautical miles",
            30,
            "nautical mile",
            "length",
        ),
        ("The mast is 48m high.", "48m", 48, "meter", "length"),
        (
            "Exports reached 278,000 t a year.",
            "278,000 t",
            278_000,
            "metric ton",
            "mass",
        ),
        (
            "It burned 1.5 million hectares.",
            "1.5 million hectares",
            1_500_000,
            "hectare",
            "area",
        ),
        ("A site of 640 sq km.", "640 sq km", 640, "square kilometer", "area"),
        ("A site of 640 km² there.", "640 km²", 640, "square kilometer", "area"),
        ("A flat of 90 m2 there.", "90 m2", 90, "square meter", "area"),
        ("It holds 4 cubic metres.", "4 cubic metres", 4, "cubic meter", "volume"),
        ("It sold 500,000 barrels.", "500,000 barrels", 500_000, "barrel", "volume"),
        ("We drank a gallon of it.", "a gallon", 1, "gallon", "volume"),
        ("It took 1/2 cup of oil.", "1/2 cup", "0.5", "cup", "volume"),
        ("Each gets 9 litres per day.", "9 litres", 9, "liter", "volume"),
        ("They sent 8 tonnes of flour.", "8 tonnes", 8, "metric ton", "mass"),
        ("They sent 13 metric tons.", "13 metric tons", 13, "metric ton", "mass"),
        ("The parcel weighs 200lbs.", "200lbs", 200, "pound", "mass"),
        ("The wrestler weighs 180 pounds.", "180 pounds", 180, "pound", "mass"),
        ("A dose of 150 µg a week.", "150 µg", 150, "microgram", "mass"),
        (
            "It fell to minus 12 degrees Celsius.",
            "minus 12 degrees Celsius",
            -12,
            "c",
            "temperature",
        ),
        ("It rose to 30 °C there.", "30 °C", 30, "c", "temperature"),
        ("It rose to 31C there.", "31C", 31, "c", "temperature"),
        (
            "It rose to 93 degrees Fahrenheit.",
            "93 degrees Fahrenheit",
            93,
            "f",
            "temperature",
        ),
        ("It turned 90 degrees.", "90 degrees", 90, "degree", "angle"),
        ("Gusts of 130 km/h hit.", "130 km/h", 130, "kilometer per hour", "speed"),
        (
            "Gusts of 80 miles an hour hit.",
            "80 miles an hour",
            80,
            "mile per hour",
            "speed",
        ),
        ("Gusts of 70mph hit.", "70mph", 70, "mile per hour", "speed"),
        (
            "It emits 95 grams per kilometre.",
            "95 grams per kilometre",
            95,
            "gram per kilometer",
            "mass per length",
        ),
        ("A plant of 1.2 gigawatts.", "1.2 gigawatts", "1.2", "gigawatt", "power"),
        ("It used 50 kWh in all.", "50 kWh", 50, "kilowatt hour", "energy"),
        (
            "The sun gives 1,361 W/m2 here.",
            "1,361 W/m2",
            1361,
            "watt per square meter",
            "power per area",
        ),
        ("It pumps 55 bcm a year.", "55 bcm", 55 * 10**9, "cubic meter", "volume"),
        (
            "Some 30 people per square mile live here.",
            "30 people per square mile",
            30,
            "person per square mile",
            "count per area",
        ),
        ("It is near absolute zero.", "absolute zero", 0, "kelvin", "temperature"),
        ("It leaked 1.3 terabytes.", "1.3 terabytes", "1.3", "terabyte", "data"),
        ("A disk of 512GB broke.", "512GB", 512, "gigabyte", "data"),
        ("A 16-bit chip was sold.", "16-bit", 16, "bit", "data"),
        ("Prices rose 7 per cent.", "7 per cent", 7, "percent", "ratio"),
        ("Prices rose 0.25%.", "0.25%", "0.25", "percent", "ratio"),
        (
            "It fell two percentage points.",
            "two percentage points",
            2,
            "percentage point",
            "ratio",
        ),
        ("It rose 25 basis points.", "25 basis points", 25, "basis point", "ratio"),
        (
            "A magnitude 6.3 quake hit.",
            "magnitude 6.3",
            "6.3",
            "magnitude",
            "magnitude",
        ),
        (
            "A 6.3-magnitude quake hit.",
            "6.3-magnitude",
            "6.3",
            "magnitude",
            "magnitude",
        ),
        ("A 29-year-old was hurt.", "29-year-old", 29, "year", "age"),
        ("Lena Ruiz, 44, of Solby, won.", "44", 44, "year", "age"),
        ("Boys aged 7 were there.", "7", 7, "year", "age"),
        ("They sent 30,000 troops.", "30,000 troops", 30_000, "troop", "count"),
        (
            "They fed 1.5 million people.",
            "1.5 million people",
            1_500_000,
            "person",
            "count",
        ),
        ("They fed 10m people.", "10m people", 10_000_000, "person", "count"),
        ("Four other trustees left.", "Four other trustees", 4, "trustee", "count"),
        ("A 24-strong team came.", "24-strong", 24, "person", "count"),
        ("Six buses came.", "Six buses", 6, "bus", "count"),
        ("They freed 12 Danes there.", "12 Danes", 12, "Dane", "count"),
        ("The answer is 42.", "42", 42, None, "number"),
        ("It took a third of it.", "a third", "0.333333333333", None, "number"),
        ("Two thirds agreed.", "Two thirds", "0.666666666667", None, "number"),
        ("The answer is five point two.", "five point two", "5.2", None, "number"),
        ("The answer is 6.2x10^-4.", "6.2x10^-4", "0.00062", None, "number"),
        ("The answer is -9.5.", "-9.5", "-9.5", None, "number"),
        ("It came third.", "third", 3, None, "ordinal"),
        ("Her 21st novel is out.", "21st", 21, None, "ordinal"),
        ("A third man was held.", "third", 3, None, "ordinal"),
        ("It set an eighth record.", "eighth", 8, None, "ordinal"),
        ("The 1.5 millionth guest.", "1.5 millionth", 1_500_000, None, "ordinal"),
        ("The two hundredth goal.", "two hundredth", 200, None, "ordinal"),
        ("A hundredth of a second.", "A hundredth", "0.01", None, "number"),
        (
            "The two hundred and first try.",
            "two hundred and first",
            201,
            None,
            "ordinal",
        ),
    ],
)
def test_quantity_is_found_with_its_unit(
    text: str, evidence: str, value: int | str, unit: str | None, dimension: str
) -> None:
    quantity = only(text)
    found = (quantity.evidence, quantity.value, quantity.unit, quantity.dimension)
    assert found == (evidence, Decimal(value), unit, dimension)
    assert text[quantity.start_char : quantity.end_char] == evidence
    assert quantity.value_min == quantity.value_max == quantity.value
    assert 0 < quantity.confidence < 1


@pytest.mark.parametrize(
    "text",
    [
        "It happened on 5 May 2021.",
        "It happened at 9.30pm, or 21:45.",
        "It cost $5 million, or 4.6m euros.",
        "It cost between $40-45 million.",
        "It took six weeks and 3 hours.",
        "In 2019 and 2020-21 it grew.",
        "In nineteen ninety-four it grew.",
        "It paid 40,000 pounds in wages.",
        "COVID-19 and an F-16 were named.",
        "See https://one.example/a/12?b=34.",
        "No one came; one of them slept.",
        "The host 192.168.1.2 fell over.",
        "It grew in the next three quarters.",
        "Petrol costs 90 cents a gallon.",
        "Apollo 11 flew under Resolution 425.",
        "See paragraph 4 of her 1982 novel.",
        "He won 6-3, 7-6 and is 29-2 now.",
        "7. Oleksandr won.",
        "They met on April 24 and 25 in the 700 block of Knox Road.",
        "28/29 July: Snetterton; 7/8 April: Kent; call 1-888-310-1122.",
        "The 8K TV has a 5G radio.",
        "Call (978) 448-5555 or 448-5555.",
        "Part Two is out; type 2 cases too.",
    ],
)
def test_times_sums_names_and_addresses_are_no_quantities(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "evidence", "low", "high", "unit"),
    [
        ("A camp 20 to 45 km off.", "20 to 45 km", 20, 45, "kilometer"),
        ("Between 4 and 5 millimetres.", "4 and 5 millimetres", 4, 5, "millimeter"),
        ("It cuts 7 to 10 percent.", "7 to 10 percent", 7, 10, "percent"),
        ("It holds 10-15 exabytes.", "10-15 exabytes", 10, 15, "exabyte"),
        ("It ranged from 3 kg to 5 kg.", "3 kg to 5 kg", 3, 5, "kilogram"),
        ("2 to 3 million people fled.", "2 to 3 million people", 2e6, 3e6, "person"),
        ("It fell to -18 to -34 °C.", "-18 to -34 °C", -34, -18, "c"),
    ],
)
def test_range_is_one_quantity_over_both_ends(
    text: str, evidence: str, low: float, high: float, unit: str
) -> None:
    quantity = only(text)
    assert (quantity.evidence, quantity.unit) == (evidence, unit)
    assert quantity.value == quantity.value_min == low
    assert quantity.value_max == high
    assert quantity.qualifier == "between"


def test_change_is_two_quantities_in_one_unit() -> None:
    found = find("Growth slowed from 7 to 5 percent.")
    assert [(each.value, each.unit) for each in found] == [
        (Decimal(7), "percent"),
        (Decimal(5), "percent"),
    ]


def test_list_shares_the_unit_of_its_last_number() -> None:
    found = find("They got 45 and 50 mg.")
    assert [(each.value, each.unit) for each in found] == [
        (Decimal(45), "milligram"),
        (Decimal(50), "milligram"),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("At least 5 km burned.", 5, None, "at-least"),
        ("More than 5 km burned.", 5, None, "more-than"),
        ("Up to 5 km burned.", None, 5, "at-most"),
        ("Less than 5 km burned.", None, 5, "less-than"),
        ("About 5 km burned.", 5, 5, "about"),
        ("5 km or more burned.", 5, None, "at-least"),
        ("It is 5 ± 1 km off.", 4, 6, "about"),
    ],
)
def test_bound_words_open_one_end(
    text: str, low: int | None, high: int | None, qualifier: str
) -> None:
    quantity = only(text)
    assert [quantity.value_min, quantity.value_max] == [low, high]
    assert quantity.value == 5
    assert quantity.qualifier == qualifier


def test_bound_belongs_to_the_number_behind_it() -> None:
    first, second = find("It fell to 12 degrees Celsius, at least 20 people said.")
    assert (first.qualifier, second.qualifier) == (None, "at-least")


def test_bare_degrees_take_the_scale_that_the_text_has_told() -> None:
    found = find("It was 1.47 degrees Celsius warmer.\nThe error is 0.13 degrees.")
    assert [each.unit for each in found] == ["c", "c"]
    assert found[1].dimension == "temperature"


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("It is 60 km off.", "It is a 60W lamp."),
        ("It fed 120 people.", "It has 120."),
        ("At least 4,000 have died.", "It sat at 4711."),
        ("It has twelve.", "It has 12."),
    ],
)
def test_confidence_tells_ways_of_writing_apart(surer: str, less_sure: str) -> None:
    assert only(surer).confidence > only(less_sure).confidence


def test_number_too_long_to_count_anything_is_left_out() -> None:
    assert find(f"The key is {'9' * 40} today.") == []


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["km", "%", "kg"]))
def test_every_figure_with_a_unit_is_read_back(value: int, unit: str) -> None:
    quantity = only(f"It came to {value:,} {unit} then.")
    assert quantity.value == value


REPEATED = [
    *("1 ", "9", "1,", "1/", "1-", "1.", "one ", "twenty-", "half a ", "two and "),
    *("at least ", "a third of a ", "between 1 and ", "5 km and ", "1e", "first "),
    *("point zero ", "12 x 10^", "3 feet 2 inches ", "sq ", "per ", "a"),
]


@pytest.mark.parametrize("piece", REPEATED)
def test_cost_is_linear_in_the_length_of_repeated_text(piece: str) -> None:
    assert order_of_growth(_quantities_of, piece, 500) <= ORDER_MAX


def _quantities_of(text: str) -> list[Quantity]:
    return list(extract(prepare(text, None)))
