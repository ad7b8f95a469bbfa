"""Indirect speech: "She said that …", "…, the mayor said.", "According to X, …".

A document and the sentences that hold quote marks arrive; what the others report as
said leaves. Only verbs that report and nothing else are read: of a verb that may also
name what somebody did ("described the town") no clause follows for certain.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from transforms.facts.documents import Document, Sentence
from transforms.facts.quoting.marks import Quotation
from transforms.facts.quoting.speech import Attributed, Attribution
from transforms.facts.quoting.subjects import Speaker, subject_after, subject_before
from transforms.facts.quoting.tokens import Token, tokenize
from transforms.facts.quoting.verbs import is_past, reporting_verbs, speech_verbs

_CUE = re.compile(rf"\b(?:{'|'.join(sorted(reporting_verbs()))}|According)\b(?!-)")
_THAT = re.compile(r"[^,;:.()]{0,80}?(?<!\w)that\s")
_CLAUSE = re.compile(r"\s(?=[\w$€£])")
_TIME = re.compile(
    r"\s(?:(?:on|in|at|during|to|by|from|of|for|with|about|as|after|before)\s|"
    r"(?:yester|to|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
"""What follows "said" where no clause does at once."""
_SUBORDINATE_TEXT = """
    in on at as though although while when after before since under for if with by
    despite during from until because unlike like to asked"""
_SUBORDINATE = frozenset(_SUBORDINATE_TEXT.split())
_LEADING = frozenset(("a", "an", "the"))
_TRIES_MAX = 4
"""Verbs of one sentence that are looked at; bounds the work in a run of them."""
_WORDS_MIN = 3
_STRAY = frozenset(["what", "which", "who", "as", "how", "so", "when", "where"])


def starts_between(document: Document, piece: Quotation) -> set[int]:
    """Where the sentences begin that a quotation is in, for ``find_reported``."""
    place, end = piece.opening_char, piece.after_char
    starts = set()
    while place < end:
        sentence = document.sentence_at(place)
        starts.add(sentence.start_char)
        place = max(sentence.end_char, place) + 1
    return starts


def find_reported(document: Document, taken: set[int]) -> Iterator[Attributed]:
    """The first report of each sentence that begins at no place in ``taken``."""
    cues = _cues()
    for sentence in document.sentences:
        words = document.tokens_of(sentence)
        if sentence.start_char in taken or not (
            words.mixed or not cues.isdisjoint(words.words)
        ):
            continue
        span = (sentence.start_char, sentence.end_char)
        for match in islice(_CUE.finditer(document.text, *span), _TRIES_MAX):
            found = _reported(document, sentence, match)
            if found is not None:
                yield found
                break


@cache
def _cues() -> frozenset[str]:
    return frozenset((*reporting_verbs(), "According"))


def _reported(
    document: Document, sentence: Sentence, match: re.Match[str]
) -> Attributed | None:
    text, kind = document.text, reporting_verbs()[match[0].lower()]
    end = sentence.end_char
    tokens = tokenize(text, max(sentence.start_char, match.start() - 400), match.end())
    if sentence.is_heading or not tokens or tokens[-1].end_char != match.end():
        return None
    verb = len(tokens) - 1
    if kind == "according":
        return _according(document, sentence, match)
    if kind == "open" and verb and tokens[verb - 1].word == ",":
        comma = tokens[verb - 1].start_char
        behind = tokenize(text, match.start(), end)
        if _is_inverted(behind):
            return _inverted(document, sentence, comma, behind)
    speaker = subject_before(document, tokens, verb)
    if speaker is None or tokens[max(verb - 1, 0)].lower in _STRAY:
        return None
    start = _clause(text, match.end(), end, kind)
    if start is None:
        if kind == "that":
            return None
        return _before(document, sentence, speaker, tokens[verb])
    return _made(document, sentence, (start, end), speaker, tokens[verb])


def _clause(text: str, after: int, end: int, kind: str) -> int | None:
    """Where what is said begins behind the verb."""
    that = _THAT.match(text, after, end)
    if that is not None:
        return that.end()
    if kind == "open" and _TIME.match(text, after, end) is None:
        clause = _CLAUSE.match(text, after, end)
        return clause.end() if clause else None
    return None


def _is_inverted(tokens: Sequence[Token]) -> bool:
    """Whether only a name or a noun phrase follows the verb: "said the mayor"."""
    if len(tokens) < 2 or not (
        tokens[1].word[0].isupper() or tokens[1].word in _LEADING
    ):
        return False
    for token in tokens[1:]:
        if token.word == ",":
            return True
        if is_past(token.lower) or token.lower in speech_verbs():
            return False
    return True


def _inverted(
    document: Document, sentence: Sentence, comma: int, tokens: Sequence[Token]
) -> Attributed | None:
    """ "The bridge is closed, said the mayor." """
    speaker = subject_after(document, tokens, 0)
    if speaker is None:
        return None
    return _made(document, sentence, (sentence.start_char, comma), speaker, tokens[0])


def _before(
    document: Document, sentence: Sentence, speaker: Speaker, cue: Token
) -> Attributed | None:
    """ "The bridge is closed, the mayor said on Monday." """
    text = document.text
    place = speaker.start_char
    comma = text.rfind(",", sentence.start_char, place)
    if comma < 0 or place - comma > 40:
        return None
    opening = text[sentence.start_char : sentence.start_char + 20].split()[0].lower()
    if opening in _SUBORDINATE:
        return None
    return _made(document, sentence, (sentence.start_char, comma), speaker, cue)


def _according(
    document: Document, sentence: Sentence, match: re.Match[str]
) -> Attributed | None:
    text, end = document.text, sentence.end_char
    tokens = tokenize(text, match.start(), end)
    if len(tokens) < 3 or tokens[1].lower != "to":
        return None
    speaker = subject_after(document, tokens, 1)
    if speaker is None:
        return None
    if match.start() > sentence.start_char:
        start, stop = sentence.start_char, match.start()
        stop = len(text[start:stop].rstrip(" ,")) + start
    else:
        comma = text.find(",", speaker.end_char, end)
        start, stop = comma + 2, end
        if comma < 0:
            return None
    return _made(document, sentence, (start, stop), speaker, tokens[0])


def _made(
    document: Document,
    sentence: Sentence,
    span: tuple[int, int],
    speaker: Speaker,
    cue: Token,
) -> Attributed | None:
    start, end = span
    start = end - len(document.text[start:end].lstrip())
    end = start + len(document.text[start:end].removesuffix(".").rstrip())
    if len(document.text[start : min(end, start + 200)].split()) < _WORDS_MIN:
        return None
    return Attributed(
        quotation=Quotation(
            start_char=start,
            end_char=end,
            opening_char=start,
            after_char=end,
            is_closed=True,
            is_single=False,
        ),
        sentence=sentence,
        attribution=Attribution(speaker=speaker, cue=cue, pattern="reported"),
        group=0,
        is_continued=False,
    )
