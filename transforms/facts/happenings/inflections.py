"""Forms of English verbs and nouns, by rule and by a table of the irregular ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

Form = Literal["base", "third", "past", "participle", "gerund"]

_VOWELS = frozenset("aeiou")
_IRREGULAR_TEXT = """
    begin began begun|bring brought brought|burn burned burned|come came come
    cut cut cut|fight fought fought|find found found|flee fled fled|fly flew flown
    forgive forgave forgiven|give gave given|go went gone|hang hanged hanged
    hit hit hit|hold held held|lay laid laid|leave left left|lend lent lent
    make made made|meet met met|overrun overran overrun|pay paid paid
    put put put|quit quit quit|retake retook retaken|run ran run|say said said
    seek sought sought|send sent sent|set set set|shed shed shed|shoot shot shot
    shut shut shut|sink sank sunk|sit sat sat|slay slew slain|speak spoke spoken
    stand stood stood|steal stole stolen|strike struck struck|sue sued sued
    swear swore sworn|sweep swept swept|take took taken|throw threw thrown
    win won won|wrest wrested wrested|break broke broken|gun gunned gunned
    hack hacked hacked|tell told told|lead led led|beat beat beaten
    overthrow overthrew overthrown|get got got|cast cast cast|bid bid bid
    withdraw withdrew withdrawn|feed fed fed|keep kept kept|bow bowed bowed
    slap slapped slapped|express expressed expressed|down downed downed
    ban banned banned|bomb bombed bombed|rob robbed robbed|beg begged begged
    stab stabbed stabbed|raid raided raided|defy defied defied|bar barred barred
    blitz blitzed blitzed|club clubbed clubbed|flog flogged flogged
    confer conferred conferred|hand handed handed|lob lobbed lobbed
    ship shipped shipped|step stepped stepped|drop dropped dropped
    slam slammed slammed|commit committed committed|whip whipped whipped
    rebut rebutted rebutted|deter deterred deterred|expel expelled expelled
    compel compelled compelled|snub snubbed snubbed|blog blogged blogged
    kidnap kidnapped kidnapped|hijack hijacked hijacked|allot allotted allotted
    split split split|spend spent spent|lie lied lied|bid bid bid|fit fitted fitted
    let let let|upset upset upset|strafe strafed strafed|swap swapped swapped
    quarrel quarrelled quarrelled|patrol patrolled patrolled|prod prodded prodded
    forbid forbade forbidden|build built built|withhold withheld withheld
    slide slid slid|burst burst burst"""
_DOUBLED_TEXT = """
    gun ban rob beg stab bar club flog confer lob ship step drop slam commit
    whip expel compel cut hit put quit run set shut sit win swap kidnap get
    begin let split upset patrol allot plan"""
_DOUBLED = frozenset(_DOUBLED_TEXT.split())
_NOUN_PLURALS: Mapping[str, str] = {
    "crisis": "crises",
    "memorandum": "memoranda",
    "hostilities": "hostilities",
    "talks": "talks",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflected:
    """One written form of a verb and what it may be."""

    text: str
    forms: tuple[Form, ...]


_BE = (
    Inflected(text="be", forms=("base",)),
    *(Inflected(text=each, forms=("third",)) for each in ("is", "are")),
    *(Inflected(text=each, forms=("past",)) for each in ("was", "were")),
)


@cache
def _irregular() -> Mapping[str, tuple[str, str]]:
    words = _IRREGULAR_TEXT.replace("|", " ").split()
    rows = (words[place : place + 3] for place in range(0, len(words), 3))
    return {base: (past, participle) for base, past, participle in rows}


def verb_forms(base: str) -> tuple[Inflected, ...]:
    """Every form of a verb: attack, attacks, attacked, attacking.

    >>> [each.text for each in verb_forms("deny")]
    ['deny', 'denies', 'denied', 'denying']
    """
    if base == "be":
        return _BE
    past, participle = _irregular().get(base, (_past(base), _past(base)))
    forms: tuple[tuple[str, Form], ...] = (
        (base, "base"),
        (_third(base), "third"),
        (past, "past"),
        (participle, "participle"),
        (_gerund(base), "gerund"),
    )
    texts = dict.fromkeys(text for text, _ in forms)
    return tuple(
        Inflected(text=text, forms=tuple(form for each, form in forms if each == text))
        for text in texts
    )


def plural(noun: str) -> str:
    """The plural: strike, strikes; inquiry, inquiries.

    >>> plural("siege"), plural("inquiry"), plural("talks"), plural("clash")
    ('sieges', 'inquiries', 'talks', 'clashes')
    """
    return _NOUN_PLURALS.get(noun) or (noun if noun.endswith("ies") else _third(noun))


def _third(base: str) -> str:
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ies"
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return _stem(base) + "ed"


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return _stem(base) + "ing"


def _stem(base: str) -> str:
    return base + base[-1] if base in _DOUBLED else base
