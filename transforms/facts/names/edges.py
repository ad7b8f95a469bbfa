"""Where names begin and end, beyond what the model can tell.

Spans arrive; spans without forms of address and with the small word that says what a
place is ("Kharkiv region") leave.
"""

from collections.abc import Iterable, Iterator, Sequence, Set

from transforms.facts.names.lexicon import phrase_at, word_classes
from transforms.facts.names.spans import Span
from transforms.facts.names.tokens import Tokens, may_begin

_ADDRESS_TEXT = """
    Mr Mr. Mrs Mrs. Ms Ms. Miss Mx Dr Dr. Prof Prof. Sir Dame Madame Monsieur Señor
    Herr Frau Gov. Sen. Rep. Gen. Col. Capt. Lt. Sgt. Maj. Adm. Rev. Msgr Msgr. Mgr
    Gen Col Capt Lt Sgt Maj Gov Sen Rep Fr."""
_ADDRESS = frozenset(_ADDRESS_TEXT.split())
_REGION_TEXT = "region province district oblast raion governorate prefecture"
_CLASS_WORDS = frozenset([*_REGION_TEXT.split(), "crossing", "highway"])
_PERSONAL = frozenset({"given", "surname"})
_HEADLINE_WORDS_MAX = 20
_DISTRICT_MARGIN = 2.0
_NAME_WORDS = 2


def without_headline_words(
    sentences: Sequence[Tokens], spans: Iterable[Span]
) -> Iterator[Span]:
    """The spans but for plain words that a headline writes with capitals.

    "Civilian Exodus" above a paragraph is no name, "World Bank" is one there too.
    """
    sentence, is_headline = -1, False
    for span in spans:
        if span.sentence != sentence:
            sentence = span.sentence
            is_headline = _is_headline(sentences[sentence])
        if not (is_headline and _is_plain(span)):
            yield span


def trim(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without "Mr" and the like at the front."""
    for span in spans:
        skipped = 0
        while skipped < len(span.words) and span.words[skipped] in _ADDRESS:
            skipped += 1
        if skipped == 0:
            yield span
        elif skipped < len(span.words):
            words = span.words[skipped:]
            yield span._replace(first=span.first + skipped, words=words, kind="person")


def extend(sentences: Sequence[Tokens], spans: Iterable[Span]) -> Iterator[Span]:
    """The spans with "region" and the like behind a place that is no country."""
    for span in spans:
        words = sentences[span.sentence].words
        behind = words[span.after] if span.after < len(words) else ""
        if span.kind == "location" and behind in _CLASS_WORDS and _is_named(span):
            yield span._replace(after=span.after + 1, words=(*span.words, behind))
        else:
            yield span


def titles_before(words: tuple[str, ...]) -> int:
    """How many words only say what the person is: "Foreign Secretary Vera Lungu".

    What may be a name is one: "Pope", "Bishop".
    """
    classes = word_classes()
    skipped = 0
    for place, word in enumerate(words[:-1]):
        known = classes.get(word, ())
        if not _PERSONAL.isdisjoint(known):
            break
        if "title" in known:
            skipped = place + 1
    if skipped and words[skipped] == "of" and len(words) > skipped + 2:
        return skipped + 2  # "Secretary of State Hillary Clinton"
    return skipped


def without_plain_words(spans: Sequence[Span]) -> Iterator[Span]:
    """Persons without a plain word that only stands before the name: "Unlike Obama"
    where a sentence begins, "Billionaire Warren Hale"; and without a headline's verb:
    "Anna Keller Backs Ted Price". The name is without them in another place."""
    named = {span.words for span in spans if span.kind == "person"}
    surnames = {words[-1:] for words in named}
    for span in spans:
        rest = span.words[1:]
        is_known = rest in named or (span.first == 0 and rest in surnames)
        if span.kind != "person":
            yield span
        elif is_known and _may_be_plain(span.words[0]):
            yield span._replace(first=span.first + 1, words=rest)
        else:
            yield from _around_verb(span, named)


def _around_verb(span: Span, named: Set[tuple[str, ...]]) -> Iterator[Span]:
    """The known names on both sides of a verb in the span, else the span."""
    words = span.words
    for place in range(len(words) - 1, _NAME_WORDS - 1, -1):
        if words[place].endswith(("s", "ed")) and words[:place] in named:
            yield span._replace(after=span.first + place, words=words[:place])
            if words[place + 1 :] in named:
                first = span.first + place + 1
                yield span._replace(first=first, words=words[place + 1 :])
            return
    yield span


def _may_be_plain(word: str) -> bool:
    """Whether a word is a common one and, as far as known, part of no name."""
    known = {*word_classes().get(word, ())}
    is_common = "common" in word_classes().get(word.lower(), ())
    is_plain = is_common or word.endswith("ing") or "people" in known
    return len(word) > 3 and is_plain and known.isdisjoint({*_PERSONAL, "title"})


def with_districts(sentences: Sequence[Tokens], spans: Sequence[Span]) -> list[Span]:
    """The spans, and what the model passed over before "district"."""
    taken = {(span.sentence, span.after - 1) for span in spans}
    missed = [
        Span(
            sentence=number,
            first=place - 1,
            after=place,
            words=(tokens.words[place - 1],),
            kind="location",
            margin=_DISTRICT_MARGIN,
        )
        for number, tokens in enumerate(sentences)
        if not _CLASS_WORDS.isdisjoint(tokens.words)
        for place, word in enumerate(tokens.words)
        if word in _CLASS_WORDS and place and (number, place - 1) not in taken
        if _may_be_district(tokens.words[place - 1])
    ]
    return sorted((*spans, *missed), key=_place) if missed else list(spans)


def _place(span: Span) -> tuple[int, int]:
    return span.sentence, span.first


def _may_be_district(word: str) -> bool:
    classes = word_classes()
    return may_begin(word) and word not in classes and word.lower() not in classes


def _is_headline(tokens: Tokens) -> bool:
    """Whether every longer word of the line has a capital."""
    longer = [word for word in tokens.words if len(word) > 4 and word.isalpha()]
    is_line = len(tokens.words) <= _HEADLINE_WORDS_MAX and tokens.words[-1] != "."
    return is_line and len(longer) > 1 and not any(map(str.islower, longer))


def _is_plain(span: Span) -> bool:
    classes = word_classes()
    is_known = phrase_at(span.words, 0) is not None
    return not is_known and all(
        "common" in classes.get(word.lower(), ()) for word in span.words
    )


def _is_named(span: Span) -> bool:
    return len(span.words) < 4 and "people" not in word_classes().get(span.words[0], ())
