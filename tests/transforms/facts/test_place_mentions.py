"""Places in sentences of news."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.facts.documents import prepare
from transforms.facts.place_mentions import PlaceMention, extract
from transforms.facts.places import NamedPlace
from transforms.facts.places import extract as extract_places


def find(text: str, country: str | None = None) -> list[PlaceMention]:
    return list(extract(prepare(text, date(2024, 3, 20), country)))


def points(text: str, country: str | None = None) -> list[NamedPlace]:
    return list(extract_places(prepare(text, date(2024, 3, 20), country)))


def named(text: str) -> list[str]:
    return [mention.evidence for mention in find(text)]


def division_of(text: str, name: str) -> str | None:
    found = [place for place in points(text) if place.evidence == name]
    assert found, f"{name} is not among {[each.evidence for each in points(text)]}"
    return found[0].admin1 or found[0].country_iso2


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Engineers came from Sweden to Gdansk.", ["Sweden", "Gdansk"]),
        ("The dam in the Kharkiv region held.", ["Kharkiv region"]),
        ("A clinic in Izium, Ukraine, reopened.", ["Izium", "Ukraine"]),
        ("They met in Rio de Janeiro on Monday.", ["Rio de Janeiro"]),
        ("They sailed from Newcastle upon Tyne.", ["Newcastle upon Tyne"]),
        ("Snow fell on Ivano-Frankivsk and Lviv.", ["Ivano-Frankivsk", "Lviv"]),
        ("GENEVA (AP) - Talks resumed.", ["GENEVA"]),
        ("A ferry left Trinidad and Tobago late.", ["Trinidad and Tobago"]),
        ("Fighting near al-Hasakah went on.", ["al-Hasakah"]),
        ("Police in Austin, TX, closed the road.", ["Austin"]),
        ("The pipeline crosses the Black Sea.", ["Black Sea"]),
        ("Kyiv's mayor spoke in The Hague.", ["Kyiv", "The Hague"]),
    ],
)
def test_places_are_found_with_their_class_words(text: str, places: list[str]) -> None:
    assert named(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "The Washington Post reported it first.",
        "Jack London wrote about wolves.",
        "Mr. Lincoln asked for calm.",
        "Officials at the Bank of England waited.",
        "Russian and Dutch divers were there.",
        "It cost US$5 million in March.",
        "Most people in the room agreed.",
        "The University said so in August.",
        "Nordic and Baltic governments agreed.",
    ],
)
def test_what_is_named_after_places_is_none(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "name", "division"),
    [
        ("A fire broke out in Paris, Texas, on Monday.", "Paris", "US.TX"),
        ("A fire broke out in Paris on Monday.", "Paris", "FR.11"),
        ("Crews from Dallas and Tyler drove to Paris, in Texas.", "Paris", "US.TX"),
        ("The Libyan capital, Tripoli, was quiet.", "Tripoli", "LY.77"),
        ("Lebanon sent troops to Tripoli and to Sidon.", "Tripoli", "LB.09"),
        ("The plane left Odessa for Lubbock in Texas.", "Odessa", "US.TX"),
        ("Ships left Odessa for Romania; Ukraine cheered.", "Odessa", "UA.17"),
        ("Voters in the US state of Georgia stayed home.", "Georgia", "US.GA"),
        ("Tbilisi and Batumi are cities in Georgia.", "Georgia", "GE"),
        ("Argentina's Córdoba province burned.", "Córdoba province", "AR.05"),
        ("Storms hit Ada County in Idaho.", "Ada County", "US.ID"),
    ],
)
def test_namesakes_are_told_apart(text: str, name: str, division: str) -> None:
    assert division_of(text, name) == division


def test_name_that_is_qualified_at_first_keeps_its_sense() -> None:
    text = (
        "A school burned in Paris, Texas. The fire chief said the school would reopen. "
        "People in Paris gave books."
    )
    assert {place.admin1 for place in points(text) if place.name == "Paris"} == {
        "US.TX"
    }


def test_name_that_is_qualified_at_the_end_is_another_place() -> None:
    text = (
        "Birmingham voted on Thursday. Traders in Birmingham and Solihull stayed calm. "
        "Polls in Birmingham closed late, said the council of Wolverhampton. "
        + "Counting went on through the night in the sports hall. " * 14
        + "A parcel had been sent from Birmingham, Alabama."
    )
    senses = [each.country_iso2 for each in find(text) if each.evidence == "Birmingham"]
    assert senses == ["GB", "GB", "GB", "US"]


def test_county_without_a_seat_lies_by_the_towns_of_the_text() -> None:
    text = "Firefighters from Odessa, Texas, came to help in Ector County on Monday."
    by_words = {place.evidence: place for place in points(text)}
    assert by_words["Ector County"].lat == by_words["Odessa"].lat
    assert by_words["Ector County"].precision == "area"


def test_place_bears_its_codes_and_counts_its_mentions() -> None:
    text = "Kyiv was dark. Trains to Kyiv ran late, and buses from Kiev did too."
    (kyiv,) = points(text)
    assert kyiv.mention_count == 3
    assert (kyiv.name, kyiv.geonames_id) == ("Kyiv", 703448)
    assert (kyiv.country_iso2, kyiv.country_iso3) == ("UA", "UKR")
    assert (kyiv.feature_class, kyiv.precision) == ("P", "town")
    assert (round(kyiv.lat), round(kyiv.lon)) == (50, 31)
    assert {mention.place_id for mention in find(text)} == {kyiv.place_id}


def test_division_has_its_name() -> None:
    found = points("Rain fell on Lubbock, Texas.")
    (place,) = (each for each in found if each.name == "Lubbock")
    assert (place.admin1, place.admin1_name) == ("US.TX", "Texas")


def test_surer_mentions_have_more_confidence() -> None:
    sure = find("A fire broke out in Lubbock, Texas.")[0]
    vague = find("A fire broke out in Springfield.")[0]
    assert 0 < vague.confidence < sure.confidence < 1


def test_mention_points_at_its_words_and_sentence() -> None:
    text = "It rained. Floods hit Dhaka on Monday. It rained on."
    (dhaka,) = find(text)
    assert text[dhaka.start_char : dhaka.end_char] == dhaka.evidence == "Dhaka"
    sentence = text[dhaka.sentence_start_char : dhaka.sentence_end_char]
    assert sentence == "Floods hit Dhaka on Monday."


def test_publishers_country_tips_the_scales() -> None:
    text = "A bus overturned near Richmond."
    assert points(text, "GB")[0].country_iso2 == "GB"
    assert points(text, "US")[0].country_iso2 == "US"


@given(
    st.lists(
        st.sampled_from(
            [
                *("Paris", "Texas", "Georgia", "New", "York", "the", "of", ",", "in"),
                *("St.", "U.S.", "region", "County", "al-", "-", "'s", "(", "Kyiv"),
            ]
        )
        | st.text(max_size=4),
        max_size=25,
    ).map(" ".join)
)
def test_mentions_of_any_text_do_not_overlap(text: str) -> None:
    last = 0
    for mention in find(text):
        assert last <= mention.start_char < mention.end_char
        last = mention.end_char
        assert mention.evidence == text[mention.start_char : mention.end_char]
