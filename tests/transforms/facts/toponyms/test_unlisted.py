"""Places that no table has, in texts whose names are given."""

from dataclasses import replace

import pytest

from transforms.facts.documents import Document, prepare
from transforms.facts.gazetteer import find
from transforms.facts.names.mention import Mention, MentionKind
from transforms.facts.toponyms.located import Located
from transforms.facts.toponyms.resolution import locate


def document(text: str, **kinds: MentionKind) -> Document:
    """The text with just these names in it, each of its kind."""
    mentions = [
        Mention(
            start_char=text.index(name),
            end_char=text.index(name) + len(name),
            kind=kind,
            name=name,
            entity=number,
            form="full",
            confidence=0.95,
        )
        for number, (name, kind) in enumerate(kinds.items())
    ]
    mentions.sort(key=lambda mention: mention.start_char)
    return replace(prepare(text, None), mentions=tuple(mentions))


def located(text: str, name: str, kind: MentionKind = "location") -> Located | None:
    found = locate(document(text, **{name: kind}))
    return next(
        (each for each in found if text[each.start_char :].startswith(name)), None
    )


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit the village of Zzyvka near Izium on Monday.",
        "A clinic in Zzyvka, not far from Izium, burned down.",
        "Farmers from Izium and people in Zzyvka fled.",
    ],
)
def test_unknown_village_lies_by_what_is_named_beside_it(text: str) -> None:
    village = located(text, "Zzyvka")
    assert village is not None
    assert (village.place.level, village.place.geonames_id) == ("near", None)
    assert village.place.name == "Zzyvka"
    assert village.place.latitude == find("Izium")[0].latitude
    assert village.place.admin1 == "UA.07"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shells hit the village of Zzyvka on Monday.", "location"),
        ("Zzyvka smiled. Snow fell on Izium.", "location"),
        ("He wrote from Izium to the village of Zzyvka.", "person"),
    ],
)
def test_unknown_name_without_surroundings_stays_out(
    text: str, kind: MentionKind
) -> None:
    assert located(text, "Zzyvka", kind) is None


def test_other_romanisation_is_found_by_its_sounds() -> None:
    text = "Troops in Ukraine left the village of Boldyrivvka on Monday."
    assert find("Boldyrivvka") == ()
    village = located(text, "Boldyrivvka")
    assert village is not None
    assert village.place.country == "UA"


def test_list_goes_on_behind_an_unknown_village() -> None:
    text = "Families left Abéché in Chad for the camps of Qqourang and Qqarkoum."
    found = locate(document(text, Qqourang="location", Qqarkoum="location"))
    assert [each.place.name for each in found][-2:] == ["Qqourang", "Qqarkoum"]
    assert all(each.place.country == "TD" for each in found)
