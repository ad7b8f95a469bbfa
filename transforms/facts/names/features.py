"""What the model is told of each word of a segment.

Tokens of a sentence and what the document says elsewhere arrive; a row per word leaves,
from which the model's features follow. What a single word tells is kept apart, so that
it is weighed once for each word and not for each place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from transforms.facts.names.lexicon import phrase_at, word_classes
from transforms.facts.names.tokens import Tokens, may_begin

_PREPOSITIONS = frozenset(
    ["in", "at", "near", "from", "to", "outside", "across", "around", "inside", "into"]
)
_SIZES = ("n0", "n1", "n2", "n3", "n4", "n5")
_LETTERS_MAX = 60
"""Of longer words around a name only so much is looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the document tells of words: where they stand beside telling ones."""

    lower: frozenset[str]
    """Words that it also writes in lower case."""
    persons: frozenset[str]
    """Words that follow a title or a given name."""
    places: frozenset[str]
    """Words that follow "in", "near" and the like."""


def read_context(sentences: Iterable[Tokens]) -> Context:
    """One pass over the document before any word is labelled."""
    lower: set[str] = set()
    persons: set[str] = set()
    places: set[str] = set()
    classes = word_classes()
    for tokens in sentences:
        words = tokens.words
        lower.update(filter(str.islower, words))
        if tokens.is_capitals:
            continue
        for place in tokens.capitals:
            word = words[place]
            if place == 0 or not word[0].isupper() or len(word) < 3:
                continue
            before = words[place - 1]
            if before in _PREPOSITIONS:
                places.add(word)
            elif before[0].isupper():
                known = classes.get(before, ())
                if "title" in known or "given" in known:
                    persons.add(word)
    return Context(
        lower=frozenset(lower), persons=frozenset(persons), places=frozenset(places)
    )


Row = tuple[str, str, str, list[str]]
"""A word, the ones before and after it, and the features that no single word has."""


def segment_rows(tokens: Tokens, first: int, after: int, context: Context) -> list[Row]:
    """What is to be known of each word from ``first`` up to ``after``."""
    words = tokens.words
    count = len(words)
    known = _known_phrases(words, first, after, tokens.is_capitals)
    rows = []
    for place in range(first, after):
        before = words[place - 1][:_LETTERS_MAX] if place else "^"
        following = words[place + 1][:_LETTERS_MAX] if place + 1 < count else "$"
        extra = _neighbours(tokens, place, before, following)
        _add_standing(extra, tokens, place, first, after, context)
        if place in known:
            extra.append(known[place])
        rows.append((words[place], before, following, extra))
    return rows


def _neighbours(tokens: Tokens, place: int, before: str, following: str) -> list[str]:
    """What two neighbours tell together, and the words beyond them."""
    words, lower = tokens.words, tokens.lower
    far_before = lower[place - 2][:_LETTERS_MAX] if place > 1 else "^"
    is_inside = place + 2 < len(words)
    far_after = lower[place + 2][:_LETTERS_MAX] if is_inside else "$"
    found = [
        "-2" + far_before,
        "+2" + far_after,
        f"-1+1{before.lower()}|{following.lower()}",
    ]
    if before == ",":
        word = words[place - 2][:_LETTERS_MAX] if place > 1 else "^"
        found += [f"-,{each}" for each in _classes(word, tokens.is_capitals)]
    if following == ",":
        word = words[place + 2][:_LETTERS_MAX] if is_inside else "$"
        found += [f"+,{each}" for each in _classes(word, tokens.is_capitals)]
    return found


def _add_standing(
    found: list[str],
    tokens: Tokens,
    place: int,
    first: int,
    after: int,
    context: Context,
) -> None:
    """Where the word stands in segment and sentence, and elsewhere in the document."""
    word = tokens.words[place]
    size = after - first
    found.append(_SIZES[size] if size < len(_SIZES) else _SIZES[-1])
    if word in context.persons:
        found.append("doc-person")
    if word in context.places:
        found.append("doc-place")
    if place == 0 or (place == 1 and not tokens.words[0].isalnum()):
        found.append("initial")
        if tokens.lower[place] in context.lower:
            found.append("initial-lower")
    if place == first:
        found.append("first")
    if place == after - 1:
        found.append("last")
        found += _named("end:", word, tokens.is_capitals)
    if tokens.is_table:
        found += _named("table:", word, tokens.is_capitals)


@lru_cache(maxsize=20_000)
def _named(prefix: str, word: str, is_capitals: bool) -> tuple[str, ...]:
    return tuple(f"{prefix}{each}" for each in _classes(word, is_capitals))


def row_features(row: Row, is_capitals: bool) -> list[str]:
    """All features of a row, as the model is trained on them."""
    word, before, following, extra = row
    return [
        *word_features(word, is_capitals),
        *before_features(before, is_capitals),
        *after_features(following, is_capitals),
        *extra,
    ]


def _known_phrases(
    words: Sequence[str], first: int, after: int, is_capitals: bool
) -> Mapping[int, str]:
    """Word -> what a known name of several words says of it."""
    near = [word.title() if is_capitals else word for word in words[first:after]]
    found: dict[int, str] = {}
    place = first
    while place < after:
        phrase = phrase_at(near, place - first)
        if phrase is None:
            place += 1
            continue
        length, section = phrase
        for inside in range(place, min(place + length, after)):
            found[inside] = f"phrase{'B' if inside == place else 'I'}:{section}"
        place += length
    return found


def word_features(word: str, is_capitals: bool) -> list[str]:
    """Features of a word by itself."""
    low = word.lower()
    shape = _shape(word)
    found = [f"w{low}", f"s{shape}", f"p{low[:3]}", f"e{low[-3:]}", f"E{low[-2:]}"]
    found += [f"E4{low[-4:]}"] if len(low) > 5 else []
    if is_capitals:
        found += ["capitals", f"c{shape}"]
    classes = _classes(word, is_capitals)
    found += [f"l{each}" for each in classes]
    found.append("L" + ",".join(classes))
    return found


def before_features(word: str, is_capitals: bool) -> list[str]:
    """Features that a word lends to the one after it."""
    classes = _classes(word, is_capitals)
    return [f"-1{word.lower()}", f"-1s{_shape(word)}", *(f"-1l{x}" for x in classes)]


def after_features(word: str, is_capitals: bool) -> list[str]:
    """Features that a word lends to the one before it."""
    classes = _classes(word, is_capitals)
    return [f"+1{word.lower()}", f"+1s{_shape(word)}", *(f"+1l{x}" for x in classes)]


@lru_cache(maxsize=20_000)
def _classes(word: str, is_capitals: bool) -> tuple[str, ...]:
    """The lists that hold the word; "-" for a capitalised one that none knows."""
    classes = word_classes()
    found = classes.get(word)
    if found is None and "-" in word:
        found = classes.get(word.split("-", 1)[0])
        found = tuple(f"hyphen-{each}" for each in found) if found else None
    if found is None and (is_capitals or (word.isupper() and len(word) > 4)):
        found = classes.get(word.title())
    if found is None and not may_begin(word):
        return ()
    low = classes.get(word.lower(), ())
    common = ("common",) if "common" in low and word != word.lower() else ()
    return (found or ("-",)) + common


@lru_cache(maxsize=20_000)
def _shape(word: str) -> str:
    """ "Xx" for a capitalised word, "X" for capitals, "x.X" for al-Assad ..."""
    kinds: list[str] = []
    for letter in word[:24]:
        kind = (
            "X"
            if letter.isupper()
            else "x"
            if letter.islower()
            else "d"
            if letter.isdigit()
            else letter
        )
        if not kinds or kinds[-1] != kind:
            kinds.append(kind)
    return "".join(kinds[:6]) + ("1" if len(word) == 1 else "")
