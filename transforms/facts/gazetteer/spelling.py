"""Spellings of one name as one key: the form in which names of places are looked up.

A name as written arrives, its key leaves; the packed gazetteer is sorted by the same
keys. A second, coarser key joins what Russian and Ukrainian spellings keep apart.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        **dict.fromkeys("'’‘ʼʹ′`´", ""),
        **dict.fromkeys("-‐‑–—./_,", " "),
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "a",
        "ŋ": "ng",
        "ħ": "h",
    }
)
_WRITTEN_SHORT = {
    "saint": "st",
    "sankt": "st",
    "sainte": "ste",
    "mount": "mt",
    "fort": "ft",
    "township": "twp",
    "&": "and",
}
_SLAVIC_SOUNDS = (
    *(("shch", "sch"), ("kh", "h"), ("zh", "z"), ("ts", "c"), ("tz", "c")),
    *(("cz", "ch"), ("g", "h"), ("w", "v"), ("ck", "k")),
)
_ROMANISED = (
    *(("shch", "sch"), ("kh", "h"), ("tz", "ts"), ("g", "h"), ("w", "v")),
    *((f"{glide}{vowel}", vowel) for vowel in "eau" for glide in "yij"),
    *((f"{glide}o", "e") for glide in "yj"),
)
_GLIDES = re.compile(r"[yij]+")
_VOWELS = re.compile(r"[aeiouyj]+")
_REPEATED = re.compile(r"(.)\1+")
_LIKENESS = 0.6
SLAVIC = frozenset({"UA", "RU", "BY"})
"""Countries whose towns are also found by their sounds."""
_SOUNDS_MIN = 4
"""Consonants a sound key needs; those of shorter names fit too many."""


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The key of ``name``: lower case, no accents, apostrophes and leading article.

    >>> key_of("Saint-Étienne"), key_of("Ma‘rib"), key_of("The Hague")
    ('st etienne', 'marib', 'hague')
    """
    if not name.isascii():
        apart = unicodedata.normalize("NFKD", name)
        name = "".join(each for each in apart if not unicodedata.combining(each))
    words = name.casefold().translate(_LETTERS).split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(_WRITTEN_SHORT.get(word, word) for word in words)


@lru_cache(maxsize=65536)
def sounds_of(key: str) -> str:
    """The consonants of a Ukrainian, Russian or Belarusian name; "" if too few.

    What the two languages and their many romanisations spell apart falls together:
    g and h, o and i, -iv and -ov, soft signs, doubled letters.

    >>> sounds_of("avdiivka") == sounds_of("avdeevka") == "avdvk"
    True
    >>> sounds_of("krasnohorivka") == sounds_of("krasnogorovka")
    True
    >>> sounds_of("kyiv")
    ''
    """
    for sound, letter in _SLAVIC_SOUNDS:
        key = key.replace(sound, letter)
    bones = _REPEATED.sub(r"\1", _VOWELS.sub("", key.replace(" ", "")))
    if len(bones) < _SOUNDS_MIN:
        return ""
    first = key[0] if key[0] in "aeiou" else ""
    return ("o" if first == "o" else "a" if first else "") + bones


@lru_cache(maxsize=65536)
def romanised_of(key: str) -> str:
    """One key for the romanisations of a Cyrillic name, Russian or Ukrainian.

    Finer than ``sounds_of``: vowels stay, so that it may be asked without context.

    >>> romanised_of("khmelnitsky") == romanised_of("khmelnytskyi") == "hmelnitski"
    True
    >>> romanised_of("novaya kakhovka"), romanised_of("kyyiv")
    ('nova kahovka', 'kiv')
    """
    for written, letter in _ROMANISED:
        key = key.replace(written, letter)
    return _REPEATED.sub(r"\1", _GLIDES.sub("i", key))


def is_alike(name: str, other: str) -> bool:
    """Whether two names may be spellings of one, whatever their vowels.

    >>> is_alike("Artemovsk", "Artemivsk"), is_alike("Kozatske", "Mykolaiv")
    (True, False)
    """
    one, two = key_of(name), key_of(other)
    return SequenceMatcher(None, one, two).ratio() >= _LIKENESS
