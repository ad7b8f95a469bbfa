"""Names in the sentences of one document, before anyone is told from another."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.facts.names.features import Context, segment_rows
from transforms.facts.names.mention import MentionKind
from transforms.facts.names.model import LABELS, Model, label
from transforms.facts.names.tokens import Tokens, segments

_KINDS: dict[str, MentionKind] = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "location",
    "MISC": "other",
}


_INSIDE = frozenset(at for at, each in enumerate(LABELS) if each.startswith("I-"))
_BEGINNING = frozenset(at for at, each in enumerate(LABELS) if each.startswith("B-"))
_NEVER_ALONE_TEXT = """
    the i he it in we but a she and this there they that you if as at for one our no so
    more those however his to now with some what many even after while among all when
    these my on during an or not from by of her their its your how why where who also
    then another both each most other several such since although though because
    despite according"""
_NEVER_ALONE = frozenset(map(str.capitalize, _NEVER_ALONE_TEXT.split()))
"""A quarter of all segments are one of these, at the beginning of a sentence."""


class Span(NamedTuple):
    """Tokens ``first`` up to ``after`` of a sentence that name something."""

    sentence: int
    first: int
    after: int
    words: tuple[str, ...]
    kind: MentionKind
    margin: float
    """How far the model's next best reading was behind."""


def find_spans(
    model: Model, sentences: Sequence[Tokens], context: Context
) -> Iterator[Span]:
    """The names that the model finds, in reading order."""
    for number, tokens in enumerate(sentences):
        for first, after in segments(tokens):
            if after == first + 1 and tokens.words[first] in _NEVER_ALONE:
                continue
            rows = segment_rows(tokens, first, after, context)
            yield from _spans(
                number, tokens, first, label(model, rows, tokens.is_capitals)
            )


def _spans(
    sentence: int, tokens: Tokens, offset: int, labels: Sequence[tuple[int, float]]
) -> Iterator[Span]:
    begin = -1
    for place in range(len(labels) + 1):
        number = labels[place][0] if place < len(labels) else 0
        if begin >= 0 and number not in _INSIDE:
            yield Span(
                sentence=sentence,
                first=offset + begin,
                after=offset + place,
                words=tuple(tokens.words[offset + begin : offset + place]),
                kind=_KINDS[LABELS[labels[begin][0]][2:]],
                margin=min(margin for _, margin in labels[begin:place]),
            )
            begin = -1
        if number in _BEGINNING:
            begin = place
