"""Who is the same across articles."""

import pytest

from transforms.facts.names.identities import organisation_id, person_id


def test_full_name_and_country_make_a_person_the_same() -> None:
    assert person_id("Ana Rusu", "RO") == person_id("ANA RUSU", "RO") is not None


def test_namesakes_of_two_countries_are_two() -> None:
    ids = {person_id("Ana Rusu", country) for country in ("RO", "MD", None)}
    assert len(ids) == 3


@pytest.mark.parametrize("name", ["Rusu", "Ana", "Pelé"])
def test_part_of_a_name_is_nobody(name: str) -> None:
    assert person_id(name, "RO") is None


def test_id_stays_what_it_was() -> None:
    known = "b63c1f31-9cab-d955-832d-61dde0b3be36"
    assert str(person_id("Ana Rusu", "RO")) == known


@pytest.mark.parametrize("name", ["Health Ministry", "Supreme Court", "National Guard"])
def test_name_that_many_countries_have_needs_its_country(name: str) -> None:
    assert organisation_id(name, None) is None
    assert organisation_id(name, "UA") != organisation_id(name, "RU")


@pytest.mark.parametrize("name", ["World Bank Group", "Amnesty International", "WHO"])
def test_name_of_its_own_needs_no_country(name: str) -> None:
    assert organisation_id(name, None) == organisation_id(name, "UA") is not None
