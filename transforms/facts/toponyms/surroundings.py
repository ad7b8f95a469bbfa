"""Whether words that the gazetteer knows name a place where they stand.

A candidate and what the document shows elsewhere arrive, points leave: from
``THRESHOLD`` it is a place. Points are for prepositions, states behind commas, class
words and people living there; against names before ("Jack London"), behind
("Washington Post") and words that the text also writes small. Weighed on four sets.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from transforms.facts.documents import Document
from transforms.facts.gazetteer import Place, capitals
from transforms.facts.names.mention import Mention
from transforms.facts.toponyms.scanning import Candidate
from transforms.facts.toponyms.words import words_as

THRESHOLD = 1.0
SURE = 2.0
"""Points from which a mention speaks for the others of its name."""

_DATELINE = re.compile(
    r"[ ]?(?:\((?:AP|AFP|Reuters|CNN|UPI|Xinhua)|[-–—]{1,2}[ ]|,[ ][A-Z])"
)
_SMALL_WORD = re.compile(r"[a-z]{2,14}")
_BACK = 40
_START = attrgetter("start_char")
_NAMED_LOCATION = 2.0
_NAMED_AGAINST = {"person": -4.0, "organisation": -1.5, "other": -2.0}
_NAMED_NOTHING = -0.5
_PEOPLE_STEPS = (
    *((1_000_000, 2.2), (300_000, 1.7), (100_000, 1.2), (15_000, 0.3)),
    *((5_000, -0.8), (1_000, -1.4), (0, -1.8)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the document shows about the single words of its candidates."""

    small_words: frozenset[str]
    """Those that the text also writes small."""
    surnames: frozenset[str]
    """Those that stand behind another capitalised word somewhere."""


def weigh(document: Document, candidates: Sequence[Candidate]) -> Evidence:
    """What the document shows about the words of ``candidates``."""
    single = {each.text.lower() for each in candidates if each.text.isalpha()}
    return Evidence(
        small_words=frozenset(_small_words(document, single)),
        surnames=frozenset(each.text for each in candidates if _is_surname(each)),
    )


def _small_words(document: Document, words: set[str]) -> Iterator[str]:
    """Those that the text also writes small, by themselves."""
    met: set[str] = set()
    for sentence in document.sentences:
        met.update(words.intersection(document.tokens_of(sentence).words))
    for word in met:
        alone = re.compile(rf"(?<![\w'’-]){re.escape(word)}(?![\w'’-])")
        if _SMALL_WORD.fullmatch(word) and alone.search(document.text):
            yield word


def _is_surname(candidate: Candidate) -> bool:
    before = candidate.before
    return (
        before.isalpha()
        and not before.isupper()
        and not candidate.after
        and not candidate.sentence.is_heading
        and not candidate.class_word
        and " " not in candidate.text
        and not _is_neutral(before.lower())
        and before.lower() not in words_as("office")
    )


def score(
    document: Document, candidate: Candidate, evidence: Evidence, is_qualified: bool
) -> float:
    """How much speaks for a place; ``is_qualified``: its state or country follows."""
    start = candidate.start_char
    is_first = start == candidate.sentence.start_char
    points = _known(candidate.places[0], candidate.text)
    points += _named(document, candidate)
    points += _as_adjective(document.text, candidate)
    points += 4.0 if is_qualified else 0.0
    points += 2.0 if candidate.class_word else 0.0
    points += _neighbours(candidate, is_first and candidate.sentence.is_heading)
    if not is_first:
        floor = max(candidate.sentence.start_char, start - _BACK)
        points += points_before(document.text[floor:start])
    elif not is_qualified and " " not in candidate.text:
        is_dateline = candidate.text.isupper() and _DATELINE.match(
            document.text, candidate.end_char
        )
        points += 2.0 if is_dateline else -0.7
    if " " in candidate.text or "-" in candidate.text:
        return points
    if not candidate.text.isupper() and candidate.text.lower() in evidence.small_words:
        points -= 2.5
    if candidate.text in evidence.surnames:
        points -= 2.0
    return points


def _known(place: Place, name: str) -> float:
    """Points for how well known the best bearer of the name is."""
    if place.level == "area":
        return 2.5
    if place.level != "town":
        return 3.0
    people = place.population
    points = next(value for least, value in _PEOPLE_STEPS if people >= least)
    if place.geonames_id in capitals():
        points = 2.2
    points -= 0.5 if place.is_variant and people < 500_000 else 0.0
    points -= 1.0 if len(name) < 4 else 0.0
    return points + (0.8 if " " in name or "-" in name else 0.0)


def _named(document: Document, candidate: Candidate) -> float:
    """Points for what the recognition of names takes the words for."""
    mention = _mention_at(document, candidate)
    if mention is None:
        return _NAMED_NOTHING
    is_inside = mention.end_char > candidate.class_end_char
    is_inside = is_inside or mention.start_char < candidate.start_char
    if mention.kind == "location":
        return _NAMED_LOCATION * mention.confidence
    if candidate.places[0].level in ("country", "admin1") and not is_inside:
        return -0.8 * mention.confidence
    return _NAMED_AGAINST[mention.kind] * mention.confidence


def _as_adjective(text: str, candidate: Candidate) -> float:
    """Points against a sea without its article: "Baltic governments"."""
    is_sea = candidate.places[0].level == "water" and " " not in candidate.text
    start = candidate.start_char
    return -3.0 if is_sea and text[max(start - 4, 0) : start].lower() != "the " else 0.0


def _mention_at(document: Document, candidate: Candidate) -> Mention | None:
    """The name that covers the candidate's first character, else one within it."""
    mentions = document.mentions
    place = bisect_right(mentions, candidate.start_char, key=_START)
    if place and mentions[place - 1].end_char > candidate.start_char:
        return mentions[place - 1]
    if place < len(mentions) and mentions[place].start_char < candidate.end_char:
        return mentions[place]
    return None


def _neighbours(candidate: Candidate, is_title: bool) -> float:
    """Points against capitalised words that touch."""
    points = 0.0
    before = candidate.before.lower().rstrip(".")
    after = candidate.after.lower()
    if (
        before
        and before not in words_as("function")
        and before not in words_as("direction")
    ):
        points -= 4.0 if before in words_as("title") else 1.5 if is_title else 3.0
    if after and after not in words_as("office"):
        is_strong = candidate.places[0].level == "country"
        points -= 1.5 if is_title or is_strong else 3.0
    return points


def _is_neutral(word: str) -> bool:
    """Whether a capital on this word makes it no part of a name."""
    return word in words_as("function") or word in words_as("direction")


def points_before(text: str) -> float:
    """Points for the words before: a preposition, "the village of", "Bank of"."""
    if not text.endswith((" ", "\u00a0")):
        return 0.0
    left = text.split()[-4:]
    if len(left) > 1 and left[-1] in ("the", "The"):
        left.pop()
    if not left:
        return 0.0
    last = left[-1].lower().rstrip(",")
    if last == "of" and len(left) > 1:
        owner = left[-2]
        if owner.lower() in words_as("owner") and owner[0].isupper():
            return -3.5
        return 2.5 if owner.lower() in words_as("class") else 0.8
    if last in words_as("strong"):
        return 2.2
    return (
        0.8 if last in words_as("weak") else 1.5 if last in words_as("class") else 0.0
    )
