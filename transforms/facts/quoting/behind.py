"""What the words behind a quotation say of its speaker."""

from collections.abc import Sequence

from transforms.facts.documents import Document
from transforms.facts.quoting.leading import FRAME_MAX
from transforms.facts.quoting.marks import Quotation
from transforms.facts.quoting.speech import Attribution
from transforms.facts.quoting.subjects import (
    Speaker,
    head,
    subject_after,
    subject_before,
)
from transforms.facts.quoting.tokens import Token, tokenize
from transforms.facts.quoting.verbs import is_auxiliary, is_past, speech_verbs

_VERB_WITHIN = 30
"""Words behind a quotation among which its verb is looked for."""
_ENDING_WORDS = 12
"""Words that may end a sentence behind its quoted part, before "said Smith"."""
_NEW_CLAUSES_TEXT = """
    and but or nor which who that to when while as after because though although
    before if since with where whereas meaning even despite until so"""
_NEW_CLAUSES = frozenset(_NEW_CLAUSES_TEXT.split())
_SUBJECT_WORDS = 8
_DASHES = frozenset("—–―-")
_ENDS_SPEECH = frozenset(",?!.…—–-")


def read_behind(document: Document, piece: Quotation, stop: int) -> Attribution | None:
    """ "…," said Smith; "…," Smith said; "…" — Smith; "…," according to Smith."""
    text = document.text
    end = min(stop, document.sentence_at(piece.after_char - 1).end_char)
    tokens = tokenize(text, piece.after_char, min(end, piece.after_char + FRAME_MAX))
    has_comma = "," in text[piece.end_char : piece.after_char + 1]
    if not tokens:
        return _asked(document, piece, stop) or _signed(document, piece)
    if tokens[0].word in _DASHES:
        return _named(document, tokens[1:])
    if not has_comma and text[piece.end_char - 1] not in _ENDS_SPEECH:
        return _inverted(document, tokens)
    while tokens and not tokens[0].word[0].isalnum():
        tokens = tokens[1:]
    verb = _first_verb(tokens)
    if verb is None:
        is_led = (
            piece.opening_char > document.sentence_at(piece.opening_char).start_char
        )
        return None if is_led else _with_any_verb(document, tokens)
    if tokens[verb].lower == "according":
        speaker = subject_after(document, tokens, verb + 1)
        return Attribution(speaker=speaker, cue=tokens[verb], pattern="according")
    if all(is_auxiliary(token.lower) for token in tokens[:verb]):
        speaker = subject_after(document, tokens, verb)
    else:
        speaker = subject_before(document, tokens, verb)
    if speaker is None:
        return None
    return Attribution(speaker=speaker, cue=tokens[verb], pattern="after")


def _with_any_verb(document: Document, tokens: Sequence[Token]) -> Attribution | None:
    """ "…," Trump shot back: where a sentence begins with a quotation, the past of any
    verb behind it does for one of speech."""
    if not tokens or tokens[0].lower in _NEW_CLAUSES:
        return None
    for place in range(1, min(len(tokens), _SUBJECT_WORDS)):
        word = tokens[place].lower
        if is_past(word) and not is_auxiliary(word) and tokens[place].word.islower():
            speaker = head(document, tokens[:place])
            is_first = speaker is not None and _opens(speaker, tokens)
            if speaker is None or not is_first:
                return None
            return Attribution(speaker=speaker, cue=tokens[place], pattern="after")
        if word in _NEW_CLAUSES:
            return None
    return None


def _opens(speaker: Speaker, tokens: Sequence[Token]) -> bool:
    """Whether a subject begins at once: a name, "the senator", "he"."""
    if speaker.mention is None and tokens[0].lower not in ("the", "he", "she"):
        return False
    return speaker.start_char <= tokens[min(3, len(tokens) - 1)].start_char


def _inverted(document: Document, tokens: Sequence[Token]) -> Attribution | None:
    """ "This is hard" for us, said Smith: the author ends the sentence for him."""
    verbs = speech_verbs()
    for place in range(min(len(tokens) - 2, _ENDING_WORDS)):
        comma, verb, name = tokens[place : place + 3]
        is_verb = verbs.get(verb.lower) in ("s", "d") and verb.word.islower()
        if comma.word == "," and is_verb and name.word[0].isupper():
            speaker = subject_after(document, tokens, place + 1)
            return Attribution(speaker=speaker, cue=verb, pattern="after")
    return None


def _first_verb(tokens: Sequence[Token]) -> int | None:
    """The verb of speech that the words behind a quotation turn on."""
    verbs = speech_verbs()
    if not tokens or tokens[0].lower in _NEW_CLAUSES:
        return None
    first = tokens[0].lower
    if first.endswith("ing") and first not in verbs and first != "according":
        return None
    for place, token in enumerate(tokens[:_VERB_WITHIN]):
        form = verbs.get(token.lower)
        if token.lower == "according":
            return place
        if form in ("s", "d") and token.word[0].islower():
            before = tokens[place - 1].lower if place else ""
            if before not in ("who", "which", "that", "to", "a", "an", "the", "as"):
                return place
        if form == "b" and place and tokens[place - 1].lower in ("i", "they", "we"):
            return place
    return None


def _asked(document: Document, piece: Quotation, stop: int) -> Attribution | None:
    """ "Why now?" the mayor of Leeds asked: where a sentence seemed to begin."""
    text = document.text
    if text[piece.end_char - 1] not in "?!" or not piece.is_closed:
        return None
    following = document.sentence_at(min(piece.after_char + 1, len(text) - 1))
    end = min(stop, following.end_char)
    if following.start_char < piece.after_char or end <= following.start_char:
        return None
    if "\n" in text[piece.after_char : following.start_char]:
        return None
    tokens = tokenize(text, following.start_char, end)
    verb = _first_verb(tokens)
    if not verb or tokens[verb + 1 : verb + 2] == []:
        return None
    speaker = subject_before(document, tokens, verb)
    if speaker is None or speaker.start_char > tokens[min(2, verb)].start_char:
        return None
    return Attribution(speaker=speaker, cue=tokens[verb], pattern="after")


def _named(document: Document, tokens: Sequence[Token]) -> Attribution | None:
    """A name behind a dash."""
    speaker = head(document, tokens[:12])
    if speaker is None or not tokens[0].word[0].isupper():
        return None
    return Attribution(speaker=speaker, cue=None, pattern="dash")


def _signed(document: Document, piece: Quotation) -> Attribution | None:
    """A name behind a dash on the next line."""
    text = document.text
    place = piece.after_char
    while place < len(text) and text[place].isspace():
        place += 1
    if place >= len(text) or text[place] not in _DASHES:
        return None
    line_end = text.find("\n", place, place + 100)
    tokens = tokenize(text, place + 1, line_end if line_end >= 0 else place + 100)
    return _named(document, tokens) if tokens else None
