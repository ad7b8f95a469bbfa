"""A dated text prepared once for all extractors: sentences, the day, the names."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

from transforms import dated_text
from transforms.errors import DatedTextError
from transforms.facts.names.mention import Mention
from transforms.facts.names.recognition import find_mentions
from transforms.facts.sentences import Sentence, split_sentences

__all__ = ["Document", "Sentence", "prepare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What an extractor reads.

    ``published_on`` anchors relative dates; None where nobody knows the day.
    ``country`` (ISO 3166-1 alpha-2, of the source) settles ambiguous currency signs.
    ``mentions`` are the names, and the pronouns that stand for them, in reading order;
    none overlaps another and each is in one sentence.
    """

    text: str
    published_on: date | None
    country: str | None
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()

    def sentence_at(self, char: int) -> Sentence:
        """The sentence that holds ``char``, else the last one before it."""
        position = bisect_right(self.sentences, char, key=lambda s: s.start_char)
        return self.sentences[max(position - 1, 0)]

    def words(self, sentence: Sentence) -> str:
        """The sentence's text."""
        return self.text[sentence.start_char : sentence.end_char]

    def mentions_between(self, start_char: int, end_char: int) -> tuple[Mention, ...]:
        """The mentions that lie wholly between the two places."""
        first = bisect_left(self.mentions, start_char, key=lambda m: m.start_char)
        after = bisect_right(self.mentions, end_char, key=lambda m: m.end_char)
        return self.mentions[first:after]


def prepare(
    text: str, published_on: date | None, country: str | None = None
) -> Document:
    """A document from a dated text, or from plain text whose lines are paragraphs.

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
    return Document(
        text=text,
        published_on=published_on,
        country=country,
        sentences=sentences,
        mentions=find_mentions(text, sentences),
    )


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
