"""Made-up lines of news with their names marked, to train the model of names from.

Annotated texts that may be shipped come from an encyclopaedia and from press releases;
results, tables, datelines, headlines and who-said lines of news agencies are not among
them. The patterns below are ours, names are drawn from the packaged lists.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.facts.names.lexicon import phrases, word_classes

Marked = tuple[str, list[tuple[int, int, str]]]
"""A text and its names: start, end, PER, ORG, LOC or MISC."""

_PATTERNS = """
{place}'s {office}, {person}, said on {day} that talks with {place} had ended.
{people} {Office} {person} said {place} would not sign.
{person}, a {job} at {org}, said the plan was late.
{person}, the {job} of {org} ({acronym}), told reporters in {place}.
{person}, {number}, a {job} from {place}, lost her house.
{org} said on {day} it would cut {number} jobs in {place}.
{org} shares rose {number} percent after {org} raised its offer.
"We are ready," said {Office} {person}, who flew to {place} with {surname}.
Mr {surname} met {title} {surname} in {place} on {day}.
{title} {person} of {org} said {people} forces had left {place}.
The {people} government and {org} will meet in {place}, {country}.
{surname} said {org} had no comment. {surname} left for {place}.
A spokesman for {org}, {person}, denied it.
{org} analyst {person} said {place} was a risk.
Police in {place} arrested {person} and {person}.
{Office} {person} told {org} that {country} and {country} agreed.
The {place} district was shelled, the head of {region} region said.
Fires burned in {region} province near the village of {place}, {surname} said.
Residents of the town of {place}, in {region} region, fled to {place}.
The {region} region of {country} borders {place} and {place}.
In {place}, {people} troops shelled {place} and {place}, officials said.
{org} and {org} signed a deal with {country}'s {org}.
{people}-backed fighters of {org} took {place} from {org}.
"It is over," {surname} said. {surname}, who leads {org}, won {number} seats.
Former {country} {office} {person} joined {org} in {year}.
{event} organisers said {person} of {country} would play.
{person} ({country}) beat {person} ({country}) {score} {score}
{number}. {person} ({country}) {number}.{number}
{number}. {person} ({country}) {org} {number}:{number}.{number}
{number}. {surname} {person} ({country}) {number}
{country} {number} {country} {number} (halftime {number}-{number})
{country} - {person} {number}, {person} {number}
Scorers: {person} ({number}), {person} ({number} penalty)
{club} {number} {club} {number}
{club} {number} {number} {number} {number} {number} {number}
{CLUB} {number} {number} .{number} {number}
{CLUB} AT {CLUB}
{CLUB} {number} {CLUB} {number}
{Clubplace} {number} {Clubplace} {number}
{Clubplace} beat {Clubplace} {number}-{number} on {day}.
{person} scored twice as {Clubplace} won {number}-{number} at {Clubplace}.
{club} defender {person} will join {club} for $ {number} million.
{person} c {surname} b {surname} {number}
{initial} {surname} not out {number}
Bowling: {surname} {number}-{number}-{number}, {surname} {number}-{number}
{PLACE} {year}-0{digit}-1{digit}
{PLACE}, {month} {number} ({agency}) - {org} said on {day} it would close.
{PLACE} - {person} was named {job} of {org} on {day}.
SOCCER - {COUNTRY} BEAT {COUNTRY} IN {EVENT} MATCH.
TENNIS - {SURNAME} WINS {PEOPLE} TITLE.
{COUNTRY} AND {COUNTRY} SIGN {PEOPLE} TRADE DEAL.
{ORG} SAYS {PLACE} PLANT TO CLOSE.
{SURNAME} CALLS FOR {PEOPLE} VOTE IN {PLACE}.
{place} ({agency})
By {person}
Source: {org}.
-- {person}, {place} newsroom {number}
{person}, {person} and {person} were also at {org}.
{place}, {place}, {place} and {place} voted on {day}.
{org}, {org} and {org} did not reply.
The {award} went to {person} for {work}.
{person} published {work} in {year} and moved to {place}.
He studied at {org} in {place} and worked for {org}.
The {org} ({acronym}) has {number} members in {country}.
{acronym} said it had asked {acronym} and {org} for help.
{person}'s lawyer, {person}, said {surname} was innocent.
{surname}'s {org} bought {org} from {surname}.
{Office} {person} and {Office} {person} spoke by telephone.
{country}'s {org} raised rates, {person} of {org} said in a note.
"""
_OFFICES = """president|prime minister|foreign minister|finance minister|
defence minister|interior minister|health minister|deputy prime minister|ambassador|
governor|mayor|
chief executive|police chief|army chief|opposition leader|central bank governor|
spokesman|spokeswoman|secretary of state|trade minister|parliament speaker"""
_JOBS = """doctor|teacher|analyst|nurse|spokesman|spokeswoman|economist|lawyer|director|
professor|manager|chairman|chief executive|researcher|driver|farmer|coordinator|
head|founder|striker|engineer|editor|strategist|lecturer|commander"""
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_MONTHS = "January|February|March|April|June|July|August|September|October|November"
_TITLES = "Dr|Mrs|Ms|Prof.|Sen.|Gov.|Gen.|Col.|Judge|Sir|Lord|President|Captain|King"
_AGENCIES = "Reuters|AP|AFP|Interfax|TASS|dpa|Xinhua|Ukrinform"
_AWARDS = "Nobel Prize|Pulitzer Prize|Academy Award|Booker Prize|Golden Globe"
_FIRM_ENDINGS = "Inc|Corp|Ltd|Co|Group|Holdings|Bank|Energy|Airlines|Partners|& Co|AG"
_FIRM_MIDDLES = "Motor|Steel|Oil|Media|Capital|Foods|Systems|Insurance|Mining"
_BODIES = """University of {place}|{place} University|Ministry of Health|
{place} Hospital|National Bank of {country}|{people} Red Cross|{surname} Foundation|
{place} Police|
{place} City Council|{people} Football Association|Bank of {country}|{place} Court|
{people} Medical Association|{surname} Institute|Ministry of Defence|
{surname} & {surname}|{people} Army|{people} Air Force|Democratic Party of {country}|
{surname} Brothers|
Institute of {surname} Studies|{place} Chamber of Commerce|
People's Party|{place} Times"""
_WORKS = """The Last {surname}|A Year in {place}|{surname}'s Garden|Songs of {place}|
The {people} Bride|Night Train to {place}"""
_UNKNOWN_SHARE = 0.35
"""Share of names whose letters are changed, so that no list knows them."""


@dataclass(frozen=True, slots=True)
class _Lists:
    given: Sequence[str]
    surnames: Sequence[str]
    places: Sequence[str]
    cities: Sequence[str]
    peoples: Sequence[str]
    organisations: Sequence[str]
    events: Sequence[str]


def made_lines(count: int, seed: int) -> Iterator[Marked]:
    """``count`` lines, the same for the same seed."""
    chance = random.Random(seed)
    lists = _lists()
    patterns = [line for line in _PATTERNS.splitlines() if line]
    for number in range(count):
        yield _fill(patterns[number % len(patterns)], lists, chance)


def _lists() -> _Lists:
    found: dict[str, list[str]] = {}
    for word, classes in word_classes().items():
        for each in classes:
            found.setdefault(each, []).append(word)
    for words, section in phrases().items():
        found.setdefault(section, []).append(" ".join(words))
    usable = {
        section: sorted(name for name in names if name[0].isupper() and len(name) > 2)
        for section, names in found.items()
    }
    return _Lists(
        given=usable["given"],
        surnames=usable["surname"],
        places=usable["place"],
        cities=usable["city"] + usable["town"][::6],
        peoples=[each for each in usable["people"] if "-" not in each],
        organisations=usable["organisation"],
        events=usable["other"],
    )


def _fill(pattern: str, lists: _Lists, chance: random.Random) -> Marked:
    text, names = "", []
    for part in re.split(r"(\{\w+\})", pattern):
        if not part.startswith("{"):
            text += part
            continue
        slot = part.strip("{}")
        words, kind = _slot(slot.lower(), lists, chance)
        if slot.isupper():
            words = words.upper()
        elif slot[0].isupper() and not kind:
            words = words.title()
        if kind:
            names.append((len(text), len(text) + len(words), kind))
        text += words
    return text, names


def _slot(slot: str, lists: _Lists, chance: random.Random) -> tuple[str, str]:
    """Words for a slot of a pattern, and the type of the name; empty for no name."""
    plain = {
        "office": _OFFICES,
        "job": _JOBS,
        "day": _DAYS,
        "month": _MONTHS,
        "title": _TITLES,
    }
    if slot in plain:
        return chance.choice(_options(plain[slot])), ""
    if slot in ("number", "digit", "year", "score"):
        return _figure(slot, chance), ""
    if slot in ("person", "surname", "initial"):
        return _person(slot, lists, chance), "" if slot == "initial" else "PER"
    if slot in ("place", "country", "region"):
        pool = lists.cities if chance.random() < 0.5 else lists.places
        pool = lists.places if slot == "country" else pool
        return _unknown(chance.choice(pool), chance), "LOC"
    if slot in ("club", "clubplace", "org", "acronym", "agency"):
        return _organisation(slot, lists, chance), "ORG"
    if slot == "people":
        return chance.choice(lists.peoples), "MISC"
    if slot == "work":
        return _nested(chance.choice(_options(_WORKS)), lists, chance), "MISC"
    pool = lists.events if slot == "event" else _options(_AWARDS)
    return chance.choice(pool), "MISC"


def _options(text: str) -> Sequence[str]:
    return text.replace("\n", "").split("|")


def _figure(slot: str, chance: random.Random) -> str:
    if slot == "score":
        return f"{chance.randint(0, 7)}-{chance.randint(0, 7)}"
    low, high = {"digit": (1, 9), "year": (1950, 2030)}.get(slot, (0, 99))
    return str(chance.randint(low, high))


def _person(slot: str, lists: _Lists, chance: random.Random) -> str:
    surname = _unknown(chance.choice(lists.surnames), chance)
    given = _unknown(chance.choice(lists.given), chance)
    if slot == "surname":
        return surname
    if slot == "initial":
        return f"{given[0]}."
    middle = chance.choice(("", "", "", f" {chance.choice('ABCEJMRST')}.", " al-"))
    if middle == " al-":
        return f"{given} al-{surname}" if "-" not in surname else f"{given} {surname}"
    return f"{given}{middle} {surname}"


def _organisation(slot: str, lists: _Lists, chance: random.Random) -> str:
    if slot == "agency":
        return chance.choice(_options(_AGENCIES))
    if slot == "acronym":
        return "".join(chance.choices("ABCDEFIMNOPRSTUW", k=chance.randint(3, 5)))
    if slot in ("club", "clubplace"):
        pool = lists.cities if slot == "clubplace" else lists.organisations
        pool = lists.cities if chance.random() < 0.4 else pool
        return chance.choice(pool)
    draw = chance.random()
    if draw < 0.4:
        return chance.choice(lists.organisations)
    if draw < 0.7:
        return _nested(chance.choice(_options(_BODIES)), lists, chance)
    name = _unknown(chance.choice(lists.surnames), chance)
    middle = f" {chance.choice(_options(_FIRM_MIDDLES))}" if draw < 0.85 else ""
    return f"{name}{middle} {chance.choice(_options(_FIRM_ENDINGS))}"


def _nested(pattern: str, lists: _Lists, chance: random.Random) -> str:
    return _fill(pattern, lists, chance)[0]


def _unknown(name: str, chance: random.Random) -> str:
    """Now and then the name with two letters changed: one that no list holds."""
    if chance.random() > _UNKNOWN_SHARE or " " in name or len(name) < 4:
        return name
    letters = list(name)
    for place in chance.sample(range(1, len(letters)), 2):
        if letters[place].islower():
            pool = "aeiou" if letters[place] in "aeiou" else "bdfgklmnprstvz"
            letters[place] = chance.choice(pool)
    return "".join(letters)
