"""What the words before a quotation say of its speaker."""

from collections.abc import Sequence

from transforms.facts.documents import Document, Sentence
from transforms.facts.quoting.marks import Quotation
from transforms.facts.quoting.phrases import CONJUNCTIONS
from transforms.facts.quoting.speech import NOBODY, Attributed, Attribution, inherited
from transforms.facts.quoting.subjects import (
    Speaker,
    head,
    subject_after,
    subject_before,
)
from transforms.facts.quoting.tokens import PREPOSITIONS, Token, tokenize
from transforms.facts.quoting.verbs import WEAK, is_auxiliary, is_past, speech_verbs

FRAME_MAX = 400
"""Characters of a sentence that are read on each side of a quotation."""
_DATELINE = 8
"""Words among which the dash of a dateline is."""
_DASHES = frozenset("—–-")
_TITLE_CHARACTERS = 60
_DETERMINERS = frozenset(
    ["a", "an", "the", "his", "her", "their", "its", "this", "that", "these", "those"]
)
_SUBJECTS = frozenset(
    ["he", "she", "it", "they", "i", "we", "you", "who", "which", "that"]
)


def read_tail(document: Document, start: int, end: int) -> list[Token]:
    """The last words before a quotation."""
    start = max(start, end - FRAME_MAX)
    tokens = tokenize(document.text, start, end)
    return tokens if any(token.word[0].isalnum() for token in tokens) else []


def read_leading(
    document: Document,
    piece: Quotation,
    sentence: Sentence,
    tokens: Sequence[Token],
    before: Quotation | None,
    last: Attributed | None,
) -> Attribution:
    """What the words before a quotation in its sentence say."""
    verb = last_verb(tokens)
    same = before is not None and before.after_char > sentence.start_char
    if tokens[-1].word == ":":
        clause = tokens[:-1] if verb is None else _last_clause(document, tokens, verb)
        speaker = head(document, clause)
        if verb is None or speaker is not None:
            return Attribution(speaker=speaker, cue=None, pattern="colon")
    if verb is None:
        if same and last is not None:
            return inherited(last, "same")
        return _of_clause(document, sentence, piece)
    speaker = _subject(document, tokens, verb)
    if speaker is None:
        if same and last is not None and last.attribution.speaker is not None:
            speaker = last.attribution.speaker
        else:
            speaker = _of_clause(document, sentence, piece).speaker
    return Attribution(speaker=speaker, cue=tokens[verb], pattern="before")


def _last_clause(
    document: Document, tokens: Sequence[Token], verb: int
) -> Sequence[Token]:
    """The name that opens what comes behind the clause of a verb: "When Trump
    suggested a suit, Rubio fired back: "; empty where none does."""
    for place in range(len(tokens) - 2, verb, -1):
        if tokens[place].word != ",":
            continue
        start, end = tokens[place + 1].start_char, tokens[-1].start_char
        mentions = document.mentions_between(start, end)
        if not mentions or mentions[0].start_char != start:
            return ()
        after = place + 1
        while tokens[after].start_char < mentions[0].end_char:
            after += 1
        return tokens[place + 1 : after] if is_past(tokens[after].lower) else ()
    return ()


def last_verb(tokens: Sequence[Token]) -> int | None:
    return next(
        (
            place
            for place in range(len(tokens) - 1, -1, -1)
            if tokens[place].lower == "according" or _is_verb(tokens, place)
        ),
        None,
    )


def _is_verb(tokens: Sequence[Token], place: int) -> bool:
    """Whether a form of a verb of speech is one here: "the tweets", "to claim" not."""
    token = tokens[place]
    form = speech_verbs().get(token.lower)
    if form is None or not token.word[0].islower():
        return False
    if token.lower in WEAK and place < len(tokens) - 3:
        return False
    before = tokens[place - 1] if place else None
    if form in ("d", "g"):
        return before is None or before.lower not in _DETERMINERS
    if before is None or before.lower in _DETERMINERS:
        return False
    return (
        before.word[0].isupper()
        or before.lower in _SUBJECTS
        or is_auxiliary(before.lower)
        or (form == "s" and before.word in ",)")
    ) and not before.lower.endswith(("'s", "’s"))


def _subject(document: Document, tokens: Sequence[Token], verb: int) -> Speaker | None:
    """The subject of the verb; of the main clause for "…, calling it"."""
    if tokens[verb].lower == "according":
        return subject_after(document, tokens, verb + 1)
    form = speech_verbs()[tokens[verb].lower]
    is_finite = form != "g" or (
        verb > 0
        and (is_auxiliary(tokens[verb - 1].lower) or tokens[verb - 1].word[0].isupper())
    )
    return subject_before(document, tokens, verb) if is_finite else None


def _of_clause(document: Document, sentence: Sentence, piece: Quotation) -> Attribution:
    """The first who is named in the sentence, outside "In Kyiv" and "Kyiv's"."""
    end = min(piece.opening_char, sentence.start_char + FRAME_MAX)
    tokens = _main_clause(document, tokenize(document.text, sentence.start_char, end))
    verbs = speech_verbs()
    for place, token in enumerate(tokens):
        is_verb = is_past(token.lower) or verbs.get(token.lower) in ("s", "d")
        if is_verb and place and tokens[place - 1].lower not in _DETERMINERS:
            speaker = head(document, tokens[:place])
            return Attribution(speaker=speaker, cue=None, pattern="clause")
    start = tokens[0].start_char if tokens else sentence.start_char
    mentions = document.mentions_between(start, end)
    named = next((each for each in mentions if each.kind != "other"), None)
    if named is None:
        return NOBODY
    speaker = Speaker(
        start_char=named.start_char, end_char=named.end_char, mention=named
    )
    return Attribution(speaker=speaker, cue=None, pattern="clause")


def _main_clause(document: Document, tokens: Sequence[Token]) -> Sequence[Token]:
    """Without "JACKSON, Miss. - " and "After Obama lost the Senate, ", where a name
    or a title opens what follows."""
    dash = next(
        (n for n, token in enumerate(tokens[:_DATELINE]) if token.word in _DASHES), 0
    )
    if dash and not any(token.word.islower() for token in tokens[:dash]):
        tokens = tokens[dash + 1 :]
    if not tokens or tokens[0].lower not in PREPOSITIONS | CONJUNCTIONS:
        return tokens
    for place in range(1, len(tokens) - 1):
        following = tokens[place + 1]
        if tokens[place].word == "," and _opens_with_person(document, following):
            return tokens[place + 1 :]
    return tokens


def _opens_with_person(document: Document, token: Token) -> bool:
    """Whether a person's name begins here, with what titles it has."""
    start = token.start_char
    if not (token.word[0].isupper() or token.lower in ("he", "she")):
        return False
    mentions = document.mentions_between(start, start + _TITLE_CHARACTERS)
    if not mentions or mentions[0].kind != "person":
        return False
    if document.text[mentions[0].end_char :][:2] in ("'s", "’s"):
        return False
    between = document.text[start : mentions[0].start_char].split()
    return all(word[0].isupper() or word == "of" for word in between)


def read_introduction(
    document: Document, piece: Quotation, sentence: Sentence, last: Attributed | None
) -> Attribution | None:
    """By the sentence before: "The mayor was blunt:", "…, she said." and then a
    quotation that is a sentence of its own."""
    before = document.sentence_at(max(sentence.start_char - 1, 0))
    if before.start_char >= sentence.start_char:
        return None
    tokens = read_tail(document, before.start_char, before.end_char)
    if tokens and tokens[-1].word == ":":
        return read_leading(document, piece, before, tokens, None, None)
    if last is not None and last.quotation.after_char > before.start_char:
        return inherited(last, "next")
    verb = last_verb(tokens)
    speaker = None if verb is None else _subject(document, tokens, verb)
    if speaker is None or verb is None:
        return None
    return Attribution(speaker=speaker, cue=tokens[verb], pattern="next")
