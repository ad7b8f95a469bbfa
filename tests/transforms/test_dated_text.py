from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dated_text import DatedText, parse, render, spans
from transforms.errors import DatedTextError
from transforms.records import Block

MARKED = st.sampled_from(["## ", "\\", "> ", "\\\\", "# ", " "])
LINES = st.text(
    st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), min_size=1
)
TEXTS = st.one_of(
    LINES,
    st.builds("{}{}".format, MARKED, LINES),
    st.sampled_from(["Rivers rise", "The river rose.", "\\", "## ", "> ", "x" * 101]),
)
LATER = st.builds(Block, kind=st.sampled_from(["paragraph", "heading"]), text=TEXTS)
FIRST = st.builds(
    Block, kind=st.sampled_from(["lead", "paragraph", "heading"]), text=TEXTS
)
BLOCKS = st.one_of(
    st.just([]), st.builds(lambda first, rest: [first, *rest], FIRST, st.lists(LATER))
)
DAYS = st.one_of(st.none(), st.dates())


@given(day=DAYS, blocks=BLOCKS)
def test_any_blocks_survive_the_round_trip(
    day: date | None, blocks: list[Block]
) -> None:
    text = render(day, blocks)
    assert parse(text) == DatedText(published_on=day, blocks=tuple(blocks))
    assert parse(text + "\n\n").blocks == tuple(blocks)


@given(day=DAYS, blocks=BLOCKS)
def test_spans_point_at_the_words_of_their_block(
    day: date | None, blocks: list[Block]
) -> None:
    text = render(day, blocks)
    words = [text[span.start_char : span.end_char] for span in spans(text)]
    assert words == [block.text for block in blocks]


def test_an_ordinary_article_carries_no_marks() -> None:
    blocks = [
        Block(kind="lead", text="The Arda burst its banks on Tuesday."),
        Block(kind="heading", text="Three towns cut off"),
        Block(kind="paragraph", text="“Nobody slept,” the mayor said."),
    ]
    assert render(date(2024, 3, 20), blocks) == (
        " date 2024-03-20 The Arda burst its banks on Tuesday.\n\n"
        "Three towns cut off\n\n“Nobody slept,” the mayor said."
    )


def test_a_short_line_before_a_heading_or_at_the_end_is_a_paragraph() -> None:
    text = (
        " date 2024-03-20 Lead.\n\nJane Doe reports\n\nBackground\n\nMore.\n\nAgencies"
    )
    kinds = [block.kind for block in parse(text).blocks]
    assert kinds == ["lead", "paragraph", "heading", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("", "no-date-line", "line 1"),
        ("date 2024-03-20 No leading space.", "no-date-line", "line 1"),
        (" date 2024-02-30 No such day.", "bad-day", "line 1"),
        (" date 2024-03-20 Lead.\nruns on", "line-break", "line 2"),
        (" date 2024-03-20 Lead.\n\n\n\nTwo blanks.", "empty-block", "line 3"),
        (" date 2024-03-20 Lead.\n\n## ", "empty-block", "line 3"),
        (" date 2024-03-20 Lead.\r\n\r\nDos.", "line-break", "line 1"),
    ],
)
def test_a_broken_file_names_line_and_reason(text: str, reason: str, line: str) -> None:
    with pytest.raises(DatedTextError) as caught:
        parse(text)
    assert caught.value.reason == reason
    assert line in caught.value.detail


@pytest.mark.parametrize(
    "blocks",
    [
        [Block(kind="lead", text="")],
        [Block(kind="lead", text="two\nlines")],
        [Block(kind="lead", text="one"), Block(kind="lead", text="two")],
    ],
)
def test_blocks_outside_the_grammar_are_refused(blocks: list[Block]) -> None:
    with pytest.raises(DatedTextError):
        render(date(2024, 3, 20), blocks)
