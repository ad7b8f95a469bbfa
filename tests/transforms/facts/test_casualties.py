"""Tolls in sentences of news: who came to what harm, how many, who says so, where."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.facts.casualties import Casualty, extract
from transforms.facts.documents import Document, Sentence, prepare
from transforms.facts.timex.words import word_list


def find(text: str) -> list[Casualty]:
    return list(extract(prepare(text, date(2024, 3, 20))))


def told(text: str) -> list[tuple[str, int]]:
    return [(each.effect, each.count) for each in find(text)]


def only(text: str) -> Casualty:
    (casualty,) = find(text)
    return casualty


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed three people and wounded 11 others.", "killed 3 injured 11"),
        ("A raid killed 46 Herati villagers.", "killed 46"),
        ("Bomb kills 12 in market", "killed 12"),
        ("The fire spread, killing a girl and her two brothers.", "killed 1 killed 2"),
        ("Three men were killed by a mine.", "killed 3"),
        ("Two men were killed and 15 injured.", "killed 2 injured 15"),
        ("Two of my pupils are still missing.", "missing 2"),
        ("The storm left 12 dead and 60 hospitalised.", "killed 12 injured 60"),
        ("Nine policemen and four civilians died.", "killed 9 killed 4"),
        ("The toll was 35 guerrillas and 5 soldiers dead.", "killed 35 killed 5"),
        ("Twenty-one miners lost their lives.", "killed 21"),
        ("The quake claimed 230 lives.", "killed 230"),
        ("A gunman shot dead four people.", "killed 4"),
        ("Divers recovered the bodies of 11 miners.", "killed 11"),
        ("He was jailed for the murder of two women.", "killed 2"),
        ("There were 45 deaths from cholera.", "killed 45"),
        ("The clinic counted 62 wounded.", "injured 62"),
        ("A patrol found 22 dead rebels.", "killed 22"),
        ("Two firefighters suffered burns.", "injured 2"),
        ("The death toll rose to 45 on Monday.", "killed 45"),
        ("He put the number of injured at 90.", "injured 90"),
        ("More people drowned; 18 are missing.", "missing 18"),
        ("A further 4,000 residents were evacuated.", "displaced 4000"),
        ("The flood forced 900 people from their homes.", "displaced 900"),
        ("Some 200 families fled the fighting.", "displaced 200"),
        ("About 2,000 residents had to leave their homes.", "displaced 2000"),
        ("The quake left 5,400 homeless.", "displaced 5400"),
        ("Floods displaced 1.4 million people.", "displaced 1400000"),
        ("Two Israelis and three Jordanians were hurt.", "injured 2 injured 3"),
        ("A mine killed one U.S. soldier.", "killed 1"),
        ("It killed 82 people in Malawi and 6 in Zambia.", "killed 82 killed 6"),
        ("No one was hurt in the fire.", "injured 0"),
        ("Of 300 inmates, 12 of whom died, few were ill.", "killed 12"),
        ("She was one of 19 people killed there.", "killed 19"),
        ("The dead, two nurses and a cook, were found.", "killed 2 killed 1"),
        ("Those hurt, an officer and two clerks, had left.", "injured 1 injured 2"),
        ("Injured were two drivers and a mechanic.", "injured 2 injured 1"),
        ("They were shot dead along with 12 farmers.", "killed 12"),
        ("Ana Rusu was killed with two other nuns.", "killed 1 killed 2"),
        ("A man was killed and another was wounded.", "killed 1 injured 1"),
        ("Both pilots were killed.", "killed 2"),
        ("The fire killed an elderly couple.", "killed 2"),
        ("The raid cost the lives of six farmers.", "killed 6"),
        ("It led to the death of a boy and injuries to ten.", "killed 1 injured 10"),
        ("Officials reported 11 fatalities.", "killed 11"),
        ("Two others remain in intensive care.", "injured 2"),
        ("Four people were taken to a clinic with burns.", "injured 4"),
        ("One of the wounded died.", "killed 1"),
        ("The judge was assassinated.", "killed 1"),
        ("Ana Rusu fled. She was pronounced dead at noon.", "killed 1"),
        ("The mayor of Adams and his driver were shot dead.", "killed 1 killed 1"),
        ("A bomb killed Dr. Ana Rusu.", "killed 1"),
        ("Ten were killed, 11 wounded and 40 arrested.", "killed 10 injured 11"),
        ("The blast killed one man and wounded another.", "killed 1 injured 1"),
        ("The number of victims rose to 45.", "killed 45"),
        ("One man died in Kyiv, two in Sumy.", "killed 1 killed 2"),
        ("A mine killed 18 suspected Sahel Front (SF) rebels.", "killed 18"),
    ],
)
def test_victims_are_counted_by_harm(text: str, expected: str) -> None:
    words = expected.split()
    assert told(text) == list(zip(words[::2], map(int, words[1::2]), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "The governor killed the bill, which 12 senators had backed.",
        "The army deployed 3,000 troops to the border.",
        "Two suspects fled the scene in a stolen car.",
        "The storm killed 200 cows and destroyed 30 houses.",
        "The team is missing three players.",
        "The bus carried 45 passengers when it crashed.",
        "The closure killed 300 jobs.",
        "Smith, 34, killed time in 2016.",
        "Walkers found 150 dead herring on the beach.",
        "Killing or wounding 50, the shells fell all night.",
        "In late 2016 badly hurt shops closed.",
        "Her grandfather died of cancer at 87.",
        "None of the injured was French.",
        "Two bombs killed hopes of peace.",
        "More than 40 percent of the dead were old.",
    ],
)
def test_numbers_that_are_no_casualties_stay_out(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high", "is_approximate"),
    [
        ("At least 14 people were killed.", 14, None, False),
        ("More than 60 people were killed.", 60, None, False),
        ("Up to 30 people were killed.", 0, 30, False),
        ("About 30 people were killed.", 30, 30, True),
        ("Between 20 and 30 people were killed.", 20, 30, False),
        ("Two or three people were killed.", 2, 3, False),
        ("Exactly 30 people were killed.", 30, 30, False),
        ("Dozens of people were killed.", 24, None, True),
        ("Tens of thousands of people were killed.", 20_000, None, True),
    ],
)
def test_bounds_are_what_the_words_allow(
    text: str, low: int, high: int | None, is_approximate: bool
) -> None:
    casualty = only(text)
    assert (casualty.count_min, casualty.count_max) == (low, high)
    assert casualty.is_approximate is is_approximate


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ten people were killed.", "stated"),
        ("Ten people could be killed.", "hypothetical"),
        ("If it bursts, the dam will kill ten people.", "hypothetical"),
        ("He plotted to kill ten people.", "hypothetical"),
        ("Ten people are feared dead.", "hypothetical"),
        ("Officials denied that ten people had been killed.", "denied"),
        ("The raid did not kill ten people.", "denied"),
        ("Officials initially said ten people had died.", "revised"),
        ("Initial reports spoke of ten dead.", "revised"),
        ("It could hit all and, at worst, cause ten deaths.", "hypothetical"),
        ("He stood by his forecast of ten deaths.", "hypothetical"),
        ("She revised an earlier toll of ten.", "revised"),
        ("Ten people had to be evacuated.", "stated"),
        ("The army claimed to have killed ten people.", "stated"),
    ],
)
def test_status_is_of_the_harm_not_of_the_speech(text: str, status: str) -> None:
    assert only(text).status == status


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ten people were killed.", None),
        ("Ten people were killed, police said.", "police"),
        ("The interior ministry said ten people were killed.", "interior ministry"),
        ("Ten people were killed, according to the coastguard.", "coastguard"),
        ("The mayor, however, put the number of dead at ten.", "mayor"),
        ("Ten people were hurt, a police spokesman said, citing no cause.", None),
        ("“We left at noon,” said Ana Rusu. “Ten people are missing.”", "Ana Rusu"),
    ],
)
def test_statement_has_its_source(text: str, source: str | None) -> None:
    expected = "police spokesman" if "spokesman" in text else source
    assert only(text).attributed_to == expected


def test_contradictory_tolls_each_have_their_source() -> None:
    text = "Doctors put the death toll at 96; the opposition said 140 had died."
    assert [(each.count, each.attributed_to) for each in find(text)] == [
        (96, "Doctors"),
        (140, "opposition"),
    ]


def test_toll_of_one_sentence_is_put_at_a_number_in_the_next() -> None:
    text = "The toll, first given as nine, rose twice. A minister put it at 21."
    assert [(each.count, each.status) for each in find(text)] == [
        (9, "revised"),
        (21, "stated"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Three people, including two children, were killed.",
        "The raid left three dead, including two children.",
        "Three people died, two of them children.",
        "Three were injured, two critically.",
        "Three people, two of them nuns, were killed.",
    ],
)
def test_part_of_a_total_is_marked(text: str) -> None:
    assert [(each.count, each.is_part) for each in find(text)] == [
        (3, False),
        (2, True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Three people - two men and a woman - were killed.",
        "Three people were hurt at a bridge. Two clerks and a nun suffered burns.",
        "The raid left 35 rebels dead. It killed 17 rebels. In Sumy, 18 rebels died.",
        "Two people were killed. Ana Rusu and Ion Lupu were killed at noon.",
    ],
)
def test_members_of_a_counted_group_are_parts_of_it(text: str) -> None:
    whole, *members = find(text)
    assert whole.is_divided
    assert not whole.is_part
    assert [each.is_part for each in members] == [True, True]
    assert sum(each.count for each in members) == whole.count


@pytest.mark.parametrize(
    "text",
    [
        "Three people, including two children, were killed.",
        "Three people were hurt. Elsewhere two clerks and a nun suffered burns.",
        "A mine killed 35 rebels. A shell killed 17 soldiers and 18 policemen.",
        "A mine killed 35 rebels. A shell killed 17 rebels and 19 rebels.",
        "A mine killed 35 rebels. It killed 17 rebels. Another killed 18 rebels.",
        "The shells killed 35 rebels and wounded 17 rebels and 18 rebels.",
    ],
)
def test_tolls_beside_a_group_are_not_all_its_members(text: str) -> None:
    assert [each.is_divided for each in find(text) if each.is_divided] == []


@pytest.mark.parametrize(
    ("text", "is_total"),
    [
        ("More than 21,000 people were killed in the 12-year-old conflict.", True),
        ("Since 1985, nearly 200 soldiers have been killed there.", True),
        ("During May, rebels killed 43 clerks and hurt 20 others.", True),
        ("Measles has killed 1,200 people in the past three months.", True),
        ("Flu kills 37,000 people a year.", True),
        ("More than 900 people have drowned there this year.", True),
        ("He put the number of dead since October 7 at more than 4,000.", True),
        ("Two guards were killed this year by a mine.", False),
        ("A mine killed 12 people a year ago.", False),
        ("It killed 18 people in the worst attack in two years.", False),
        ("More than 100 people have died since a bomb tore through a bank.", False),
        ("A mine killed two people who had lived there for 30 years.", False),
        ("A heatwave led to 1,500 deaths in the last two weeks of June.", False),
    ],
)
def test_toll_of_a_time_is_none_of_a_happening(text: str, is_total: bool) -> None:
    assert {each.is_total for each in find(text)} == {is_total}


@pytest.mark.parametrize(
    "text",
    [
        "Ana Rusu was shot dead. Rusu was killed at noon.",
        "Three men were hurt at a bridge. The three clerks suffered burns.",
        "Two nuns and a cook were killed. The three people killed were alone.",
        "A mine killed nine nuns. The blast killed nine people.",
    ],
)
def test_toll_told_again_is_marked(text: str) -> None:
    *first, last = find(text)
    assert [each.is_repeat for each in first] == [False] * len(first)
    assert last.is_repeat


@pytest.mark.parametrize(
    "text",
    [
        "A mine killed nine nuns. Another mine killed nine nuns.",
        "A mine killed two nuns in Kyiv. A shell killed two nuns in Lviv.",
        "A mine killed nine nuns in Kyiv. A shell killed nine nuns in Lviv.",
        "A mine killed nine nuns. A shell killed nine soldiers.",
        "Ana Rusu was hurt. Ion Rusu was hurt.",
    ],
)
def test_equal_toll_of_another_happening_is_none_told_again(text: str) -> None:
    assert [each.is_repeat for each in find(text)] == [False, False]


def test_person_spoken_of_again_is_counted_once() -> None:
    text = "A man was stabbed to death. The man died at noon. Ana Rusu left."
    assert told(text) == [("killed", 1)]


def test_place_is_the_narrowest_of_the_sentence() -> None:
    casualty = only("A strike killed ten people in Kharkiv in Ukraine on Monday.")
    assert casualty.place == "Kharkiv"
    assert casualty.place_id is not None


def test_words_and_sentence_are_pointed_at() -> None:
    text = "It rained. A strike killed at least 11 other people."
    casualty = only(text)
    assert casualty.evidence == casualty.group_text == "11 other people"
    assert text[casualty.start_char : casualty.end_char] == casualty.evidence
    assert casualty.sentence_start_char == text.index("A strike")
    assert 0 < casualty.confidence < 1


LENGTHY = (
    *("killed ", "12 killed ", "killed 12 ", "killed 12 people and ", "the dead 5 at "),
    *("said ", "police said 5 died; ", "about ", "number of ", "including 2 men ", "9"),
    *("no ", "a man ", "dozens of ", "in Kyiv 3 died ", "“5 people died” said Ana. "),
)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("piece", LENGTHY)
def test_one_endless_sentence_takes_linear_time(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    sentence = Sentence(start_char=0, end_char=len(text), is_heading=False)
    document = Document(
        text=text, published_on=None, country=None, sentences=(sentence,)
    )
    assert all(each.end_char <= len(text) for each in extract(document))


WORDS = word_list(
    """
    killed wounded dead died three 12 people men a girl and , the toll rose to of at
    least up dozens missing fled their homes no one said police including whom were
    between 20 1.5 million not could lives put it
    """
)


@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join))
def test_any_words_give_bounds_that_fit(text: str) -> None:
    for each in find(text):
        assert each.evidence == text[each.start_char : each.end_char] != ""
        assert each.count_min <= each.count
        assert each.count_max is None or each.count <= each.count_max
