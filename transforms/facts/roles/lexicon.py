"""Words for what people are, for what stands before those, and for bodies."""

from functools import cache
from importlib import resources

_DETERMINERS_TEXT = """
    a an the its his her their our this that one another"""
DETERMINERS = frozenset(_DETERMINERS_TEXT.split())
OWN = frozenset({"its", "their", "our"})
"""Determiners that point back to an organisation."""
_STOPS_TEXT = """
    said says say told tells asked added replied warned wrote announced by and or
    but that which who whom whose where when while as if than then is are was were
    be been being has have had do does did will would can could may might must
    should not n't according after before during until since against about over
    under into through he she it they we i you him them us me there here also only
    just still even yet so to in on at for from with of took take takes made make
    makes called calls saw see met meet meets joined thanked accused charged
    denied praised urged visited succeeded replaced named appointed elected
    arrested killed shot injured like including because whether how why what
    between among without within across near outside"""
STOPS = frozenset(_STOPS_TEXT.split())
"""Words that no description of a person goes over."""
COPULAS = frozenset(["is", "was", "became", "becomes", "remains", "remained"])
_HONORIFICS_TEXT = """
    mr mr. mrs mrs. ms ms. miss dr dr. sir dame lord lady"""
HONORIFICS = frozenset(_HONORIFICS_TEXT.split())
_PLAIN_ENDINGS = ("man", "woman", "ologist", "ician", "person")


@cache
def words_of(section: str) -> frozenset[str]:
    """The packaged words of a section: role, modifier or body."""
    folder = resources.files("transforms.facts") / "lexicons" / "names"
    found: set[str] = set()
    current = ""
    for line in (folder / "roles.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif current == section and not line.startswith("#"):
            found.update(line.split("|"))
    return frozenset(found)


def is_role(word: str) -> bool:
    """Whether the word, in lower case, says what a person is."""
    roles = words_of("role")
    if word in roles or word.rpartition("-")[2] in roles:
        return True
    return len(word) > 5 and word.isalpha() and word.endswith(_PLAIN_ENDINGS)


def is_modifier(word: str) -> bool:
    """Whether the word, in lower case, narrows what a person is: "deputy", "ex-"."""
    return word in words_of("modifier") or (
        "-" in word and word.partition("-")[0] in words_of("modifier")
    )
