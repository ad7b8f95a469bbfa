"""Who took part in an event, in an article's words, and whether two mean the same."""

from collections.abc import Iterator

from transforms.facts.names.lexicon import word_classes
from transforms.facts.roles.lexicon import is_role

_COUNTS_TEXT = """
    one two three four five six seven eight nine ten eleven twelve dozen dozens
    hundreds scores several many some at least more than about"""
_COUNTS = frozenset(_COUNTS_TEXT.split())
_NO_NUMBERS = _COUNTS - frozenset(_COUNTS_TEXT.split()[2:12]) | {"1", "2"}
"""Of these none tells one happening from another; a war kills two every day."""
_ANYBODY_TEXT = """
    people persons civilians residents villagers others soldiers troops police officers
    men women children victims fighters militants homes houses"""
_ANYBODY = frozenset(_ANYBODY_TEXT.split())
"""Whom and what many attacks of one story hit."""
_PERSONAL = frozenset(("given", "surname"))
_NO_PERSONS = frozenset(
    ["people", "place", "city", "town", "country", "function", "title", "month"]
)
"""Lists whose words are no names of persons."""
_SMALL = frozenset(
    ["the", "a", "an", "of", "in", "and", "its", "his", "her", "their", "at", "on"]
)


def no_common(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one and other) and not common(one, other)


def common(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a name of one is held by a name of the other: "troops", "US troops"."""
    theirs = [_words(name) for name in other]
    return any(
        mine and name and (mine <= name or name <= mine)
        for mine in map(_words, one)
        for name in theirs
    )


def _words(name: str) -> frozenset[str]:
    return frozenset(name.lower().replace("'s", "").split()) - _SMALL


def are_specific(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both name one person, or one number of people above two."""
    capital = _capitals(one) & _capitals(other)
    return any(
        word in capital or (_is_count(word) and word not in _NO_NUMBERS)
        for word in _shared(one, other)
    )


def are_telling(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether both name one thing that not every attack hits: the bank, a man."""
    return any(
        word not in _ANYBODY and not _is_count(word) for word in _shared(one, other)
    )


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[str]:
    """The words of names of which one holds the other."""
    for mine in map(_words, one):
        for theirs in map(_words, other):
            if mine and theirs and (mine <= theirs or theirs <= mine):
                yield from mine & theirs


def _capitals(names: tuple[str, ...]) -> frozenset[str]:
    """Words that may be a person's name, in lower case: no nations, no places."""
    classes = word_classes()
    return frozenset(
        word.lower()
        for name in names
        for word in name.removesuffix("'s").split()
        if word[0].isupper()
        and "common" not in classes.get(word.lower(), ())
        and _may_be_person(classes.get(word, ()))
        and not is_role(word.lower())
    )


def _may_be_person(known: tuple[str, ...]) -> bool:
    return not _PERSONAL.isdisjoint(known) or _NO_PERSONS.isdisjoint(known)


def uncounted(names: tuple[str, ...]) -> tuple[str, ...]:
    """ "two people" as "people"; what is only a number is left out."""
    words = (
        " ".join(word for word in name.split() if not _is_count(word)) for name in names
    )
    return tuple(name for name in words if name)


def _is_count(word: str) -> bool:
    return word.lower() in _COUNTS or word.replace(",", "").isdecimal()
