"""Articles with their facts marked: pieces that make up the text, and readings."""

from datetime import date

from hypothesis import given

from tests.transforms.facts.test_kinds import SAMPLE, TEXTS
from transforms import dated_text
from transforms.facts import extract
from transforms.facts.documents import prepare
from transforms.facts.marking import MarkedBlock, mark, reading_of
from transforms.facts.money import extract as extract_money
from transforms.records import Block

DAY = date(2024, 3, 20)


def marked(text: str) -> list[MarkedBlock]:
    return list(mark(text, extract(prepare(text, DAY, "GB"))))


def test_words_of_a_fact_are_under_it() -> None:
    lead = marked(SAMPLE)[0]
    under = {
        piece.text: [fact.kind for fact in piece.facts]
        for piece in lead.pieces
        if piece.facts
    }
    assert under["$40 million"] == ["money", "quotes"]
    assert under["12 boats"] == ["quantities", "quotes"]
    assert "dates" in under["last year"]


def test_every_fact_stands_below_the_block_that_it_begins_in() -> None:
    facts = extract(prepare(SAMPLE, DAY, "GB"))
    shown = [fact for block in marked(SAMPLE) for fact in block.facts]
    assert len(shown) == sum(map(len, facts.values()))
    assert [block.kind for block in marked(SAMPLE)][:2] == ["lead", "heading"]


def test_reading_tells_each_thing_once_and_no_keys() -> None:
    (money,) = extract_money(prepare("It cost €4.50.", None))
    assert reading_of(money) == "amount 4.5, currency EUR"


@given(TEXTS)
def test_pieces_make_up_any_article(words: str) -> None:
    blocks = [Block(kind="lead", text=" ".join(words.split()) or "x")]
    text = dated_text.render(DAY, blocks)
    (block,) = marked(text)
    assert "".join(piece.text for piece in block.pieces) == blocks[0].text
    assert all(piece.text for piece in block.pieces)
    for piece in block.pieces:
        lengths = [fact.end_char - fact.start_char for fact in piece.facts]
        assert lengths == sorted(lengths)
