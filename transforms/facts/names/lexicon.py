"""What single words and known phrases may be: the packaged lists, read once."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from types import MappingProxyType

_FILES = ("people", "places", "organisations", "cities", "words", "common")
_PHRASES = frozenset({"place", "organisation", "other", "city", "town"})
_PHRASE_WORDS_MAX = 6


@cache
def word_classes() -> Mapping[str, tuple[str, ...]]:
    """Word as written -> the lists that hold it; lower case: ("common",) if one."""
    found: dict[str, tuple[str, ...]] = {}
    for section, entry in _entries():
        if " " not in entry:
            found[entry] = (*found.get(entry, ()), section)
    return MappingProxyType(found)


@cache
def genders() -> Mapping[str, str]:
    """Given name -> "m" or "f", of those that only men or only women commonly bear."""
    return MappingProxyType({entry: gender for gender, entry in _listed("genders")})


@cache
def phrases() -> Mapping[tuple[str, ...], str]:
    """Known names of several words -> the list that holds them."""
    found: dict[tuple[str, ...], str] = {}
    for section, entry in _entries():
        words = tuple(entry.replace("'s ", " 's ").split(" "))
        if section in _PHRASES and 1 < len(words) <= _PHRASE_WORDS_MAX:
            found.setdefault(words, section)
    return MappingProxyType(found)


def phrase_at(words: Sequence[str], position: int) -> tuple[int, str] | None:
    """How many words the longest known name here has, and in which list it is."""
    for length in _lengths().get(words[position], ()):
        section = phrases().get(tuple(words[position : position + length]))
        if section is not None:
            return length, section
    return None


@cache
def _lengths() -> Mapping[str, tuple[int, ...]]:
    """First word -> how many words known names that begin with it have."""
    found: dict[str, set[int]] = {}
    for words in phrases():
        found.setdefault(words[0], set()).add(len(words))
    return {first: tuple(sorted(each, reverse=True)) for first, each in found.items()}


def _entries() -> Iterator[tuple[str, str]]:
    for name in _FILES:
        yield from _listed(name)


def _listed(name: str) -> Iterator[tuple[str, str]]:
    """The sections of one file, with each of their entries."""
    folder = resources.files("transforms.facts") / "lexicons" / "names"
    section = ""
    for line in (folder / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif not line.startswith("#"):
            yield from ((section, entry) for entry in line.split("|") if entry)
