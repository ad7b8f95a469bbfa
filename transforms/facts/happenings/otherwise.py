"""Words of the lexicon in other senses: of sport, trade, courts, clinics and talk.

A trigger with its sense and sides arrives; whether the words around it show another
sense leaves. Each rule was found by reading what was wrong in 600 events of news.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from transforms.facts.happenings.reading import Reading
from transforms.facts.happenings.senses import Sense
from transforms.facts.happenings.triggers import Trigger
from transforms.facts.happenings.words import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    MARKS,
    PREPOSITIONS,
    SUBORDINATORS,
)

Table = Mapping[str, frozenset[str]]


def _table(**words: str) -> Table:
    """Base of a word -> words."""
    found = {base: frozenset(text.split()) for base, text in words.items()}
    return MappingProxyType(found)


_BEHIND = _table(
    hold="onto on off up out back",
    slam="into on",
    concede="that",
    settle="on in for into down",
    seek="to",
    fight="to",
    battle="to",
    struggle="to",
    settlement="talks",
    release="said says",
    pay="down off attention",
    decline="in by from",
    demonstrate="his her its their the a an both that how",
    investigation="service agency bureau unit",
)
"""What right behind the word shows another sense: "held onto", "battled to keep"."""
_HOSTILE_TEXT = """
    destroy crush kill attack strike punish fight retaliate avenge defeat eat"""
_HOSTILE = frozenset(_HOSTILE_TEXT.split())
"""What nobody agrees to who is ready or promises to do it."""
_BEFORE = _table(
    release="press news media treated",
    conference="press news",
    threaten="feel felt feels feeling",
    imprisonment="life or",
    demand="those increasing growing market consumer",
    suspension="player",
    appeal="bipartisan popular broad wide mass",
    seizure="drug drugs cocaine",
    back="goes go went came come get got give given gave",
)
"""What right before it does: "press release", "treated and released"."""
_OBJECTS = _table(
    concede="goal goals run runs point points penalty match set try defeat",
    withdraw="$ money cash bill whip candidacy",
    pay="damages fine fines ransom tax taxes bail debt debts interest dividends",
    capture="dioxide carbon emissions title gold market championship attention tons",
    seizure="cocaine fentanyl carfentanil heroin drugs marijuana",
    fight="craze incident drug drugs it back",
    battle="craze incident drug drugs it crisis election",
    release="returns album song report statement figures data results video film",
    seek="attention treatment comment reelection re-election",
    meet="redemptions requirements needs demand goals targets deadline standards",
    attend="ceremony school class classes college university awards church funeral",
    bring="trial justice visitors charges tourists",
    accept="responsibility patients applications bookings",
    visit="website websites www doctor",
    host="rodeo website site files tournament championship concert show games cup",
    defend="title titles championship crown",
    receive="$ million percent award prize letter calls",
    settlement="immigrants settlers refugees colonists",
    suspend="sentence reality disbelief license licence",
    oppose="side sides team teams players player batsmen",
)
"""What among the next words does: "conceded two goals", "sought medical attention"."""
_NEAR = 7
_FAR = 24
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}\Z")
_CONTESTS = frozenset(
    ["beat", "hit", "strike", "attack", "shoot", "lift", "capture", "blast", "take"]
)
_TRADE_TEXT = """
    bid share shares stock investors company companies inc corp plc shareholders"""
_TRADE = frozenset(_TRADE_TEXT.split())
_TRADED = frozenset(["takeover", "raid", "pact", "settlement", "clash", "battle"])
_SPORT_TEXT = """
    score scored cup champion championship match league innings wicket goals seed
    semifinal finals"""
_SPORT = frozenset(_SPORT_TEXT.split())
_ASKED = frozenset(["to", "for", "that", "not"])
_ASKED_MAX = 12
_CLAUSE_ENDS = frozenset([".", ";", ":", "“", "”", '"', "said"])
_NO_OBJECT = PREPOSITIONS | SUBORDINATORS | MARKS | CONJUNCTIONS | BE
_NOUNS = frozenset(["sign", "fund", "phone", "pressure", "demand", "host", "target"])
"""Verbs whose third person is seldom one: "carrying signs", "other Fidelity funds"."""
_SELDOM = frozenset(["sign", "fund", "phone", "host"])
_HELPED_MAX = 6
_PROMISES = frozenset(
    f"{verb} to"
    for verb in (
        *("promise", "pledge"),
        *("be ready", "be prepared", "be willing", "be committed"),
    )
)
_KNOWN = frozenset().union(
    *(_BEHIND, _BEFORE, _OBJECTS, _CONTESTS, _TRADED, _NOUNS, _PROMISES),
    ("combat", "ask", "help"),
)


def means_otherwise(reading: Reading, trigger: Trigger, sense: Sense) -> bool:
    """Whether the words around the trigger show that it names no such event."""
    if sense.base in _KNOWN and _is_other(reading, trigger, sense):
        return True
    return trigger.part == "verb" and _is_capital(reading, trigger)


def _is_other(reading: Reading, trigger: Trigger, sense: Sense) -> bool:
    base = sense.base
    before, behind = reading.word(trigger.first - 1), reading.word(trigger.after)
    if before in CONJUNCTIONS:
        before = reading.word(trigger.first - 2)
    if behind in _BEHIND.get(base, ()) or before in _BEFORE.get(base, ()):
        return True
    objects = _OBJECTS.get(base)
    if objects and not objects.isdisjoint(_next_words(reading, trigger)):
        return True
    if base in _CONTESTS and _is_sport(reading, trigger):
        return True
    if base in _TRADED and not _TRADE.isdisjoint(_around(reading, trigger)):
        return True
    is_promise = sense.mode == "promise" and base in _PROMISES
    if is_promise and (behind in _HOSTILE or _is_given(reading, trigger)):
        return True
    if base == "combat" and reading.is_noun_like(trigger.after):
        return True  # "combat troops"
    return trigger.part == "verb" and _is_no_such_verb(reading, trigger, base, behind)


def _is_sport(reading: Reading, trigger: Trigger) -> bool:
    """ "beat Jenson 15-9 15-8", "beat the champion in the final"."""
    around = _around(reading, trigger)
    return not _SPORT.isdisjoint(around) or any(map(_SCORE.match, around))


def _is_given(reading: Reading, trigger: Trigger) -> bool:
    """ "sums promised to the valley": what follows is no verb."""
    following = reading.name(trigger.after)
    return following is not None or reading.word(trigger.after) in DETERMINERS


def _around(reading: Reading, trigger: Trigger) -> Sequence[str]:
    first = max(0, trigger.first - _FAR)
    return reading.tokens.lower[first : trigger.after + _FAR]


def _next_words(reading: Reading, trigger: Trigger) -> Iterator[str]:
    stop = min(trigger.after + _NEAR, len(reading.tokens.lower))
    for place in range(trigger.after, stop):
        word = reading.word(place)
        if word in _CLAUSE_ENDS and not reading.is_in_number(place):
            return
        yield word


def _is_no_such_verb(
    reading: Reading, trigger: Trigger, base: str, behind: str
) -> bool:
    if base == "ask":
        return not _is_request(reading, trigger)
    if trigger.form == "third" and base in _NOUNS:
        is_cut = behind in _NO_OBJECT or behind.endswith("ing")
        is_bare = not _begins_object(reading, trigger.after)
        return is_cut or (base in _SELDOM and is_bare)
    return base == "help" and _helps_to(reading, trigger)


def _begins_object(reading: Reading, place: int) -> bool:
    return reading.word(place) in DETERMINERS or reading.name(place) is not None


def _is_request(reading: Reading, trigger: Trigger) -> bool:
    """ "asked him to leave", "asked for aid"; not "asked why", "asked the minister"."""
    stop = min(trigger.after + _ASKED_MAX, len(reading.tokens.lower))
    for place in range(trigger.after, stop):
        word = reading.word(place)
        if word in _ASKED:
            return True
        if word in _CLAUSE_ENDS or word in SUBORDINATORS:
            return False
    return False


def _helps_to(reading: Reading, trigger: Trigger) -> bool:
    """ "help him oust the general", "help to explain": what is done is the event."""
    stop = min(trigger.after + _HELPED_MAX, len(reading.tokens.lower))
    for place in range(trigger.after, stop):
        word = reading.word(place)
        if word == "to" or (reading.verbs[place] and place > trigger.after):
            return True
        if word in _NO_OBJECT:
            return False
    return False


def _is_capital(reading: Reading, trigger: Trigger) -> bool:
    """ "the 1997 Fed Cup": a capital inside a sentence is part of a name."""
    words = reading.tokens.words
    if trigger.first == 0 or reading.tokens.is_capitals:
        return False
    before = words[trigger.first - 1]
    return words[trigger.first][:1].isupper() and before[:1].islower()
