"""Statements of authors to names: a byline arrives, the names in it leave.

What is no name (addresses, handles, "By", dates, job titles, places behind a name) is
left out.
"""

import re
from collections.abc import Iterable, Iterator

from transforms.articles.lines import clean, fold
from transforms.articles.trees import LINE_CHARACTERS_MAX

NAME_CHARACTERS_MAX = 80
PERSON_WORDS_MAX = 6

_WORDS_OF_BY = (
    r"by|von|vom|par|por|di|door|av|af|autor(?:in|e|es)?|autoren|author|de|от|автор"
    r"|escribe|text|texte|texto"
)
_BY = re.compile(
    r"^(?:(?:written|reported|posted|published|story|words|text|texte|article"
    r"|erstellt|geschrieben|verfasst|publiziert)\s+)?"
    rf"(?:{_WORDS_OF_BY})(?:\s?\(s\))?(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_PLAIN_BY = re.compile(
    r"(?:(?:written|reported|posted|published|story|words|text|erstellt|geschrieben"
    r"|verfasst|publiziert)\s*)?"
    rf"(?:{_WORDS_OF_BY}|redaktion(?=:)|posted|published|auteurs?)?(?:\s?\(s\))?\s*:?",
    re.IGNORECASE,
)
_ON_DATE_BY = re.compile(
    r"^(?:posted|published|publiziert|veröffentlicht|erstellt|publié)\b.{0,50}?\d{4}"
    r".{0,20}?\s(?:by|von|par|por)\s+",
    re.IGNORECASE,
)
_ON_DATE = re.compile(
    r"\s+(?:on|am|at|le|el|il|vom|um|published|updated|veröffentlicht)\s(?=[^\d]*\d).*$"
    r"|\s*[|•·–—-]\s*\d.*$",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(r"\s+(?:in|aus|en|à)\s+[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?$")
_OTHER_CREDIT = re.compile(
    r"\s+(?:illustration|fotos?|photos?|bild(?:er)?|video|grafik|übersetz\w{0,9})"
    r"(?:\s*:|\s+(?:by|von|par|de)\b).*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\(?\b[\w.+-]{1,64}@[\w.-]{1,99}\)?")
_AND = re.compile(r"\s+(?:and by|and|und|et|och|og|en|e|y|и|та|&)\s+")
_LIST = re.compile(r"\s*[;／、]\s*")
_MARK = re.compile(r"\s*[|•·]\s*|\s+/\s+|\s+[–—]\s+")
_NO_NAME = re.compile(
    r"https?:|www\.|@|^\W*$|\d\d|\d:|[→»<>{}]"
    r"|^(?:admin|administrator|editor|unknown|null|none|undefined|no author|n/a)$"
    r"|^(?:author|publisher|share|shares|follow|teilen|(?:view|see|show|all|alle|zeige"
    r"|mehr|more|signing|subscribing|clicking|continuing|using|registering|entering)"
    r"\s.*)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|journalist|columnist|staff|producer"
    r"|contributor|redakteur|korrespondent|chief|bureau|director|professor|fellow"
    r"|chefredakteur|min read|minutes|comments?|lesezeit|foto|photo|image|bild)",
    re.IGNORECASE,
)
_COLLECTIVES = frozenset(
    {"staff", "redaktion", "agencies", "redaction", "redaccion", "redazione", "editors"}
    | {"редакция", "редакція", "newsroom", "dieredaktion", "larédaction", "laredaccion"}
)
"""A name that says only that the publisher wrote it, folded."""

_PARTICLES_LIST = """
von van de der den di da du la le al el bin ter ten zu af av dos das do del y ben
"""
_PARTICLES = frozenset(_PARTICLES_LIST.split())


def split(text: str) -> Iterator[str]:
    """The names in one statement.

    >>> list(split("By Ann Lee, Political Editor and Bo Kim"))
    ['Ann Lee', 'Bo Kim']
    """
    bare = _ADDRESS.sub(" ", clean(text[:LINE_CHARACTERS_MAX]))
    bare = _OTHER_CREDIT.sub("", bare)
    bare = _ON_DATE.sub("", _BY.sub("", _ON_DATE_BY.sub("", bare)))
    for statement in _LIST.split(bare):
        for place, part in enumerate(_MARK.split(statement)):
            yield from _in_part(part, place > 0)


def _in_part(part: str, is_behind: bool) -> Iterator[str]:
    for statement in _split_at_and(part):
        for position, piece in enumerate(statement.split(",")):
            name = _bare(piece)
            # Behind a mark stands the next name, or what the one before it is.
            is_told = (is_behind or position > 0) and not is_person(name)
            if is_name(name) and not is_told:
                yield name


def unique(names: Iterable[str]) -> tuple[str, ...]:
    """``names`` without those that differ from an earlier one in marks or case."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(fold(name), name)
    return tuple(kept.values())


def is_by(text: str) -> bool:
    """Whether a text is nothing but the word before a name: "By", "Autor:"."""
    return bool(text) and _PLAIN_BY.fullmatch(text) is not None


def begins_with_by(text: str) -> bool:
    """Whether a text says of what follows in it that it is a name."""
    return _BY.match(text) is not None or _ON_DATE_BY.match(text) is not None


def is_name(text: str) -> bool:
    """Whether a text may name somebody, be it a person or not."""
    is_short = 1 < len(text) <= NAME_CHARACTERS_MAX
    return is_short and not _NO_NAME.search(text) and not is_by(text)


def is_person(name: str) -> bool:
    """Whether a name looks like a person's: two words and more, as names are written.

    Scripts without capitals are believed.
    """
    if is_role(name):
        return False
    if not (name[:1].isupper() or name[:1].islower()):
        return name[:1].isalpha()
    words = name.split()
    capitals = sum(word[:1].isupper() for word in words)
    return (
        2 <= len(words) <= PERSON_WORDS_MAX
        and capitals >= 2
        and words[-1][:1].isupper()
        and all(word[:1].isupper() or word.lower() in _PARTICLES for word in words)
    )


def is_role(name: str) -> bool:
    """Whether a text says what somebody is rather than who."""
    return _ROLE.search(name) is not None


def is_login(name: str) -> bool:
    """Whether a name is what somebody logs in as: ``ann.lee``, ``annlee``."""
    return " " not in name and name.isascii() and name == name.lower()


def is_collective(name: str) -> bool:
    """Whether a name stands for all who work there."""
    return fold(name) in _COLLECTIVES


def _split_at_and(statement: str) -> list[str]:
    """Parts that each begin with a person; "Staff and Agencies" stays in one."""
    parts = _AND.split(statement)
    is_persons = all(is_person(_bare(part.split(",")[0])) for part in parts)
    return parts if is_persons else [statement]


def _bare(piece: str) -> str:
    """A piece without what stands around a name: "Ann Lee/Wire", "Ann Lee in Kyiv"."""
    name = _BY.sub("", piece.strip(" .:-–—|")).strip()
    placed = _IN_PLACE.sub("", name.partition("/")[0])
    return placed if placed != name and is_person(placed) else name
