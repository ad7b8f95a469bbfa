"""Who is who in one document: spans arrive, mentions with their entities leave.

A person's later mentions are by surname, an organisation's by acronym or first words.
Two full names are two entities; a bare surname goes to the last full name that has it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from transforms.facts.names.acronyms import with_acronyms
from transforms.facts.names.calibration import confidence
from transforms.facts.names.edges import titles_before
from transforms.facts.names.mention import Mention, MentionForm, MentionKind
from transforms.facts.names.pronouns import find_pronouns
from transforms.facts.names.spans import Span
from transforms.facts.names.titles import (
    is_relative,
    is_title,
    may_bear,
    title_at,
    titles_of,
)
from transforms.facts.names.tokens import Tokens

_SAME: Mapping[str, str] = {
    **dict.fromkeys(("us", "u.s", "usa", "u.s.a", "america"), "united states"),
    "united states of america": "united states",
    **dict.fromkeys(("uk", "u.k", "great britain", "britain"), "united kingdom"),
    **dict.fromkeys(("un", "u.n"), "united nations"),
    **dict.fromkeys(("eu", "e.u"), "european union"),
    "uae": "united arab emirates",
    "kiev": "kyiv",
}
"""Spellings of one thing, folded."""
_COMPANY_WORDS_TEXT = """
    inc corp corporation co company companies ltd limited llc plc ag gmbh sa nv
    group holdings holding motor motors airlines airways industries foundation
    trust"""
_COMPANY_WORDS = frozenset(_COMPANY_WORDS_TEXT.split())
"""What a company's or a foundation's name loses when it is mentioned again."""

_DOUBLE_SURNAME_WORDS = 4
_BEARERS_MAX = 8
"""Bearers of one surname that are looked at; bounds the work."""
_NO_NAMES_TEXT = """
    to and & with for at on in against under as said says vs"""
_NO_NAMES = frozenset(_NO_NAMES_TEXT.split())
"""Words that stand in no person's name: "Clinton to Obama", "Warren and Reid"."""

Key = tuple[MentionKind, str]


class _Named(NamedTuple):
    span: Span
    key: Key
    form: MentionForm


def chain(sentences: Sequence[Tokens], spans: Sequence[Span]) -> tuple[Mention, ...]:
    """Mentions in reading order; those of one thing share ``entity`` and ``name``."""
    spans, expansions = with_acronyms(sentences, spans)
    owners = _owners(sentences, spans)
    named = [
        _named(sentences, spans, place, owners, expansions.get(place))
        for place in range(len(spans))
    ]
    names = _names(named)
    numbers = {key: number for number, key in enumerate(names)}
    mentions = [
        Mention(
            start_char=sentences[each.span.sentence].starts[each.span.first],
            end_char=sentences[each.span.sentence].ends[each.span.after - 1],
            kind=each.span.kind,
            name=names[each.key],
            entity=numbers[each.key],
            form=each.form,
            confidence=confidence(each.span, each.form),
        )
        for each in named
    ]
    pronouns = find_pronouns(sentences, spans, mentions)
    return tuple(sorted((*mentions, *pronouns), key=_start))


@lru_cache(maxsize=20_000)
def fold_name(words: str) -> str:
    """A name as names are compared: case, full stops and apostrophes folded.

    >>> fold_name("U.S.")
    'united states'
    """
    folded = words.casefold().replace("’", "'")
    folded = " ".join(word.strip(".'") for word in folded.split())
    return _SAME.get(folded, folded)


def _start(mention: Mention) -> int:
    return mention.start_char


def _key(span: Span) -> Key:
    return span.kind, _folded(span.kind, span.words)


@lru_cache(maxsize=20_000)
def _folded(kind: MentionKind, words: tuple[str, ...]) -> str:
    return fold_name(" ".join(_own_words(kind, words)))


def _own_words(kind: MentionKind, words: tuple[str, ...]) -> Sequence[str]:
    """A person's name without the titles that the span may begin with.

    "President Obama" stays: by the surname alone it could be his wife.
    """
    skipped = titles_before(words) if kind == "person" else 0
    return words[skipped:] if len(words) > skipped + 1 else words


def _owners(
    sentences: Sequence[Tokens], spans: Sequence[Span]
) -> Mapping[Key, tuple[list[int], list[Key]]]:
    """Short form -> where full names that have it are first met, and their keys."""
    first_met: dict[Key, int] = {}
    for place, span in enumerate(spans):
        first_met.setdefault(_key(span), place)
    owners: dict[Key, tuple[list[int], list[Key]]] = {}
    for (kind, name), place in first_met.items():
        span = spans[place]
        is_other = is_relative(sentences[span.sentence], span.first)
        for short in _short_forms(kind, name.split(" ")):
            if is_other and (kind, short) in owners and name.endswith(short):
                # "His wife Ida Berg": Berg alone stays him.
                continue
            places, keys = owners.setdefault((kind, short), ([], []))
            places.append(place)
            keys.append((kind, name))
    for place, span in enumerate(spans):
        own = _own_words(span.kind, span.words)
        if span.kind == "person" and len(own) > 1 and not is_title(own[0]):
            # "President Berg" is Boris Berg, who was called so, not his wife.
            start = span.after - len(own)
            for title in titles_of(sentences[span.sentence], start):
                titled: Key = span.kind, f"{title} {fold_name(own[-1])}"
                places, keys = owners.setdefault(titled, ([], []))
                places.append(place)
                keys.append(_key(span))
    return owners


def _short_forms(kind: MentionKind, words: Sequence[str]) -> Iterator[str]:
    if kind == "person" and len(words) > 1 and _NO_NAMES.isdisjoint(words):
        found = {" ".join(words[place:]) for place in range(1, len(words))}
        found |= {words[0], f"{words[0]} {words[-1]}"}
        if len(words) >= _DOUBLE_SURNAME_WORDS:
            # "Gustavo de Jesus Escobar Fernandez" is Escobar.
            found |= {words[-2], f"{words[0]} {words[-2]}"}
        yield from found - {" ".join(words)}
    elif kind == "organisation":
        after = len(words)
        while after > 1 and words[after - 1] in _COMPANY_WORDS:
            after -= 1
            yield " ".join(words[:after])


def _named(
    sentences: Sequence[Tokens],
    spans: Sequence[Span],
    place: int,
    owners: Mapping[Key, tuple[list[int], list[Key]]],
    expansion: int | None,
) -> _Named:
    span = spans[place]
    if expansion is not None:
        key = _owner(_key(spans[expansion]), place, owners)
        return _Named(span=span, key=key, form="acronym")
    if span.kind == "person" and len(span.words) == 1:
        found = _by_title(sentences[span.sentence], span, place, owners)
        if found is not None:
            return _Named(span=span, key=found, form="short")
    key = _owner(_key(span), place, owners)
    form: MentionForm = "full" if key == _key(span) else "short"
    return _Named(span=span, key=key, form=form)


def _by_title(
    tokens: Tokens,
    span: Span,
    place: int,
    owners: Mapping[Key, tuple[list[int], list[Key]]],
) -> Key | None:
    """Whom the title before a surname tells; the surname alone means him from here."""
    short = _key(span)
    places, keys = owners.get(short, ((), ()))
    title = title_at(tokens, span.first - 1)
    titled = span.kind, f"{title} {short[1]}"
    where = bisect_right(places, place)
    if title is not None and titled in owners:
        key = _owner(titled, place, owners)
    else:
        near = keys[max(where - _BEARERS_MAX, 0) : where][::-1]
        fitting = [each for each in near if may_bear(tokens, span.first, each[1])]
        if not fitting or fitting[0] == near[0]:
            return None
        key = _owner(fitting[0], place, owners)
    if short in owners:
        owners[short][0].insert(where, place)
        owners[short][1].insert(where, key)
    return key


def _owner(
    key: Key, place: int, owners: Mapping[Key, tuple[list[int], list[Key]]]
) -> Key:
    """The longest name that the key is short for; each step makes it longer."""
    while key in owners:
        places, keys = owners[key]
        key = keys[max(bisect_right(places, place) - 1, 0)]
    return key


def _names(named: Sequence[_Named]) -> Mapping[Key, str]:
    """Key -> the words of its first full mention, in the order entities are met."""
    names: dict[Key, str] = {}
    for each in named:
        words = " ".join(_own_words(each.span.kind, each.span.words))
        words = words.replace(" 's", "'s").replace(" ’s", "’s")
        is_named = fold_name(names.get(each.key, "")) == each.key[1]
        if each.key not in names or (each.form == "full" and not is_named):
            names[each.key] = words
    return names
