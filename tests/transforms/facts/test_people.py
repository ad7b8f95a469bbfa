"""Mentions of persons and organisations as facts."""

from transforms.facts import organisations, people
from transforms.facts.documents import prepare

TEXT = (
    "Egypt's foreign minister, Sherif Mansour, arrived on Monday. Mansour said little. "
    "He met the World Food Programme (WFP) and Lebanon's Health Ministry."
)


def test_every_mention_of_a_person_shows_who_it_is() -> None:
    found = list(people.extract(prepare(TEXT, None)))
    assert [(each.evidence, each.form) for each in found] == [
        ("Sherif Mansour", "full"),
        ("Mansour", "short"),
        ("He", "pronoun"),
    ]
    assert {each.name for each in found} == {"Sherif Mansour"}
    assert len({each.person_id for each in found}) == 1
    assert {each.country for each in found} == {"EG"}


def test_person_known_by_surname_alone_has_no_id() -> None:
    (found,) = people.extract(prepare("The court freed Mr Mansour.", None))
    assert (found.name, found.person_id) == ("Mansour", None)


def test_organisation_shows_its_full_name_and_country() -> None:
    found = {each.evidence: each for each in organisations.extract(prepare(TEXT, None))}
    assert found["WFP"].name == "World Food Programme"
    assert found["WFP"].organisation_id == found["World Food Programme"].organisation_id
    assert found["WFP"].form == "acronym"
    assert found["Health Ministry"].country == "LB"
    assert found["Health Ministry"].organisation_id is not None
