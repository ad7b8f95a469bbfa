"""Events: types, sides, status, days and places, from sentences of our own."""

from datetime import date

import pytest

from tests.growth import ORDER_MAX, order_of_growth
from transforms.facts import event_participants, events
from transforms.facts.documents import prepare
from transforms.facts.event_participants import EventParticipant
from transforms.facts.events import Event

FRIDAY = date(2024, 3, 22)


def told(text: str) -> list[Event]:
    return list(events.extract(prepare(text, FRIDAY)))


def only(text: str) -> Event:
    (event,) = told(text)
    return event


def sides(text: str, role: str) -> list[str]:
    found = event_participants.extract(prepare(text, FRIDAY))
    return [each.text for each in found if each.role == role]


TYPES = {
    "ASSAULT": [
        "Rebels attacked the town of Goma.",
        "A car bomb went off outside the ministry in Kabul.",
        "Hundreds fled the bombardment of Aleppo.",
    ],
    "PROTEST": ["Thousands of farmers marched through Madrid.", "A riot broke out."],
    "AID": [
        "Japan donated 2,000 tents to Turkey.",
        "Norway pledged $20 million in relief to Malawi.",
        "Greece said it was ready to send a rescue team.",
    ],
    "COERCE": [
        "Police arrested the mayor.",
        "Officials imposed a curfew in Dakar.",
        "Settlers set fire to three houses.",
    ],
    "CONSULT": ["The two presidents held talks in Geneva."],
    "AGREE": [
        "Kenya signed a trade deal with Uganda.",
        "The king promised to hold elections.",
        "Mali is ready to meet the rebels.",
    ],
    "ACCUSE": ["Chad accused Sudan of lying."],
    "REQUEST": ["The mayor called for calm."],
    "REJECT": ["Parliament rejected the budget."],
    "THREATEN": ["The union threatened to strike."],
    "SANCTION": ["Sanctions against the regime took effect."],
    "MOBILIZE": ["Poland deployed troops along the border."],
    "RETREAT": ["The army withdrew from the valley."],
    "CONCEDE": ["The rebels freed 12 hostages."],
    "SUPPORT": ["The minister praised the volunteers."],
}


@pytest.mark.parametrize(
    ("plover_type", "sentence"),
    [(name, sentence) for name, each in TYPES.items() for sentence in each],
)
def test_a_sentence_tells_an_event_of_its_type(plover_type: str, sentence: str) -> None:
    assert plover_type in [each.plover_type for each in told(sentence)]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Rebels attacked Goma.", "happened"),
        ("Rebels are attacking Goma.", "ongoing"),
        ("Rebels did not attack Goma.", "denied"),
        ("The army denied that its forces had shelled Goma.", "denied"),
        ("Troops will withdraw from Goma.", "planned"),
        ("Troops could attack Goma.", "hypothetical"),
        ("Norway pledged $20 million in aid to Malawi.", "planned"),
        ("The union threatened to walk out.", "threatened"),
        ("The governor ordered the evacuation of Goma.", "ordered"),
        ("A summit is planned in Geneva.", "planned"),
    ],
)
def test_status_is_that_of_the_event_not_of_the_speech(
    sentence: str, status: str
) -> None:
    assert status in [each.status for each in told(sentence)]


@pytest.mark.parametrize(
    ("sentence", "actors", "targets"),
    [
        ("Russian troops shelled Vovchansk.", ["Russian troops"], ["Vovchansk"]),
        ("Kherson was occupied by Russian troops.", ["Russian troops"], ["Kherson"]),
        ("Chad accused Sudan of shelling Goma.", ["Chad", "Sudan"], ["Sudan", "Goma"]),
        ("Iraq's invasion of Kuwait began.", ["Iraq"], ["Kuwait"]),
        ("An attack by gunmen on a convoy was foiled.", ["gunmen"], ["convoy"]),
        (
            "Police arrested Anna Berg and Jan Holm.",
            ["Police"],
            ["Anna Berg", "Jan Holm"],
        ),
    ],
)
def test_sides_follow_voice_and_frame(
    sentence: str, actors: list[str], targets: list[str]
) -> None:
    assert sides(sentence, "actor") == actors
    assert sides(sentence, "target") == targets


def test_day_and_place_come_from_the_clause_and_are_never_assumed() -> None:
    event = only("Gunmen ambushed a convoy near Maiduguri on Tuesday.")
    assert (event.begins_on, event.ends_on) == (date(2024, 3, 19), date(2024, 3, 19))
    assert event.date_precision == "day"
    assert event.place == "Maiduguri"
    bare = only("Gunmen ambushed a convoy.")
    assert (bare.begins_on, bare.place, bare.date_precision) == (None, None, "unknown")


def test_a_happening_without_a_plover_type_has_a_subtype() -> None:
    event = only("An earthquake shook Izmir.")
    assert (event.plover_type, event.subtype) == (None, "earthquake")
    assert event.cameo_root is None


def test_acled_and_cameo_are_mapped() -> None:
    event = only("Mortar fire hit nobody.")
    assert event.acled_type == "Explosions/Remote violence"
    assert event.cameo_root == "19"


@pytest.mark.parametrize(
    "sentence",
    [
        "Jon Dale beat Karl Mott 15-9 15-8.",
        "Rebels held onto half of Goma.",
        "The reporter asked why the mayor left.",
        "The release said Goma was quiet.",
        "He withdrew $1,200 from the bank.",
        "Berg sought medical attention.",
        "The newcomers conceded two goals.",
        "Some came carrying signs and flags.",
        "Draw for the women's Fed Cup team was made.",
        "He said the takeover would cost the company 40 jobs.",
        "They want to help people to understand it.",
        "It was promised to the valley.",
        "The cake is ready to eat.",
        "Some shops have placed signs up on their property.",
        "The champion will defend his title.",
        "It paid $78.8 million in taxes.",
    ],
)
def test_words_of_sport_trade_and_talk_name_no_event(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "targets"),
    [
        ("Mali threatened to break off relations with Chad.", ["Chad"]),
        ("Mali rejected a fresh offer from Chad for aid.", ["Chad"]),
        ("Mali rejected an offer to meet in Chad.", []),
        ("Mali rejected the plan and Chad was silent.", []),
    ],
)
def test_act_is_aimed_at_whom_it_is_about(sentence: str, targets: list[str]) -> None:
    found = event_participants.extract(prepare(sentence, FRIDAY))
    act = told(sentence)[0].start_char
    aimed = [e for e in found if e.event.start_char == act and e.role == "target"]
    assert [each.text for each in aimed if each.country_iso3] == targets
    assert all(each.confidence < 0.8 for each in aimed)


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("Gunmen attacked a bank. The attack lasted an hour.", [False, True]),
        ("Gunmen attacked a bank. Another attack followed.", [False, False]),
        ("A bomb killed Ana Rusu. Ana Rusu was killed at noon.", [False, True]),
        ("A mine killed nine men. The murder of Ion Lupu was solved.", [False, False]),
        ("Rebels attacked Goma. The attack on Kano failed.", [False, False]),
        ("A flood came in May 2023. In 1979 two died in that flood.", [False, False]),
    ],
)
def test_event_told_again_is_marked(text: str, repeats: list[bool]) -> None:
    assert [each.is_repeat for each in told(text)] == repeats


def test_tellings_of_one_event_lend_each_other_day_and_sides() -> None:
    text = (
        "Kherson was liberated by Ukrainian troops. Ukrainian troops managed to "
        "liberate Kherson in November 2022. Russian artillery is shelling Kherson. "
        "The ongoing shelling kept people at home."
    )
    first, second, _, shelling = told(text)
    assert (first.begins_on, first.date_origin) == (date(2022, 11, 1), "retold")
    assert (second.date_origin, second.is_repeat) == ("stated", True)
    (actor,) = [
        each
        for each in event_participants.extract(prepare(text, FRIDAY))
        if each.event.start_char == shelling.start_char and each.role == "actor"
    ]
    assert (actor.text, actor.is_recalled) == ("Russian artillery", True)
    assert actor.confidence < 0.5


def test_from_one_month_until_another_when_it_ended() -> None:
    occupied, liberated = told(
        "Kherson was occupied by Russian troops from March 2022 until November of "
        "that year, when Ukrainian forces liberated it."
    )
    days = (date(2022, 3, 1), date(2022, 11, 30))
    assert (occupied.begins_on, occupied.ends_on) == days
    assert (liberated.begins_on, liberated.ends_on) == (date(2022, 11, 1), days[1])


def test_a_name_that_holds_a_trigger_is_no_event() -> None:
    assert told("The Battle Creek Enquirer is a newspaper.") == []


def test_country_and_sector_of_a_side_are_told() -> None:
    found = list(
        event_participants.extract(prepare("Kenyan police arrested Anna Berg.", FRIDAY))
    )
    assert (found[0].country_iso3, found[0].sector) == ("KEN", "COP")


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        ("Kenya rejected a request by Uganda.", ["REJECT"]),
        ("Chad and Sudan agreed to a ceasefire.", ["AGREE"]),
        ("The mayor lifted the curfew in Dakar.", ["CONCEDE"]),
        ("A bomb attack killed two men and wounded five.", ["ASSAULT"]),
        ("Two men were killed in an air strike on Goma.", ["ASSAULT"]),
        ("Chad accused Sudan of theft after talks in Doha.", ["ACCUSE", "CONSULT"]),
        ("Poland said on Monday that Belarus must free the reporter.", ["REQUEST"]),
    ],
)
def test_an_act_and_its_content_are_one_event(sentence: str, types: list[str]) -> None:
    assert [each.plover_type for each in told(sentence) if each.plover_type] == types


@pytest.mark.parametrize(
    "sentence",
    [
        "The floods killed 12 people.",
        "He was born in March.",
        "Flood victims met nobody.",
        "The pounds and euros rose.",
        "The minister denied taking money.",
    ],
)
def test_disasters_months_and_compounds_attack_nobody(sentence: str) -> None:
    types = [each.plover_type for each in told(sentence)]
    assert not {"ASSAULT", "PROTEST", "REJECT"} & set(types)


@pytest.mark.parametrize(
    ("sentence", "actors", "targets"),
    [
        ("The mayor was arrested and charged.", [], ["mayor", "mayor"]),
        ("Ann Lee, a teacher who resisted the rebels, left.", ["Ann Lee"], ["rebels"]),
        ("Occupied by rebels, the town of Goma is quiet.", ["rebels"], ["Goma"]),
        ("Italy threatened to impound the ship.", ["Italy"], ["ship"]),
        ("Chad rejected a Kenyan proposal.", ["Chad"], ["Kenyan"]),
        ("Chad announced a package to aid Mali.", ["Chad"], ["Mali"]),
        ("Rebels attacked residents of Goma.", ["Rebels"], ["residents of Goma"]),
    ],
)
def test_sides_are_parties_also_where_they_stand_apart(
    sentence: str, actors: list[str], targets: list[str]
) -> None:
    assert sides(sentence, "actor") == actors
    assert sides(sentence, "target") == targets


@pytest.mark.parametrize(
    "sentence",
    [
        "Two houses were hit by shelling in Goma.",
        "The presidents met in Doha to discuss trade.",
        "Farmers blocked roads to demand subsidies.",
        "Two men were killed when gunmen opened fire on a market.",
        "Airstrikes launched by warplanes hit nobody.",
        "Gunmen stormed a campus, firing on students.",
    ],
)
def test_agents_and_purposes_are_part_of_an_event(sentence: str) -> None:
    assert len(told(sentence)) == 1


def test_it_is_who_said_so() -> None:
    assert sides("Hungary has said it will support Serbia.", "actor") == ["Hungary"]


def test_a_description_is_who_was_introduced_so() -> None:
    text = "Judge Ana Rusu came on Monday. Rebels attacked the judge in Kharkiv."
    assert sides(text, "target") == ["Ana Rusu"]


def test_aid_without_a_receiver_goes_to_the_one_named_last() -> None:
    text = "Norway pledged $20 million in aid to Malawi. Italy offered 40 tents."
    assert sides(text, "target") == ["Malawi", "Malawi"]


def test_a_target_that_is_a_place_is_where_it_happens() -> None:
    assert only("Russian troops shelled Vovchansk in Ukraine.").place == "Vovchansk"


def test_the_night_of_a_weekday_is_that_day() -> None:
    event = only("Families blocked the highway on Monday night.")
    assert (event.begins_on, event.ends_on) == (date(2024, 3, 18), date(2024, 3, 18))


@pytest.mark.parametrize(
    "piece",
    [
        "attacked and ",
        "Goma, ",
        "rejected a call for talks on ",
        "said it must ",
        "said that Sudan must ",
        "in Goma attacked on Monday ",
        "of the ",
        "not ",
        "(, ",
        "strike ",
    ],
)
def test_work_grows_with_the_length_of_a_sentence(piece: str) -> None:
    def sides_of(text: str) -> list[EventParticipant]:
        return list(event_participants.extract(prepare(f"Rebels {text}.", FRIDAY)))

    assert order_of_growth(sides_of, piece, 5_000) <= ORDER_MAX


def origins(text: str) -> list[tuple[str | None, str | None]]:
    return [(each.place, each.place_origin) for each in told(text)]


def test_a_description_stands_for_the_town_named_before() -> None:
    text = "Kherson lies in ruins. Rebels shelled the city on Tuesday."
    assert origins(text) == [("Kherson", "described")]
    assert sides(text, "target") == ["Kherson"]


def test_an_event_that_comes_back_keeps_its_place() -> None:
    assert origins("The battle for Goma goes on.") == [("Goma", "stated")]
    text = "Rebels occupied Goma. The occupation brought hunger."
    assert origins(text)[1] == ("Goma", "recalled")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Life in Goma is hard. Goma has no water. Rebels attacked.", "focus"),
        ("Life in Goma is hard. Rebels attacked.", None),
        ("Life in Goma is hard. Goma has no water. Rebels attacked in 1996.", None),
        ("Goma has no water. Goma waits. Men of Bukavu say rebels attacked.", None),
    ],
)
def test_only_the_one_town_of_an_article_is_where_recent_deeds_are(
    text: str, place: str | None
) -> None:
    assert told(text)[-1].place_origin == place


@pytest.mark.parametrize(
    ("sentence", "actors", "targets"),
    [
        ("Volunteers and NGOs work hard to assist the sick.", 2, ["sick"]),
        ("Goma and its port are under attack.", 0, ["Goma and its port"]),
        (
            "An evacuation order was issued, and residents of Goma left.",
            0,
            ["residents of Goma"],
        ),
        ("The mayor ordered the evacuation of Goma.", 1, ["Goma"]),
        ("Doctors assist those choosing to stay.", 1, ["those choosing to stay"]),
        ("Stones were thrown at the patrol.", 0, ["patrol"]),
        ("Anna Berg demanded that the mayor resign.", 1, ["mayor"]),
        ("Ten villagers were beaten and 40 abducted.", 0, ["Ten villagers", "40"]),
    ],
)
def test_sides_beside_other_words(
    sentence: str, actors: int, targets: list[str]
) -> None:
    assert len(sides(sentence, "actor")) == actors
    assert sides(sentence, "target") == targets


@pytest.mark.parametrize(
    ("sentence", "subtype", "place"),
    [
        ("Two were killed after a hillside slid onto houses in Goma.", "landslide", 1),
        ("Two people were killed when the Dnieper burst its banks.", "flood", 0),
        ("Two people were killed when a bus crashed near Goma.", "accident", 1),
        ("An earthquake struck the city of Goma on Monday.", "earthquake", 1),
        ("The embankment gave way and water flooded the town of Goma.", "flood", 1),
    ],
)
def test_who_dies_in_a_disaster_was_not_attacked(
    sentence: str, subtype: str, place: int
) -> None:
    event = only(sentence)
    assert (event.plover_type, event.subtype) == (None, subtype)
    assert event.place == ("Goma" if place else None)


def test_before_dawn_is_on_the_day() -> None:
    event = only("Rebels attacked Goma before dawn on Tuesday.")
    assert (event.begins_on, event.ends_on) == (date(2024, 3, 19), date(2024, 3, 19))


def test_who_enters_a_country_attacks_it_only_in_arms() -> None:
    assert told("Some 40 trucks were entering Ukraine.") == []
    assert only("Rebels entered Goma.").plover_type == "ASSAULT"


def test_that_strike_is_at_no_town_where_two_were_struck() -> None:
    text = "Missiles struck Kherson. Troops shelled Goma. The strike killed ten."
    assert told(text)[-1].place is None


def test_a_verb_that_is_no_event_lends_its_subject() -> None:
    text = "The gang denied that it lied and blamed a rival, but threatened to strike."
    assert sides(text, "actor") == ["gang", "gang"]


def test_aid_goes_on_to_a_country_and_not_to_a_crowd() -> None:
    there = "Japan sent tents to Turkey. Greece donated blankets."
    assert sides(there, "target") == ["Turkey", "Turkey"]
    crowd = "Japan sent tents to 5,000 families. Greece donated blankets."
    assert sides(crowd, "target") == ["5,000 families"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The singer died of a heart attack.",
        "She battled mental illness for years.",
        "Firefighters fought the blaze.",
        "The fire is being treated by police as suspicious.",
        "Her songs captured the imagination of a generation.",
    ],
)
def test_figures_of_speech_are_no_attacks_and_no_aid(sentence: str) -> None:
    assert not {"ASSAULT", "AID"} & {each.plover_type for each in told(sentence)}
