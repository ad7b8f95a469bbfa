"""Dates: when things happen, as TIMEX3, each with the words that state it.

A document arrives; records of the table ``dates`` leave, in reading order. The grammar
is the package ``timex``. Relative expressions count from the day of publication or
from an earlier date of the text; the column ``anchor`` says from which.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from transforms.facts.documents import Document, Sentence
from transforms.facts.timex.confidence import confidence
from transforms.facts.timex.discourse import MONTH_FIRST_COUNTRIES, Discourse
from transforms.facts.timex.grammar import Finding, scan
from transforms.facts.timex.joining import join
from transforms.facts.timex.readings import Anchor, Granularity
from transforms.facts.timex.tokens import Tokens, may_tell_time, tokenize
from transforms.records import Fact

VERSION = "3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Fact):
    """One time expression.

    ``begins_at`` and ``ends_at`` are the publisher's wall clock and bound the time
    half-open; None where it is open or unknown.
    """

    timex_type: Literal["DATE", "TIME", "DURATION", "SET"]
    timex_value: str
    begins_at: datetime | None
    ends_at: datetime | None
    granularity: Granularity | None
    anchor: Anchor | None


def extract(document: Document) -> Iterable[Date]:
    """The time expressions of ``document``; never the date line."""
    return document.once(read)


def read(document: Document) -> tuple[Date, ...]:
    """The same, for what looks at the days of other facts: asked once a document."""
    return tuple(_find(document))


def _find(document: Document) -> Iterator[Date]:
    country = document.country
    discourse = Discourse(
        published_on=document.published_on,
        is_month_first=country is None or country in MONTH_FIRST_COUNTRIES,
    )
    for number, sentence in enumerate(document.sentences):
        if not may_tell_time(document.text, document.tokens_of(sentence)):
            continue
        tokens = tokenize(document.text, sentence.start_char, sentence.end_char)
        discourse = discourse._replace(sentence=number)
        findings: list[Finding] = []
        for finding, after in scan(tokens, discourse):
            findings.append(finding)
            discourse = after
        for finding in join(tokens, findings, discourse):
            yield _date(document, sentence, tokens, finding)


def _date(
    document: Document, sentence: Sentence, tokens: Tokens, finding: Finding
) -> Date:
    start, end = tokens.starts[finding.first], tokens.ends[finding.last]
    reading = finding.reading
    return Date(
        start_char=start,
        end_char=end,
        evidence=document.text[start:end],
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        confidence=confidence(reading.pattern),
        timex_type=reading.timex_type,
        timex_value=reading.value,
        begins_at=reading.begins_at,
        ends_at=reading.ends_at,
        granularity=reading.granularity,
        anchor=reading.anchor,
    )
