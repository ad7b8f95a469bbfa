"""The lexicon of events: which words name what, in every form, read once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from transforms.facts.happenings.inflections import Form, plural, verb_forms

Part = Literal["verb", "noun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What a word, or words, of the lexicon mean."""

    base: str
    part: Part
    plover_type: str | None
    mode: str | None
    subtype: str | None
    frame: str
    """The word before the target: "object" for none, "none" where there is none."""
    needs: str | None
    """Class of words of which the object must hold one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Written words with their senses; of a verb only the first is inflected."""

    words: tuple[str, ...]
    forms: tuple[Form, ...]
    """What a verb's form may be; empty for nouns."""
    senses: tuple[Sense, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sized:
    """The entries of one first word that have as many words."""

    size: int
    nouns: tuple[Entry, ...]
    verbs: tuple[Entry, ...]


@cache
def entries() -> Mapping[str, tuple[Sized, ...]]:
    """First word in lower case -> what may begin there, the longest first."""
    gathered: dict[tuple[str, ...], dict[tuple[Form, ...], list[Sense]]] = {}
    for sense, words in _lexicon():
        for written, forms in _written(sense.part, words):
            gathered.setdefault(written, {}).setdefault(forms, []).append(sense)
    found: dict[str, list[Entry]] = {}
    for written, by_forms in gathered.items():
        for forms, senses in by_forms.items():
            entry = Entry(words=written, forms=forms, senses=tuple(senses))
            found.setdefault(written[0], []).append(entry)
    return {first: tuple(_by_size(each)) for first, each in found.items()}


def _by_size(every: list[Entry]) -> Iterator[Sized]:
    for size in sorted({len(each.words) for each in every}, reverse=True):
        of_size = [each for each in every if len(each.words) == size]
        yield Sized(
            size=size,
            nouns=tuple(each for each in of_size if not each.forms),
            verbs=tuple(each for each in of_size if each.forms),
        )


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of a class that senses need."""
    return next(
        frozenset(words) for head, words in _sections() if head == ["words", name]
    )


def _written(
    part: Part, words: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[Form, ...]]]:
    if part == "verb":
        for each in verb_forms(words[0]):
            yield (each.text, *words[1:]), each.forms
    else:
        yield words, ()
        many = (*words[:-1], plural(words[-1]))
        if many != words:
            yield many, ()


def _lexicon() -> Iterator[tuple[Sense, tuple[str, ...]]]:
    for head, entries_ in _sections():
        if head[0] not in ("verb", "noun"):
            continue
        part, plover, mode, subtype, frame, needs = (
            None if word == "-" else word for word in head
        )
        for entry in entries_:
            words = tuple(entry.split("+"))
            yield (
                Sense(
                    base=" ".join(words),
                    part="verb" if part == "verb" else "noun",
                    plover_type=plover,
                    mode=mode,
                    subtype=subtype,
                    frame=frame or "none",
                    needs=needs,
                ),
                words,
            )


def _sections() -> Iterator[tuple[list[str], list[str]]]:
    folder = resources.files("transforms.facts") / "lexicons"
    head: list[str] = []
    for line in (folder / "events.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            head = line.strip("[]").split()
        elif line and not line.startswith("#"):
            yield head, line.split("|")
