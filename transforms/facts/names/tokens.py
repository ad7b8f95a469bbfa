"""Words of a sentence, and the stretches of it where names can be.

A sentence's place in the text arrives; its tokens with their places leave. A segment
is a run of capitalised words with the small words that names hold ("of", "de", "the").
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""[a-z]++(?![\w'’&-])|[A-Z][a-z]++(?![\w'’&.-])  # most words: told at once
    |(?:[^\W\d_a-zà-ÿ]\.){2,}+
    |(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Gov|Sen|Rep|Gen|Col|Maj|Capt|Cmdr|Lt|Sgt|Cpl|Pvt|Adm|Det
    |Jr|Sr|St|Ste|Mt|Ft|Inc|Corp|Ltd|Co|Bros|No|Calif|Fla|Tex|Mass|Conn|Pa|Va|Wash|Ariz
    |Ill|Mich|Minn|Wis|Tenn|Ky|Okla|Ore|Colo|Mo|Ga|Ala|Ark|Miss|Md|Del|Kan|Neb|Nev)\.
    |[^\W\d_a-zà-ÿ]\.(?=[ ]?[^\W\d_a-z])
    |[^\W_]++(?:(?:[-'’](?![sS]\b)|&)[^\W_]++)*+
    |['’][sS]\b
    |\S""",
    re.VERBOSE,
)
_LINKS_TEXT = """
    of the for and de la du des del della di da do dos das van von der den ten ter
    zu zur y e et en in on to at as with under against le les el al bin ibn bint
    abu & 's ’s - – / ' ’"""
_LINKS = frozenset(_LINKS_TEXT.split())
_LINKS_MAX = 3
_NAME_LETTERS_MAX = 60
_SEGMENT_TOKENS_MAX = 60
"""Longer runs of capitals are no names; they are cut, which bounds the work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The words of one sentence and where each begins and ends in the text."""

    words: Sequence[str]
    lower: Sequence[str]
    """The same in lower case."""
    mixed: Sequence[str]
    """Those of them that hold a figure, or a mark beside letters."""
    capitals: Sequence[int]
    """Where the words with a capital stand."""
    starts: Sequence[int]
    ends: Sequence[int]
    is_capitals: bool
    """Whether it is written in capitals throughout, as headlines are."""
    is_table: bool
    """Whether it is names and figures with hardly a small word, as results are."""


def tokenize(text: str, start_char: int, end_char: int) -> Tokens:
    """The words and marks of ``text[start_char:end_char]``; linear time."""
    words: list[str] = _TOKEN.findall(text[start_char:end_char])
    find, at = text.find, start_char
    starts, ends = [], []
    for word in words:  # between them is nothing but space
        at = find(word, at)
        starts.append(at)
        at += len(word)
        ends.append(at)
    small = sum(map(str.islower, words))
    is_bare = small <= len(words) // 6
    lower = list(map(str.lower, words))
    return Tokens(
        words=words,
        lower=lower,
        mixed=[
            word
            for word in itertools.filterfalse(str.isalpha, lower)
            if len(word) > 1 or word.isnumeric()
        ],
        capitals=[
            place
            for place, (word, small_word) in enumerate(zip(words, lower, strict=True))
            if word != small_word
        ],
        starts=starts,
        ends=ends,
        is_capitals=3 * small <= len(words) and _is_capitals(words),
        is_table=is_bare and any(map(str.isdecimal, words)),
    )


def segments(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """Half-open runs of tokens in which a name can be, in order."""
    first, last = -1, -1
    words = tokens.words
    for position in tokens.capitals:
        if len(words[position]) > _NAME_LETTERS_MAX:
            continue
        if first >= 0 and (
            position - first >= _SEGMENT_TOKENS_MAX
            or not _links(words, last + 1, position)
        ):
            yield first, _after(words, last)
            first = -1
        first = position if first < 0 else first
        last = position
    if first >= 0:
        yield first, _after(words, last)


def may_begin(word: str) -> bool:
    """Whether a name can begin or end with the word: it has a capital."""
    return len(word) <= _NAME_LETTERS_MAX and word != word.lower()


def _after(words: Sequence[str], last: int) -> int:
    """A number after the last capital belongs to the segment: "Boeing 747"."""
    following = last + 1
    return (
        following + 1
        if following < len(words) and words[following].isdecimal()
        else following
    )


def _links(words: Sequence[str], first: int, after: int) -> bool:
    if after - first > _LINKS_MAX:
        return False
    return all(
        words[place] in _LINKS or words[place].isdecimal()
        for place in range(first, after)
    )


def _is_capitals(words: Sequence[str]) -> bool:
    lettered = [word for word in words if word.isalpha() and len(word) > 1]
    capitals = sum(word.isupper() for word in lettered)
    return len(lettered) > 2 and capitals > 0.7 * len(lettered)
