"""Quotations in sentences of news, and who speaks them."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.growth import ORDER_MAX, order_of_growth
from transforms.facts.documents import Document, Sentence, prepare
from transforms.facts.quotes import Quote, extract


def find(text: str) -> list[Quote]:
    return sorted(extract(prepare(text, None)), key=lambda quote: quote.start_char)


def only(text: str) -> Quote:
    (quote,) = find(text)
    return quote


@pytest.mark.parametrize(
    ("text", "words", "speaker", "cue"),
    [
        (
            '"The bridge is gone," Anna Keller told reporters.',
            "The bridge is gone",
            "Anna Keller",
            "told",
        ),
        (
            "“We have no water,” said Pavel Dorin, a teacher in the village.",
            "We have no water",
            "Pavel Dorin",
            "said",
        ),
        (
            'Anna Keller, of the harbour office, said: "Nobody was hurt."',
            "Nobody was hurt.",
            "Anna Keller",
            "said",
        ),
        (
            '"Is this the end?" Anna Keller asked on Monday.',
            "Is this the end?",
            "Anna Keller",
            "asked",
        ),
        (
            '"Prices will rise," according to Anna Keller.',
            "Prices will rise",
            "Anna Keller",
            "according to",
        ),
        ('"We stay." — Anna Keller', "We stay.", "Anna Keller", None),
        (
            'Pavel Dorin called the plan "a blank page".',
            "a blank page",
            "Pavel Dorin",
            "called",
        ),
        (
            'Pavel Dorin rejected the plan, calling it "a blank page".',
            "a blank page",
            "Pavel Dorin",
            "calling",
        ),
        (
            '"It was loud," a neighbour of Anna Keller said.',
            "It was loud",
            "neighbour of Anna Keller",
            "said",
        ),
        (
            'Pavel Dorin, who wrote that "time is short", left.',
            "time is short",
            "Pavel Dorin",
            "wrote",
        ),
        (
            'Pavel Dorin, a planner who has met Anna Keller, wrote: "Too late."',
            "Too late.",
            "Pavel Dorin",
            "wrote",
        ),
        (
            '"I stay," Anna Keller, who has not voted, told reporters in Leeds.',
            "I stay",
            "Anna Keller",
            "told",
        ),
        (
            '"We stay," a spokeswoman for the hotels, Anna Keller, said.',
            "We stay",
            "Anna Keller",
            "said",
        ),
        (
            'Secretary of State Henry Gale said it was "at hand".',
            "at hand",
            "Henry Gale",
            "said",
        ),
        (
            '"He is a tough guy," Pavel Dorin shot back.',
            "He is a tough guy",
            "Pavel Dorin",
            "shot",
        ),
        (
            'When Martin Price suggested a ban, Pavel Dorin fired back: "You lose."',
            "You lose.",
            "Pavel Dorin",
            None,
        ),
        (
            'The wall was "about to come down" for good, Anna Keller said on Monday.',
            "about to come down",
            "Anna Keller",
            "said",
        ),
        (
            'After Pavel Dorin lost, Mayor Anna Keller left, praising his "calm".',
            "calm",
            "Anna Keller",
            "praising",
        ),
        (
            'LEEDS, May 3 - Anna Keller ended a law with "hardly any use".',
            "hardly any use",
            "Anna Keller",
            None,
        ),
        (
            'Anna Keller says it means the town "may not pay" for years.',
            "may not pay",
            "Anna Keller",
            "says",
        ),
    ],
)
def test_speaker_and_verb_come_from_the_words_around(
    text: str, words: str, speaker: str, cue: str | None
) -> None:
    quote = only(text)
    assert (quote.text, quote.speaker, quote.cue) == (words, speaker, cue)
    assert quote.is_direct


@pytest.mark.parametrize(
    ("opening", "closing"),
    ['""', "“”", "„“", "„”", "«»", "»«", "‘’", "''", ("``", "''"), ("''", "''")],
)
def test_every_style_of_quote_marks_is_read(opening: str, closing: str) -> None:
    text = f"{opening}The workers’ hall isn't safe,{closing} Anna Keller said."
    assert only(text).text == "The workers’ hall isn't safe"


def test_apostrophes_open_and_close_nothing() -> None:
    assert find("In the '90s the workers' hall wasn't theirs; 'twas the king's.") == []


def test_marks_within_a_quotation_stay_in_it() -> None:
    quote = only("\"They told us 'leave now' and we left,\" Anna Keller said.")
    assert quote.text == "They told us 'leave now' and we left"


def test_british_style_keeps_double_marks_within() -> None:
    quote = only("‘He shouted “leave now” and we left,’ Anna Keller said.")
    assert quote.text == "He shouted “leave now” and we left"


def test_pieces_around_the_verb_are_one_quotation() -> None:
    first, second, third = find(
        '"The roof fell," Anna Keller said, "and then the wall. We ran."\n'
        '"Then it was quiet," said Pavel Dorin. "It stayed so."'
    )[:3]
    assert first.quotation == second.quotation != third.quotation
    assert second.speaker == "Anna Keller"
    assert not second.is_partial


def test_sentence_behind_a_quotation_goes_on_with_it() -> None:
    first, second = find('"It was dark," said Pavel Dorin. "I heard a boat."')
    assert (second.speaker, second.quotation) == ("Pavel Dorin", first.quotation)


def test_quotation_without_closing_mark_goes_on_in_the_next_paragraph() -> None:
    first, second = find(
        'Anna Keller said: "We saw the water come.\n"It took the cars."'
    )
    assert (first.text, second.text) == ("We saw the water come.", "It took the cars.")
    assert second.speaker == "Anna Keller"
    assert first.quotation == second.quotation


def test_lost_closing_mark_does_not_reach_the_next_paragraph() -> None:
    quotes = find(
        '"We saw the water come.\nThe town is small. "It took cars," Pavel Dorin said.'
    )
    assert [quote.text for quote in quotes] == [
        "We saw the water come.",
        "It took cars",
    ]


def test_pronoun_beside_a_quotation_is_who_spoke_before() -> None:
    *_, last = find(
        'Judge Harriet Lowe told Martin Price his conduct was "cold and planned". '
        '"You lied to them," she said.'
    )
    assert last.text == "You lied to them"
    assert last.speaker == "Harriet Lowe"
    assert last.speaker_start_char is not None
    assert last.cue == "said"


def test_pronoun_is_not_who_is_named_within_the_quotation() -> None:
    quote = find('Anna Keller arrived late. "Martin Price is a liar," she said.')[-1]
    assert quote.speaker == "Anna Keller"


@pytest.mark.parametrize(
    "text",
    [
        '"It rained," Anna Keller said.\n\n"The dam held," she added.',
        '"No," Martin Price said. Rain fell, says Anna Keller. "It will," she says.',
        'Price aide Anna Keller was late. "It rained," she said.',
        'Martin Price left. Anna Keller met him. "It rained," she said.',
        'After Vera Lund spoke, Anna Keller left. "It rained," she said.',
        'Anna Keller came. She named her successor, Vera Lund. "I go," she said.',
        'Anna Keller heard of the case of Vera Lund. "Ida Berg lied," she said.',
        '"It rained," Anna Keller said.\nMany came.\nIt was late.\nNo one left.\n'
        '"The dam held," she said.',
    ],
)
def test_pronoun_goes_by_gender_and_by_who_came_last(text: str) -> None:
    assert find(text)[-1].speaker == "Anna Keller"


def test_surname_stands_for_the_full_name_and_role() -> None:
    *_, last = find(
        'Anna Keller, the mayor of Leeds, came. "The bridge is gone," Keller said.'
    )
    assert last.speaker == "Anna Keller"
    assert last.speaker_role == "mayor of Leeds"
    assert last.speaker_id is not None


def test_participle_behind_a_quotation_goes_on_with_its_speaker() -> None:
    *_, last = find("Anna Keller said, “It is safe. It is over,” adding, “Go home.”")
    assert (last.text, last.speaker, last.cue) == ("Go home.", "Anna Keller", "adding")


def test_speaker_without_a_name_is_told_in_words() -> None:
    quote = only('"The road is closed," the police chief said.')
    assert (quote.speaker, quote.speaker_id) == ("police chief", None)


@pytest.mark.parametrize(
    ("introduction", "description", "speaker"),
    [
        ("Sen. Anna Keller met Mayor Pavel Dorin.", "senator", "Anna Keller"),
        ("Republican candidate Pavel Dorin came.", "Republican nominee", "Pavel Dorin"),
        ("Pavel Dorin, the French foreign minister, came.", "minister", "Pavel Dorin"),
        ("It is up to the Ministry of Defence.", "ministry", "Ministry of Defence"),
        ("Vice President Pavel Dorin came.", "president", "president"),
        ("Ohio Sen. Pavel Dorin came.", "Florida senator", "Florida senator"),
        ("Pavel Dorin, an official, came.", "official", "official"),
        ("Anna Keller came.", "mayor", "mayor"),
        ("Green candidate Anna Keller came.", "Labour candidate", "Labour candidate"),
        (f"Mayor Anna Keller came. {'It rained. ' * 200}", "mayor", "mayor"),
    ],
)
def test_description_is_who_was_introduced_so(
    introduction: str, description: str, speaker: str
) -> None:
    quote = find(f'{introduction} "The road is shut," the {description} said.')[-1]
    assert quote.speaker == speaker
    assert quote.speaker_start_char is not None
    assert quote.evidence == "The road is shut"


def test_paragraph_that_ends_in_a_colon_introduces_the_next() -> None:
    quote = find('Anna Keller wrote to the council:\n"The wall will not hold."')[-1]
    assert quote.speaker == "Anna Keller"


def test_quoted_part_of_a_sentence_is_partial() -> None:
    assert only('Anna Keller said the wall was "about to come down".').is_partial
    assert not only('Anna Keller said: "The wall is about to fall."').is_partial


@pytest.mark.parametrize(
    "text",
    [
        'The film "Night over the Harbour" opens on Friday.',
        'The so-called "bridge" is a plank.',
        'A board of 6" by 4" was found.',
        '"" and "—" and " ".',
    ],
)
def test_titles_terms_and_inches_are_no_quotes(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "Anna Keller said that the bridge would reopen in May.",
            "the bridge would reopen in May",
            "Anna Keller",
        ),
        (
            "The bridge would reopen in May, said Anna Keller.",
            "The bridge would reopen in May",
            "Anna Keller",
        ),
        (
            "The bridge would reopen in May, Anna Keller said on Monday.",
            "The bridge would reopen in May",
            "Anna Keller",
        ),
        (
            "According to Anna Keller, the bridge would reopen in May.",
            "the bridge would reopen in May",
            "Anna Keller",
        ),
        (
            "Anna Keller, a spokeswoman, said it was closed.",
            "it was closed",
            "Anna Keller",
        ),
    ],
)
def test_reported_speech_is_marked_as_not_direct(
    text: str, words: str, speaker: str
) -> None:
    quote = only(text)
    assert (quote.evidence, quote.speaker) == (words, speaker)
    assert not quote.is_direct


def test_sentence_with_a_quotation_is_not_reported_again() -> None:
    assert only('Anna Keller said that the wall was "about to fall".').is_direct


def test_told_quotations_are_surer_than_those_of_nobody() -> None:
    told = only('"The wall will not hold," Anna Keller said.')
    untold = only('"The wall will not hold."')
    assert untold.speaker is None
    assert untold.confidence < 0.8 < 0.9 < told.confidence


PIECES = [
    *"\"“”„«»‘’'`,.?!:;—()\n ",
    *("''", "``", " said ", " she ", " Anna Keller ", " told ", "according to "),
    *(" that ", " the wall ", "We left", " who ", " and ", "PRICE: ", "\u00a0", "é"),
]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('As he said "we will go", it rained.', None),
        ('Leaders at the summit also said, "We will go."', "Leaders at the summit"),
        ('After the mayor said, "We will go," it rained.', "mayor"),
        ('"This will be hard" for us all, said Kunin.', "Kunin"),
        ('Resigned in October said, "We will go."', None),
        ('The club declined to play, saying, "We will go."', "club"),
    ],
)
def test_speaker_is_a_phrase_not_a_clause(text: str, speaker: str | None) -> None:
    assert [quote.speaker for quote in find(text)] == [speaker]


@example('" the wall , the wall  told ')
@example(' the wall  said  that  Anna Keller "')
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_marks_give_ordered_pieces_of_their_paragraph(text: str) -> None:
    quotes = find(text)
    assert all(a.end_char <= b.start_char for a, b in pairwise(quotes))
    for quote in quotes:
        assert quote.evidence == text[quote.start_char : quote.end_char]
        assert "\n" not in quote.evidence
        assert quote.evidence.strip() == quote.evidence != ""
        assert quote.sentence_start_char <= quote.start_char
        assert quote.end_char <= quote.sentence_end_char
        if quote.speaker_start_char is not None:
            assert quote.speaker_end_char is not None
            assert quote.speaker_start_char < quote.speaker_end_char


def _one_sentence(text: str) -> Document:
    sentence = Sentence(start_char=0, end_char=len(text), is_heading=False)
    return Document(text=text, published_on=None, country=None, sentences=(sentence,))


@pytest.mark.parametrize(
    "unit",
    ['"', "“", "”", "'", "‘a ", '"a," he said. ', "said that ", " said, ", "« » "],
)
def test_time_grows_with_the_length_of_a_text(unit: str) -> None:
    assert (
        order_of_growth(lambda text: list(extract(_one_sentence(text))), unit, 4_000)
        <= ORDER_MAX
    )
