"""Who says the sentence in which a few quoted words stand.

"Guns are "a crisis", Howard Dean said", "Clinton says it means he "may not have paid"":
the clause around the words is reported itself. What the clause tells arrives, the
speech of the whole sentence leaves where that tells more.
"""

from collections.abc import Sequence
from dataclasses import replace

from transforms.facts.documents import Document, Sentence
from transforms.facts.quoting.leading import FRAME_MAX, read_tail
from transforms.facts.quoting.marks import Quotation
from transforms.facts.quoting.speech import Attribution
from transforms.facts.quoting.subjects import (
    Speaker,
    is_personal,
    is_pronoun,
    subject_after,
    subject_before,
)
from transforms.facts.quoting.tokens import Token, tokenize
from transforms.facts.quoting.verbs import WEAK, reporting_verbs, speech_verbs
from transforms.facts.roles.lexicon import is_role

_TRIES_MAX = 6
_ENDS = frozenset([",", '"', "”", "’", "''"])


def read_outer(
    document: Document, piece: Quotation, sentence: Sentence, found: Attribution
) -> Attribution:
    """``found``, or the speech that the words stand in where it has no speaker."""
    if found.pattern in ("clause", "none"):
        return _behind(document, piece, sentence) or found
    if found.pattern != "before" or not _is_vague(document, found.speaker):
        return found
    return _ahead(document, piece, sentence, found) or found


def _is_vague(document: Document, speaker: Speaker | None) -> bool:
    """Whether the words name nobody: "it", "they", "some", "voters"."""
    if speaker is None:
        return True
    if speaker.mention is not None or is_personal(document.text, speaker):
        return False
    words = document.text[speaker.start_char : speaker.end_char].split()
    is_bare = len(words) == 1 and not is_role(words[0].lower())
    return is_bare or is_pronoun(document.text, speaker)


def _behind(
    document: Document, piece: Quotation, sentence: Sentence
) -> Attribution | None:
    """By ", Dean said" or ", said Dean" at the sentence's end."""
    end = min(sentence.end_char, piece.after_char + FRAME_MAX)
    tokens = tokenize(document.text, piece.after_char - 1, end)
    verbs = [place for place in range(1, len(tokens)) if _is_saying(tokens[place])]
    for verb in verbs[::-1][:_TRIES_MAX]:
        follows = tokens[verb + 1].word if verb + 1 < len(tokens) else ""
        is_inverted = follows[:1].isupper() or follows in ("the", "a")
        if tokens[verb - 1].word in _ENDS and is_inverted:
            speaker = subject_after(document, tokens, verb)
        else:
            speaker = subject_before(document, tokens, verb)
        if speaker is not None and _stands_behind(document, tokens, verb, speaker):
            return Attribution(speaker=speaker, cue=tokens[verb], pattern="after")
    return None


def _is_saying(token: Token) -> bool:
    form = speech_verbs().get(token.lower)
    return form in ("s", "d") and token.lower not in WEAK and token.word.islower()


def _stands_behind(
    document: Document, tokens: Sequence[Token], verb: int, speaker: Speaker
) -> bool:
    """Whether speaker and verb are a clause behind a comma: not "who said"."""
    if speaker.mention is None and not is_personal(document.text, speaker):
        return False
    if speaker.start_char > tokens[verb].start_char:
        return tokens[verb - 1].word in _ENDS
    places = [
        place for place in range(verb) if tokens[place].start_char >= speaker.start_char
    ]
    return bool(places) and _is_closed(tokens, places[0])


def _is_closed(tokens: Sequence[Token], place: int) -> bool:
    """Whether only titles stand between the comma and the speaker."""
    while place and (
        tokens[place - 1].word[0].isupper() or is_role(tokens[place].lower)
    ):
        place -= 1
    if place and tokens[place - 1].lower == "the":
        place -= 1
    return bool(place) and tokens[place - 1].word in _ENDS


def _is_title(token: Token) -> bool:
    return token.word[0].isupper() or is_role(token.lower)


def _ahead(
    document: Document, piece: Quotation, sentence: Sentence, found: Attribution
) -> Attribution | None:
    """By the first "Clinton says" of the sentence, before the clause's own verb."""
    tokens = read_tail(document, sentence.start_char, piece.opening_char)
    stop = found.cue.start_char if found.cue else piece.opening_char
    for verb, token in enumerate(tokens):
        if token.start_char >= stop:
            return None
        if verb and token.lower in reporting_verbs() and token.word.islower():
            speaker = subject_before(document, tokens, verb)
            if speaker is None or _is_vague(document, speaker):
                return None
            return replace(found, speaker=speaker, cue=token)
    return None
