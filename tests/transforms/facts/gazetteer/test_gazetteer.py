"""What the gazetteer knows and how it is asked."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.facts.gazetteer import (
    SLAVIC,
    capitals,
    country,
    demonym,
    division,
    find,
    find_by_sound,
    iso3,
    postal,
    starts_longer,
)
from transforms.facts.gazetteer.tables import rows

TABLES = (
    *("countries.csv", "admin1_names.csv", "admin1_points.csv", "regions.csv"),
    "us_counties.csv",
)


@pytest.mark.parametrize(
    ("name", "level", "code"),
    [
        ("Ukraine", "country", "UA"),
        ("U.S.", "country", "US"),
        ("DRC", "country", "CD"),
        ("Ivory Coast", "country", "CI"),
        ("Türkiye", "country", "TR"),
        ("the Netherlands", "country", "NL"),
        ("Kyiv", "town", "UA"),
        ("Kiev", "town", "UA"),
        ("Kharkov", "town", "UA"),
        ("Dnipro", "town", "UA"),
        ("Peking", "town", "CN"),
        ("Saint Louis", "town", "US"),
        ("St. Louis", "town", "US"),
        ("Malmo", "town", "SE"),
        ("YÜKSEKOVA", "town", "TR"),
        ("Kerala", "admin1", "IN"),
        ("Ky.", "admin1", "US"),
        ("W.Va.", "admin1", "US"),
        ("Gaza Strip", "admin1", "PS"),
        ("Yoknapatawpha County", None, None),
        ("Ada County", "area", "US"),
        ("Caspian Sea", "water", None),
        ("Sahel", "region", None),
        ("Africa", "continent", None),
    ],
)
def test_best_place_of_a_name(name: str, level: str | None, code: str | None) -> None:
    best = next(iter(find(name)), None)
    assert (best and best.level, best and best.country) == (level, code)


@pytest.mark.parametrize("word", ["us", "Ky", "Nobody Lives Here", "", " ", "\t", "\n"])
def test_words_that_only_look_like_names_are_no_known_region(word: str) -> None:
    assert all(place.level == "town" for place in find(word))


def test_namesakes_come_by_size_after_what_is_larger_than_a_town() -> None:
    georgias = find("Georgia")
    assert [place.level for place in georgias[:2]] == ["country", "admin1"]
    springfields = [place.population for place in find("Springfield")]
    assert len(springfields) > 5
    assert springfields == sorted(springfields, reverse=True)


def test_other_spelling_is_marked_as_one() -> None:
    assert find("Kyiv")[0].is_variant is False
    assert find("Kiev")[0].is_variant is True
    assert find("Kiev")[0].geonames_id == find("Kyiv")[0].geonames_id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Krasnogorovka", "Krasnohorivka"),
        ("Lisichansk", "Lysychansk"),
        ("Chasov Yar", "Chasiv Yar"),
    ],
)
def test_russian_and_ukrainian_spellings_sound_alike(one: str, other: str) -> None:
    places = {place.geonames_id for place in find(one) + find_by_sound(one)}
    assert find(other)[0].geonames_id in places


def test_short_names_have_no_sound_of_their_own() -> None:
    assert find_by_sound("Oka") == find_by_sound("") == ()


def test_county_stands_by_the_town_of_its_name() -> None:
    (county,) = (each for each in find("Charleston County") if each.level == "area")
    town = next(each for each in find("Charleston") if each.admin1 == "US.SC")
    assert (county.admin1, county.latitude) == ("US.SC", town.latitude)


def test_divisions_lie_where_they_are() -> None:
    kharkiv = division("UA.07")
    assert kharkiv is not None
    assert (round(kharkiv.latitude), round(kharkiv.longitude)) == (50, 37)
    nameless = division("FR.11")
    assert nameless is not None
    assert division("XX.99") is None


def test_states_by_their_post_codes() -> None:
    texas, ontario = postal("TX"), postal("ON")
    assert (texas and texas.name, ontario and ontario.name) == ("Texas", "Ontario")
    assert postal("ZZ") is None


@pytest.mark.parametrize(
    ("word", "code"),
    [("Dutch", "NL"), ("Swedes", "SE"), ("North Korean", "KP"), ("Danish", "DK")],
)
def test_peoples_belong_to_countries(word: str, code: str) -> None:
    assert demonym(word) == code
    assert demonym(word.lower()) is None
    assert find(word) == () or find(word)[0].level == "town"


def test_longer_names_are_announced_by_their_first_word() -> None:
    assert all(map(starts_longer, ["New", "United", "Ada", "Ivano", "Los"]))
    assert not any(map(starts_longer, ["Qwertz", "", "\n"]))


@pytest.mark.parametrize("table", TABLES)
def test_table_has_no_row_twice_and_real_points(table: str) -> None:
    found = Counter(tuple(row.values()) for row in rows(table))
    assert found
    assert max(found.values()) == 1
    for row in rows(table):
        assert -90 <= float(row.get("latitude") or 0) <= 90
        assert -180 <= float(row.get("longitude") or 0) <= 180


def test_names_of_divisions_are_told_apart_and_have_codes() -> None:
    names = Counter(row["name"] for row in rows("admin1_names.csv"))
    assert [name for name, count in names.items() if count > 1] == []
    for row in rows("admin1_names.csv"):
        named = [each for each in find(row["name"]) if each.level == "admin1"]
        assert any(each.country == row["country"] for each in named), row
        assert all((each.admin1 or "").startswith(f"{each.country}.") for each in named)
        assert all(each.latitude or each.longitude for each in named), row


def test_every_country_is_found_by_its_name_and_knows_its_codes() -> None:
    for row in rows("countries.csv"):
        assert country(row["country"]) in find(row["name"]), row["name"]
        assert len(iso3()[row["country"]]) == 3
    assert len(capitals()) > 200


@given(st.text(max_size=40))
def test_any_text_can_be_asked_for(name: str) -> None:
    for place in find(name) + find_by_sound(name):
        assert -90 <= place.latitude <= 90
        assert -180 <= place.longitude <= 180


@pytest.mark.parametrize(
    ("spelling", "town"),
    [
        *(("Kyyiv", "Kyiv"), ("Artyomovsk", "Bakhmut"), ("Vinnitsa", "Vinnytsya")),
        *(("Khmelnitsky", "Khmelnytskyi"), ("Krivyi Rih", "Kryvyy Rih")),
        *(("Novaya Kakhovka", "Nova Kakhovka"), ("Dimitrov", "Myrnohrad")),
        *(("Kremenchuh", "Kremenchuk"), ("Melitopil", "Melitopol")),
        *(("Ivano-Frankovsk", "Ivano-Frankivsk"), ("Stalingrad", "Volgograd")),
    ],
)
def test_city_is_found_by_any_romanisation_and_its_former_name(
    spelling: str, town: str
) -> None:
    assert find(spelling)[0].name == town
    first = spelling.partition(" ")[0]
    assert " " not in spelling or starts_longer(first)


@pytest.mark.parametrize("word", ["Abbassiya", "Monday", "Reuters", "Petrov"])
def test_no_city_is_made_of_other_names(word: str) -> None:
    assert all(place.country not in SLAVIC for place in find(word))
