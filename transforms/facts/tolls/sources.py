"""Who says so: a sentence and a place in it arrive, the name of the source leaves.

"According to X", "X said", "said X", "X put the toll at": the nearest in the sentence;
inside a quotation whoever speaks before or after it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.facts.documents import Document, Sentence
from transforms.facts.names.mention import Mention

_SPEECH = re.compile(
    r"""(?<![^\W_])(?:said|says|say|told|reported|reports|announced|
    confirmed|confirms|puts?|added|spoke[ ]of|estimate[sd]?|claim(?:s|ed)(?=[ ]that)|
    mentions?|stated|states|acknowledged|recorded|counted|tweeted|wrote|writes|listed|
    insisted|alleged|gave|denied|denies)(?![^\W_])""",
    re.VERBOSE,
)
_ACCORDING = re.compile(
    r"(?<![^\W_])(?:[Aa]ccording[ ]to|[Cc]iting|[Cc]ited[ ]by|[Qq]uoting|"
    r"as[ ]reported[ ]by)[ ]"
)
_PHRASE = re.compile(r"[^,;:.()“”\"\n]{1,80}")
_OPENING = re.compile(
    r"[][,;:()“”\"]|--|(?<![^\W_])(?:that|and|but|while|as|whereas|because|when|where|"
    r"after|before|since|until|if|though|although)[ ]"
)
_ARTICLE = re.compile(r"\A(?:[Tt]he|[Aa]n?)[ ]")
_TAIL = re.compile(
    r"[ ](?:on|in|at|late|early|this|yesterday|today|has|have|had|also|by|who|that|"
    r"since|during|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|when|after|"
    r"earlier|later|however|citing|speaking|there|said|told)"
    r"(?![^\W_]).*|['’]s\Z",
    re.DOTALL,
)
_AUXILIARY = re.compile(
    r"(?<![^\W_])(?:ha[sd]|have|also|later|earlier|now|however|reportedly|would|will|"
    r"initially|first|previously|originally)\Z"
)
_ASIDE = re.compile(r",[ ](?:however|meanwhile|too|also|though),\Z")
_PASSIVE = re.compile(r"(?<![^\W_])(?:is|are|was|were|be|been|being)\Z")
_PRONOUN = re.compile(r"(?:it|they|he|she|we|i|him|her|them|this|which|who)\Z", re.I)
_VOICELESS = re.compile(r"(?:toll|number|figure|count|attack|blast|\d)(?![^\W_])", re.I)
_WINDOW_CHARACTERS = 160
_MEMORY_SENTENCES = 4
_NEAR_VOICES = 4
_FAR_CHARACTERS = 1000
_QUOTES = '“"'


class Voice(NamedTuple):
    """One source in a sentence; ``anchor`` is the word that names it as such."""

    name: str
    anchor: int
    start_char: int
    end_char: int
    leads: bool
    """Whether what it says stands behind it."""
    is_according: bool = False
    denies: bool = False


def find_voices(
    document: Document, sentence: Sentence, before: Voice | None
) -> Sequence[Voice]:
    """The sources that the sentence names, in order.

    ``before`` is the last one of the sentences before: "it said" is that.
    """
    known = document.once(_known_voices)
    key = sentence.start_char, before.name if before else None
    if key not in known:
        known[key] = tuple(_found(document, sentence, before))
    return known[key]


def _known_voices(_: Document) -> dict[tuple[int, str | None], Sequence[Voice]]:
    """Those found so far, by sentence and the name that its pronouns stand for."""
    return {}


def last_voice(document: Document, position: int) -> Voice | None:
    """The last source of the few sentences before the one at ``position``."""
    before: Voice | None = None
    for each in document.sentences[max(0, position - _MEMORY_SENTENCES) : position]:
        if not each.is_heading:
            voices = find_voices(document, each, before)
            before = voices[-1] if voices else before
    return before


def voice_around(
    document: Document, sentence: Sentence, before: Voice | None
) -> Voice | None:
    """The speaker of a quotation that goes on in this sentence, in one paragraph."""
    if before is None or document.text[sentence.start_char] not in _QUOTES:
        return None
    if sentence.start_char - before.end_char > _WINDOW_CHARACTERS:
        return None
    is_near = "\n" not in document.text[before.end_char : sentence.start_char]
    return before if is_near else None


def voice_of(
    document: Document, sentence: Sentence, char: int, voices: Sequence[Voice]
) -> Voice | None:
    """The source of what stands at ``char``: of its own clause, else the nearest."""
    split = bisect_left(voices, char, key=lambda voice: voice.anchor)
    near = voices[max(0, split - _NEAR_VOICES) : split + _NEAR_VOICES]
    here = [each for each in near if not _is_shut_off(document, char, each, voices)]
    if not here:
        return None
    leading = [each for each in here if each.leads and each.anchor < char]
    trailing = [
        each
        for each in here
        if not each.leads and each.anchor > char and not each.denies
    ]
    if trailing and (not leading or trailing[0].is_according):
        return trailing[0]
    if leading:
        return leading[-1]
    return next((each for each in here if each.is_according), None)


def _is_shut_off(
    document: Document, char: int, voice: Voice, voices: Sequence[Voice]
) -> bool:
    """A semicolon parts what one source says from what another does."""
    start, end = sorted((char, voice.anchor))
    if len(voices) < 2 or end - start > _FAR_CHARACTERS:
        return len(voices) > 1
    return ";" in document.text[start:end]


def _found(
    document: Document, sentence: Sentence, before: Voice | None
) -> Iterator[Voice]:
    text, start, end = document.text, sentence.start_char, sentence.end_char
    marks = [
        *((match, True) for match in _ACCORDING.finditer(text, start, end)),
        *((match, False) for match in _SPEECH.finditer(text, start, end)),
    ]
    for match, is_according in sorted(marks, key=lambda mark: mark[0].start()):
        if is_according:
            span = _behind(text, match.end(), end)
            leads = match.start() == start
        else:
            span, leads = _spoken(document, sentence, match)
        name = _name(document, span, before) if span else None
        if name is not None and span is not None:
            yield Voice(
                name=name,
                anchor=match.start(),
                start_char=span[0],
                end_char=span[1],
                leads=leads,
                is_according=is_according,
                denies=match[0].startswith("den"),
            )
            before = _as_before(name, span)


def _spoken(
    document: Document, sentence: Sentence, match: re.Match[str]
) -> tuple[tuple[int, int] | None, bool]:
    """The speaker before or behind a verb of speech, and whether speech follows."""
    text, end = document.text, sentence.end_char
    is_quoted = text[max(0, match.start() - 2) : match.start()] in ('" ', "” ")
    span = None if is_quoted else _subject(document, sentence, match)
    if span is not None:
        return span, _leads(text, match, end)
    return _inverted(text, match, end), False


def _as_before(name: str, span: tuple[int, int]) -> Voice:
    return Voice(
        name=name, anchor=span[0], start_char=span[0], end_char=span[1], leads=True
    )


def _leads(text: str, match: re.Match[str], end: int) -> bool:
    """Whether what is said follows: "said on Monday." ends its sentence."""
    rest = text[match.end() : min(end, match.end() + 64)]
    if rest.startswith(","):
        return False
    is_inside = match.start() and text[match.start() - 1] != ","
    closes = re.fullmatch(
        r"(?:[ ](?:on|late|early|in|at|this|by|today|yesterday|to|reporters)"
        r"(?:[ ][^\W_]+){0,4}|[ ](?:to[ ])?reporters)?[.,”\"\s]*",
        rest,
    )
    return bool(is_inside) and closes is None


def _behind(text: str, start: int, end: int) -> tuple[int, int] | None:
    match = _PHRASE.match(text, start, end)
    return (match.start(), match.end()) if match else None


def _inverted(text: str, match: re.Match[str], end: int) -> tuple[int, int] | None:
    """ "…, said Serhat Demir": the subject stands behind the verb."""
    before = text[max(0, match.start() - 3) : match.start()].rstrip()
    if before and before[-1] not in ',”"':
        return None
    return _behind(text, match.end() + 1, end)


def _subject(
    document: Document, sentence: Sentence, match: re.Match[str]
) -> tuple[int, int] | None:
    """The words before the verb back to where their clause begins."""
    text = document.text
    floor = max(sentence.start_char, match.start() - _WINDOW_CHARACTERS)
    stop = _trimmed(text, floor, match.start())
    aside = _ASIDE.search(text, max(floor, stop - 14), stop)
    stop = aside.start() if aside else stop
    while auxiliary := _AUXILIARY.search(text, max(floor, stop - 12), stop):
        stop = _trimmed(text, floor, auxiliary.start())
    if stop > floor and text[stop - 1] in ",)":
        return _with_apposition(document, floor, stop)
    if _PASSIVE.search(text, max(floor, stop - 8), stop):
        return None
    openings = [each.end() for each in _OPENING.finditer(text, floor, stop)]
    start = openings[-1] if openings else floor
    phrase = text[start:stop].strip()
    if not phrase or len(phrase) > 100:
        return None
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    return start, stop


def _trimmed(text: str, floor: int, stop: int) -> int:
    while stop > floor and text[stop - 1].isspace():
        stop -= 1
    return stop


def _with_apposition(
    document: Document, floor: int, stop: int
) -> tuple[int, int] | None:
    """ "Ana Rusu, head of the clinic, said": the name before the first comma."""
    text = document.text
    if text[stop - 1] == "," and _PHRASE.search(text, floor, stop) is None:
        return None
    named = [each for each in document.mentions_between(floor, stop) if _speaks(each)]
    behind = [
        each for each in named if text[each.end_char : each.end_char + 1] in (",", " ")
    ]
    for mention in behind:
        if text[mention.end_char : mention.end_char + 2] in (", ", " ("):
            return mention.start_char, mention.end_char
    return None


def _speaks(mention: Mention) -> bool:
    return mention.kind in ("person", "organisation")


def _name(
    document: Document, span: tuple[int, int], before: Voice | None
) -> str | None:
    """What the source is called: the full name behind a surname or a pronoun."""
    start, end = span
    text = document.text
    for mention in document.mentions_between(start, end):
        is_head = mention.end_char >= end - 1 or mention.start_char - start <= 4
        if mention.kind == "person" and is_head:
            return mention.name
    phrase = _TAIL.sub("", text[start:end].strip())
    phrase = _ARTICLE.sub("", phrase, count=1).strip(" -–—'’")
    if _PRONOUN.match(phrase):
        return before.name if before else None
    for mention in document.mentions_between(start, end):
        if (
            mention.kind == "organisation"
            and len(phrase) - (mention.end_char - mention.start_char) < 4
        ):
            return mention.name
    if (
        len(phrase) < 2
        or phrase in ("An", "an", "The", "the")
        or _VOICELESS.search(phrase)
        or len(phrase) > 80
    ):
        return None
    return phrase
