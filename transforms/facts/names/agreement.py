"""One document, one reading: what a name is elsewhere decides where it is unclear.

Spans as the model reads each sentence arrive; spans that agree leave, with those the
model missed where the same words are a name in another sentence of the document.
"""

from collections.abc import Iterator, Mapping, Sequence

from transforms.facts.names.lexicon import word_classes
from transforms.facts.names.mention import MentionKind
from transforms.facts.names.spans import Span
from transforms.facts.names.tokens import Tokens, may_begin

_SURE_MARGIN = 4.0
"""A reading so far ahead of the next one is not overruled by other sentences."""
_SPREAD_MARGIN = 1.0
"""What a name has to have elsewhere before its words are a name where the model saw
none."""
_SPREAD_WORDS_MAX = 6

_STATES = frozenset({"US", "U.S.", "USA", "U.S.A.", "UK", "U.K.", "UAE"})
"""Short names of states, which are nothing else where not all is in capitals."""

Words = tuple[str, ...]
Kinds = Mapping[Words, tuple[MentionKind, float]]


def agree(sentences: Sequence[Tokens], spans: Sequence[Span]) -> list[Span]:
    """The spans in reading order, none overlapping, each kind settled by all."""
    surnames = _surnames(spans)
    kinds = _kinds(spans, surnames)
    settled = [_settled(span, kinds, surnames) for span in spans]
    return list(_with_missed(sentences, settled, kinds, surnames))


def _surnames(spans: Sequence[Span]) -> Mapping[str, float]:
    """Last words of full names of persons, with the best margin."""
    found: dict[str, float] = {}
    for span in spans:
        if span.kind == "person" and len(span.words) > 1:
            last = span.words[-1]
            if len(last) > 2 and may_begin(last):
                found[last] = max(found.get(last, 0.0), span.margin)
    return found


def _kinds(spans: Sequence[Span], surnames: Mapping[str, float]) -> Kinds:
    """Words -> the kind that most of their mentions speak for, and how loud."""
    votes: dict[Words, dict[MentionKind, float]] = {}
    for span in spans:
        counted = votes.setdefault(span.words, {})
        counted[span.kind] = counted.get(span.kind, 0.0) + span.margin
    return {words: max(votes[words].items(), key=_vote) for words in votes}


def _vote(counted: tuple[MentionKind, float]) -> tuple[float, str]:
    return counted[1], counted[0]


def _settled(span: Span, kinds: Kinds, surnames: Mapping[str, float]) -> Span:
    if len(span.words) == 1 and span.words[0] in surnames:
        if span.kind != "person" and span.margin < _SURE_MARGIN:
            return span._replace(kind="person", margin=surnames[span.words[0]])
        return span
    kind, margin = kinds[span.words]
    if kind != span.kind and span.margin < _SURE_MARGIN:
        return span._replace(kind=kind, margin=margin - span.margin)
    return span


def _with_missed(
    sentences: Sequence[Tokens],
    spans: Sequence[Span],
    kinds: Kinds,
    surnames: Mapping[str, float],
) -> Iterator[Span]:
    """The spans, and between them the known names that the model did not see."""
    known = _known_names(kinds, surnames)
    lengths: dict[str, set[int]] = {}
    for words in known:
        lengths.setdefault(words[0], set()).add(len(words))
    waiting = iter((*spans, None))
    following = next(waiting)
    for number, tokens in enumerate(sentences):
        place = 0
        is_named = following is not None and following.sentence == number
        if not is_named and lengths.keys().isdisjoint(tokens.words):
            continue
        while following and following.sentence == number:
            yield from _missed(number, tokens, place, following.first, known, lengths)
            yield following
            place = following.after
            following = next(waiting)
        count = len(tokens.words)
        yield from _missed(number, tokens, place, count, known, lengths)


def _known_names(kinds: Kinds, surnames: Mapping[str, float]) -> Kinds:
    """What is a name wherever it stands, if it is one anywhere in the document."""
    persons: Kinds = {
        (surname,): ("person", margin) for surname, margin in surnames.items()
    }
    return {
        words: (kind, margin)
        for words, (kind, margin) in (*kinds.items(), *persons.items())
        if margin >= _SPREAD_MARGIN
        and len(words) <= _SPREAD_WORDS_MAX
        and _is_telling(words)
    } | {(word,): ("location", _SPREAD_MARGIN) for word in _STATES}


def _missed(
    sentence: int,
    tokens: Tokens,
    place: int,
    limit: int,
    known: Kinds,
    lengths: Mapping[str, set[int]],
) -> Iterator[Span]:
    """Known names from ``place`` up to ``limit``; none in a line of capitals."""
    if tokens.is_capitals:
        return
    every = tokens.words
    while place < limit:
        if every[place] not in lengths:
            place += 1
            continue
        words = _known_at(every, place, limit, known, lengths)
        if words is None:
            place += 1
            continue
        kind, margin = known[words]
        yield Span(
            sentence=sentence,
            first=place,
            after=place + len(words),
            words=words,
            kind=kind,
            margin=min(margin, _SPREAD_MARGIN),
        )
        place += len(words)


def _known_at(
    words: Sequence[str],
    place: int,
    limit: int,
    known: Kinds,
    lengths: Mapping[str, set[int]],
) -> Words | None:
    """The longest known name that begins here, ends before ``limit``; not US$."""
    for length in sorted(lengths[words[place]], reverse=True):
        found = tuple(words[place : place + length])
        after = place + length
        if after <= limit and found in known and words[after : after + 1] != ["$"]:
            return found
    return None


def _is_telling(words: Words) -> bool:
    """Whether the words are a name wherever they stand: not "Will", not "March"."""
    if len(words) > 1:
        return may_begin(words[0]) and may_begin(words[-1])
    word = words[0]
    classes = word_classes()
    is_plain = {"month", "weekday", "function", "title"} & set(classes.get(word, ()))
    return (
        len(word) > 2
        and may_begin(word)
        and not is_plain
        and word.lower() not in classes
    )
