"""A dated text prepared once for all extractors: sentences, the day, the names."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from transforms import dated_text
from transforms.errors import DatedTextError
from transforms.facts.names.finders import find_by
from transforms.facts.names.mention import Mention
from transforms.facts.names.recognition import find_mentions, mentions_of
from transforms.facts.names.tokens import Tokens, tokenize
from transforms.facts.sentences import Sentence, split_sentences

__all__ = ["Document", "Sentence", "prepare"]

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What an extractor reads.

    ``published_on`` anchors relative dates; None where nobody knows the day.
    ``country`` (ISO 3166-1 alpha-2, of the source) settles ambiguous currency signs.
    ``mentions`` are the names, and the pronouns that stand for them, in reading order;
    none overlaps another and each is in one sentence. ``tokens`` are the words of each
    sentence; empty where nobody has cut them yet.
    """

    text: str
    published_on: date | None
    country: str | None
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    tokens: tuple[Tokens, ...] = ()
    _known: dict[Hashable, Any] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What was read of the document, by what reads it."""

    def once(self, read: "Callable[[Document], Read]") -> Read:
        """What ``read`` gives for this document, which it is asked for only once.

        Several kinds of facts need the same: who has which role, where places are.
        """
        known = self._known
        if read not in known:
            known[read] = read(self)
        found: Read = known[read]
        return found

    def tokens_of(self, sentence: Sentence) -> Tokens:
        """The sentence's words."""
        return self.once(_tokens_by_start)[sentence.start_char]

    def sentence_at(self, char: int) -> Sentence:
        """The sentence that holds ``char``, else the last one before it."""
        position = bisect_right(self.once(_sentence_starts), char)
        return self.sentences[max(position - 1, 0)]

    def words(self, sentence: Sentence) -> str:
        """The sentence's text."""
        return self.text[sentence.start_char : sentence.end_char]

    def mentions_between(self, start_char: int, end_char: int) -> tuple[Mention, ...]:
        """The mentions that lie wholly between the two places."""
        starts, ends = self.once(_mention_places)
        first = bisect_left(starts, start_char)
        after = bisect_right(ends, end_char, first)
        return self.mentions[first:after]


def prepare(
    text: str, published_on: date | None, country: str | None = None, names: str = ""
) -> Document:
    """A document from a dated text, or from plain text whose lines are paragraphs.

    ``names`` is what finds them instead of the packaged model: "spacy:MODEL".
    Extractors never see the date line or escape marks: sentences start after them.
    """
    try:
        spans = [
            (span.start_char, span.end_char, span.kind == "heading")
            for span in dated_text.spans(text)
        ]
    except DatedTextError:
        spans = [(start, end, False) for start, end in _lines(text)]
    sentences = tuple(
        Sentence(start_char=start, end_char=end, is_heading=is_heading)
        for block_start, block_end, is_heading in spans
        for start, end in _sentences(text, block_start, block_end, is_heading)
    )
    tokens = tuple(tokenize(text, each.start_char, each.end_char) for each in sentences)
    return Document(
        text=text,
        published_on=published_on,
        country=country,
        sentences=sentences,
        mentions=mentions_of(tokens, find_by(names)(text, tokens))
        if names
        else find_mentions(tokens),
        tokens=tokens,
    )


def _tokens_by_start(document: Document) -> Mapping[int, Tokens]:
    text, sentences = document.text, document.sentences
    tokens = document.tokens or [
        tokenize(text, each.start_char, each.end_char) for each in sentences
    ]
    starts = document.once(_sentence_starts)
    return dict(zip(starts, tokens, strict=True))


def _sentence_starts(document: Document) -> Sequence[int]:
    return [each.start_char for each in document.sentences]


def _mention_places(document: Document) -> tuple[Sequence[int], Sequence[int]]:
    starts = [each.start_char for each in document.mentions]
    return starts, [each.end_char for each in document.mentions]


def _sentences(
    text: str, start: int, end: int, is_heading: bool
) -> list[tuple[int, int]]:
    return [(start, end)] if is_heading else split_sentences(text, start, end)


def _lines(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans
