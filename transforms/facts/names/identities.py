"""One person or organisation across articles: ids by a rule that parts in doubt.

A person is the same where full name and country agree; a surname or a given name alone
is nobody. An organisation is the same where its name agrees; a name that every country
has ("Health Ministry") needs its country.
"""

from functools import cache, lru_cache
from uuid import UUID

from transforms.facts.names.chains import fold_name
from transforms.facts.names.lexicon import word_classes
from transforms.identity import identify

_SHARED_WORDS_TEXT = """
    the of and for state national federal central supreme high constitutional
    regional royal general local international interior foreign defence defense
    health finance justice education environment energy economy trade transport
    labour agriculture information culture police army navy air force forces armed
    guard security council cabinet parliament house senate congress assembly
    government ministry department bank court service services office prosecutor
    prosecutors committee commission election electoral staff coast red cross
    crescent emergency revolutionary guards"""
_SHARED_WORDS = frozenset(_SHARED_WORDS_TEXT.split())


@lru_cache(maxsize=20_000)
def person_id(name: str, country: str | None) -> UUID | None:
    """The id of the person of that full name and country; None for half a name.

    Where no country is known the person is one of all those articles that say none:
    ``namesakes`` tells which bearer of the name each article means, the id does not.
    """
    if len(name.split()) < 2:
        return None
    return identify("person", fold_name(name), country or "")


@lru_cache(maxsize=20_000)
def organisation_id(name: str, country: str | None) -> UUID | None:
    """The id of the organisation; None for a shared name without its country."""
    folded = fold_name(name)
    if not is_shared(folded):
        return identify("organisation", folded, "")
    return identify("organisation", folded, country) if country else None


def is_shared(name: str) -> bool:
    """Whether every country may have one of that name: "supreme court"."""
    return name not in _known() and all(
        word.strip(",") in _SHARED_WORDS for word in name.split()
    )


@cache
def _known() -> frozenset[str]:
    """Names of international bodies that look shared: none that a state has."""
    return frozenset(
        fold_name(word)
        for word, classes in word_classes().items()
        if "organisation" in classes and word.isupper()
    )
