"""Words of a text as numbers, for whatever compares texts; the one home of hashing.

A folded text arrives; the hash of each word leaves, with what its letters tell. All
is done on whole arrays of code points: a loop in Python over words would cost more
than the rest of the matching together.

What a word is: a run of letters, marks and digits (Unicode categories L, M and N).
Scripts that are written without spaces have no such runs, so there pieces stand in
for words. A run is cut after a pair of characters whose hash is divisible by 2 in
Han, Kana, Bopomofo and Yi, by 5 in Thai, Lao, Khmer, Myanmar and the other alphabets
of South-East Asia: pieces are 2 and 5 characters long on average, about a word each,
and since two characters decide, an edit moves no cut but those beside it.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]
_Kinds = NDArray[np.uint8]
_Places = NDArray[np.int64]

_WORD, _CAPITAL, _DIGIT, _STOP, _IDEOGRAPHIC, _UNSPACED = 1, 2, 4, 8, 16, 32
_NO_SPACES = _IDEOGRAPHIC | _UNSPACED
_STOPS = '.!?:…。！？：؟۔।॥።"'
"""After these a capital tells of a sentence, not of a name."""
_IDEOGRAPHS = (
    *((0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3021, 0x3029), (0x3040, 0x312F)),
    *((0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF)),
    *((0xA000, 0xA4CF), (0xF900, 0xFAFF), (0x1B000, 0x1B16F), (0x20000, 0x323AF)),
)
"""CJK, Hiragana, Katakana, Bopomofo, Yi; Hangul is written with spaces."""
_UNSPACED_ALPHABETS = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x1950, 0x19DF)),
    *((0x1A20, 0x1AAF), (0x1B00, 0x1B7F), (0xA980, 0xA9DF), (0xA9E0, 0xA9FF)),
    *((0xAA00, 0xAA5F), (0xAA60, 0xAA7F)),
)
"""Thai, Lao, Myanmar, Khmer, Tai Le, New Tai Lue and Tham, Balinese, Javanese, Cham."""
_ASSIGNED_END = 0x323B0
"""No character above is a letter or digit (Unicode 15)."""

# Odd constants of full period: Knuth's multiplier and those of splitmix64.
_BASE = 0x5851F42D4C957F2D
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """A text's words in order: parallel arrays, one place a word."""

    hashes: Hashes
    """Of the folded word, 64 bits."""
    lengths: NDArray[np.int64]
    """Code points."""
    is_number: Flags
    """Holds a digit."""
    is_name: Flags
    """Starts with a capital within a sentence."""

    def __add__(self, other: "Words") -> "Words":
        """These words, and in another sentence those of ``other``."""
        return Words(
            hashes=np.concatenate((self.hashes, other.hashes)),
            lengths=np.concatenate((self.lengths, other.lengths)),
            is_number=np.concatenate((self.is_number, other.is_number)),
            is_name=np.concatenate((self.is_name, other.is_name)),
        )


def hash_words(folded: str) -> Hashes:
    """The hash of each word of a folded text, in order."""
    kinds, mixed = _characters(folded)
    starts, ends = _cut(kinds, mixed)
    return _hashes(mixed, starts, ends)


def read_words(plain: str, folded: str) -> Words:
    """The words of a text that arrives with its capitals and without them."""
    kinds, mixed = _characters(folded)
    starts, ends = _cut(kinds, mixed)
    shown, shown_ends, shown_kinds = starts, ends, kinds
    if plain.isascii() and len(plain) == len(folded):
        # Case changes neither the number of characters nor where words end.
        shown_kinds = _kinds()[_octets(plain)]
    elif plain != folded:
        shown_kinds, shown_mixed = _characters(plain)
        shown, shown_ends = _cut(shown_kinds, shown_mixed)
    first = shown_kinds[shown] if len(shown) == len(starts) else kinds[starts]
    digits = np.concatenate(([0], np.cumsum(kinds & _DIGIT > 0)))
    is_number = digits[ends] > digits[starts]
    is_name = np.zeros(len(starts), np.bool_)
    if len(shown) == len(starts) and len(starts):
        stops = np.concatenate(([0], np.cumsum(shown_kinds & _STOP > 0)))
        is_name[1:] = stops[shown[1:]] == stops[shown_ends[:-1]]
        is_name &= (first & _CAPITAL > 0) & ~is_number
    return Words(
        hashes=_hashes(mixed, starts, ends),
        lengths=ends - starts,
        is_number=is_number,
        is_name=is_name,
    )


def mix(values: Hashes) -> Hashes:
    """Hashes whose every bit depends on every bit of ``values``."""
    mixed = values * _GOLDEN
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX_1
    mixed ^= mixed >> np.uint64(32)
    return mixed


def fold_in(hashes: Hashes, following: Hashes) -> None:
    """Takes ``following`` into ``hashes`` in place; the order counts."""
    hashes *= np.uint64(_BASE)
    hashes += following


def _characters(text: str) -> tuple[_Kinds, Hashes]:
    """Kind and hash of each character, with a space before and after the text."""
    if text.isascii():
        octets = _octets(text)
        return _kinds()[octets], _ascii_hashes()[octets]
    points = np.frombuffer(f" {text} ".encode("utf-32-le", "surrogatepass"), np.uint32)
    return _kinds()[points], mix(points.astype(np.uint64) + np.uint64(1))


def _octets(ascii_text: str) -> NDArray[np.uint8]:
    return np.frombuffer(f" {ascii_text} ".encode("ascii"), np.uint8)


def _cut(kinds: _Kinds, mixed: Hashes) -> tuple[_Places, _Places]:
    """Where words start and end."""
    in_word = (kinds & _WORD).view(np.bool_)
    is_cut = in_word[1:] != in_word[:-1]
    spaceless = kinds & _NO_SPACES
    if not spaceless.any():
        edges = np.flatnonzero(is_cut) + 1
        return edges[::2], edges[1::2]
    pairs = mix(mixed[:-1] + mixed[1:] * _MIX_2) >> np.uint64(33)
    after = spaceless[1:]
    is_cut |= after != spaceless[:-1]
    is_cut |= (after == _IDEOGRAPHIC) & (pairs % np.uint64(2) == 0)
    is_cut |= (after == _UNSPACED) & (pairs % np.uint64(5) == 0)
    edges = np.flatnonzero(is_cut) + 1
    return edges[in_word[edges]], edges[in_word[edges - 1]]


def _hashes(mixed: Hashes, starts: _Places, ends: _Places) -> Hashes:
    """Of each word the polynomial of its characters, from sums over the whole text."""
    powers, inverses = _powers(1 << len(mixed).bit_length())
    sums = np.cumsum(mixed * powers[: len(mixed)])
    return mix((sums[ends - 1] - sums[starts - 1]) * inverses[starts])


@cache
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """The first powers of the base and of its inverse, modulo 2**64."""
    powers = np.full(count, _BASE, np.uint64)
    inverses = np.full(count, pow(_BASE, -1, 1 << 64), np.uint64)
    powers[0] = inverses[0] = 1
    return np.cumprod(powers), np.cumprod(inverses)


@cache
def _ascii_hashes() -> Hashes:
    return mix(np.arange(1, 129, dtype=np.uint64))


@cache
def _kinds() -> _Kinds:
    """What each code point is: 1.1 MB, made once in a process in 50 ms."""
    kinds = np.zeros(0x110000, np.uint8)
    categories = [unicodedata.category(chr(point)) for point in range(_ASSIGNED_END)]
    flags = {category: _flags_of(category) for category in set(categories)}
    kinds[:_ASSIGNED_END] = [flags[category] for category in categories]
    for ranges, flag in ((_IDEOGRAPHS, _IDEOGRAPHIC), (_UNSPACED_ALPHABETS, _UNSPACED)):
        for first, last in ranges:
            block = kinds[first : last + 1]
            # Their digits make numbers like any other.
            block[block & (_WORD | _DIGIT) == _WORD] |= flag
    kinds[[ord(stop) for stop in _STOPS]] |= _STOP
    return kinds


def _flags_of(category: str) -> int:
    flags = _WORD if category[0] in "LMN" else 0
    flags |= _CAPITAL if category in ("Lu", "Lt") else 0
    return flags | (_DIGIT if category[0] == "N" else 0)
