"""Names by another model than the packaged one: one of spaCy's or GLiNER's.

A text and the words of its sentences arrive, spans leave as the packaged model gives
them; everything behind (later mentions, acronyms, pronouns, roles) is the same. Nothing
is downloaded: a model is a package or a folder that is there.
"""

import importlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from transforms.errors import SettingsError
from transforms.facts.names.mention import MentionKind
from transforms.facts.names.spans import Span
from transforms.facts.names.tokens import Tokens

Found = tuple[int, int, str, float]
"""Half-open code points in a sentence, the model's label, its score."""
Read = Callable[[Sequence[str]], Iterable[Sequence[Found]]]
"""Sentences to what is found in each."""
Finder = Callable[[str, Sequence[Tokens]], Iterator[Span]]

_VARIABLE = "DATELINE_NAMES"
_INSTALLED = {"spacy": "'.[spacy]'", "gliner": "gliner"}
"""What pip installs; GLiNER brings torch and holds no version of ours."""
_SPACY_KINDS: Mapping[str, MentionKind] = {
    **dict.fromkeys(("PERSON", "PER"), "person"),
    "ORG": "organisation",
    **dict.fromkeys(("GPE", "LOC", "FAC"), "location"),
    **dict.fromkeys(("NORP", "MISC", "EVENT", "PRODUCT"), "other"),
    **dict.fromkeys(("WORK_OF_ART", "LAW", "LANGUAGE"), "other"),
}
"""Labels of OntoNotes and of CoNLL; dates, sums and numbers have kinds of their own."""
_GLINER_KINDS: Mapping[str, MentionKind] = {
    "person": "person",
    "organization": "organisation",
    "location": "location",
    "nationality": "other",
    "event": "other",
    "product": "other",
}
_GLINER_SCORE_MIN = 0.5
_UNKNOWN_SCORE = 0.8
_SENTENCES_AT_ONCE = 64
_SENTENCE_CHARACTERS_MAX = 5_000
"""Of a longer sentence the rest is not searched: models take a few hundred words."""
_MARGINS = ((0.95, 5.5), (0.9, 4.5), (0.8, 3.5), (0.65, 2.5), (0.5, 1.5))
"""Scores as margins of the packaged model, whose shares of right names are counted."""
_ARTICLES = frozenset(("the", "a", "an"))


@lru_cache(maxsize=2)
def find_by(spec: str) -> Finder:
    """The finder that ``spec`` names: ``spacy:MODEL`` or ``gliner:MODEL``.

    Raises:
        SettingsError: the library or the model is not there, or the name is wrong.
    """
    library, _, model = spec.partition(":")
    if library not in _LOADERS or not model:
        problem = f"{spec!r} is none of spacy:MODEL, gliner:MODEL"
        raise SettingsError(_VARIABLE, problem)
    load, kinds = _LOADERS[library]
    read = load(model)

    def find(text: str, sentences: Sequence[Tokens]) -> Iterator[Span]:
        for first in range(0, len(sentences), _SENTENCES_AT_ONCE):
            part = sentences[first : first + _SENTENCES_AT_ONCE]
            founds = read([_words_of(text, tokens) for tokens in part])
            for number, (tokens, found) in enumerate(zip(part, founds, strict=True)):
                yield from _spans(first + number, tokens, found, kinds)

    return find


def _words_of(text: str, tokens: Tokens) -> str:
    if not tokens.starts:
        return ""
    start = tokens.starts[0]
    return text[start : min(tokens.ends[-1], start + _SENTENCE_CHARACTERS_MAX)]


def _spans(
    number: int,
    tokens: Tokens,
    found: Sequence[Found],
    kinds: Mapping[str, MentionKind],
) -> Iterator[Span]:
    """Whole words in order, none twice, without article and possessive."""
    floor = 0
    offset = tokens.starts[0] if tokens.starts else 0
    for start, end, label, score in sorted(found):
        first = bisect_right(tokens.ends, offset + start)
        after = bisect_left(tokens.starts, offset + end)
        while first < after and tokens.lower[first] in _ARTICLES:
            first += 1
        while first < after and tokens.lower[after - 1] in ("'s", "’s"):
            after -= 1
        if label in kinds and floor <= first < after:
            floor = after
            yield Span(
                sentence=number,
                first=first,
                after=after,
                words=tuple(tokens.words[first:after]),
                kind=kinds[label],
                margin=next(
                    (margin for least, margin in _MARGINS if score >= least), 0
                ),
            )


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        problem = f"{name} is not installed: pip install {_INSTALLED[name]}"
        raise SettingsError(_VARIABLE, problem) from error


def _load_spacy(model: str) -> Read:
    spacy = _library("spacy")
    try:
        pipeline = spacy.load(model)
    except OSError as error:
        problem = f"spaCy has no model {model!r}: a package or a folder is needed"
        raise SettingsError(_VARIABLE, problem) from error

    def read(sentences: Sequence[str]) -> Iterator[Sequence[Found]]:
        for document in pipeline.pipe(sentences):
            yield [
                (each.start_char, each.end_char, each.label_, _UNKNOWN_SCORE)
                for each in document.ents
            ]

    return read


def _load_gliner(model: str) -> Read:
    gliner = _library("gliner")
    try:
        loaded = gliner.GLiNER.from_pretrained(model, local_files_only=True)
    except OSError as error:
        problem = f"there is no GLiNER model {model!r} on this machine"
        raise SettingsError(_VARIABLE, problem) from error
    labels = list(_GLINER_KINDS)

    def read(sentences: Sequence[str]) -> Iterator[Sequence[Found]]:
        for words in sentences:
            found = loaded.predict_entities(words, labels, threshold=_GLINER_SCORE_MIN)
            yield [
                (each["start"], each["end"], each["label"], each["score"])
                for each in found
            ]

    return read


_LOADERS: Mapping[str, tuple[Callable[[str], Read], Mapping[str, MentionKind]]] = {
    "spacy": (_load_spacy, _SPACY_KINDS),
    "gliner": (_load_gliner, _GLINER_KINDS),
}
