"""The places that a document names, each mention with its place.

A document arrives; mentions leave in reading order, none overlapping another. This is
where the parts meet: candidates are scanned, qualified by what stands beside them,
weighed and resolved.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from transforms.facts.documents import Document
from transforms.facts.gazetteer import Place, demonym, division
from transforms.facts.gazetteer.spelling import key_of
from transforms.facts.toponyms import senses, surroundings
from transforms.facts.toponyms.located import Located
from transforms.facts.toponyms.qualifiers import qualify
from transforms.facts.toponyms.scanning import Candidate, scan
from transforms.facts.toponyms.unlisted import unlisted
from transforms.facts.toponyms.words import words_as

_OPENING = 1500
"""Characters in which an article introduces its places."""
_Holders = dict[str, tuple[Place, ...]]
_SETTLED = frozenset({"country", "admin1", "area", "continent"})


class _Mention(NamedTuple):
    """A candidate with what has been found out about it."""

    candidate: Candidate
    key: str
    within: tuple[Place, ...]
    score: float


def locate(document: Document) -> tuple[Located, ...]:
    """All mentions of places in ``document``."""
    return document.once(_read_places)


def _read_places(document: Document) -> tuple[Located, ...]:
    candidates = list(scan(document))
    within = qualify(document.text, candidates)
    evidence = surroundings.weigh(document, candidates)
    mentions = [
        _Mention(
            candidate=each,
            key=_key(each, within[number]),
            within=within[number],
            score=surroundings.score(document, each, evidence, bool(within[number])),
        )
        for number, each in enumerate(candidates)
    ]
    setting = _setting(document, mentions)
    accepted = [
        each
        for each in _supported(document.text, mentions, setting)
        if each.score >= surroundings.THRESHOLD
    ]
    chosen = senses.choose(_names(accepted), setting)
    located = _placed_counties([_located(each, *chosen[each.key]) for each in accepted])
    others = unlisted(document, candidates, located)
    return tuple(sorted([*located, *others], key=lambda each: each.start_char))


def _placed_counties(located: Sequence[Located]) -> list[Located]:
    """Counties where the text's towns of their state are, if it names any."""
    towns: dict[str, Counter[Place]] = defaultdict(Counter)
    for each in located:
        if each.place.level == "town" and each.place.admin1:
            towns[each.place.admin1][each.place] += 1
    found = []
    for each in located:
        around = towns.get(each.place.admin1 or "")
        if each.place.level == "area" and each.place.geonames_id is None and around:
            town = max(around, key=lambda place: (around[place], place.population))
            county = replace(
                each.place, latitude=town.latitude, longitude=town.longitude
            )
            found.append(each._replace(place=county))
        else:
            found.append(each)
    return found


def _located(mention: _Mention, place: Place, lead: float) -> Located:
    candidate = mention.candidate
    return Located(
        start_char=candidate.start_char,
        end_char=candidate.class_end_char,
        sentence_start_char=candidate.sentence.start_char,
        sentence_end_char=candidate.sentence.end_char,
        place=place,
        score=mention.score,
        lead=lead,
        is_qualified=bool(mention.within),
    )


def _key(candidate: Candidate, within: tuple[Place, ...]) -> str:
    """One for all mentions that share their sense."""
    key = key_of(candidate.text)
    if candidate.class_word:
        key += f" +{candidate.class_word}"
    if within:
        key += " /" + ",".join(sorted(place.admin1 or place.name for place in within))
    return key


def _supported(
    text: str, mentions: Sequence[_Mention], setting: senses.Setting
) -> list[_Mention]:
    """The mentions with points for what the rest of the document says."""
    sure = {
        key_of(each.candidate.text)
        for each in mentions
        if each.score >= surroundings.SURE
    }
    found: list[_Mention] = []
    for each in mentions:
        points = each.score
        if points < surroundings.THRESHOLD:
            if key_of(each.candidate.text) in sure:
                points += 1.5
            points += _support(each.candidate.places, setting)
            if found and _is_listed(text, found[-1], each):
                points += 0.8
        found.append(each if points == each.score else each._replace(score=points))
    return found


def _support(places: Sequence[Place], setting: senses.Setting) -> float:
    """Points for a place in a country or division that the document names."""
    if any(place.admin1 in setting.divisions for place in places):
        return 1.2
    return 0.7 if any(place.country in setting.countries for place in places) else 0.0


def _is_listed(text: str, previous: _Mention, mention: _Mention) -> bool:
    """Whether "and" or a comma joins the mention to one that is a place."""
    gap = text[previous.candidate.class_end_char : mention.candidate.start_char]
    return previous.score >= 1.5 and gap in (", ", " and ", ", and ", " or ")


def _names(mentions: Sequence[_Mention]) -> list[senses.Name]:
    counts = Counter(each.key for each in mentions)
    placed, apart = _placed(mentions)
    named = {each.key: each for each in reversed(mentions)}
    return [
        senses.Name(
            key=key,
            places=_fitting(each.candidate),
            count=counts[key],
            within=each.within,
            elsewhere=placed.get(key_of(each.candidate.text), ()),
            apart=apart.get(key_of(each.candidate.text), ()),
        )
        for key, each in named.items()
    ]


def _placed(mentions: Sequence[_Mention]) -> tuple[_Holders, _Holders]:
    """Where the text puts names that it uses bare as well: at first, and later.

    A name that stands alone for long is another place: Birmingham, and at the end
    "Birmingham, Alabama". A headline may come before.
    """
    before: Counter[str] = Counter()
    first: _Holders = {}
    later: _Holders = {}
    for each in mentions:
        key = key_of(each.candidate.text)
        if each.within:
            is_first = before[key] <= 1 and each.candidate.start_char < _OPENING
            (first if is_first else later).setdefault(key, each.within)
        before[key] += 1
    return first, {key: within for key, within in later.items() if key not in first}


def _fitting(candidate: Candidate) -> tuple[Place, ...]:
    """The places that agree with the class word."""
    places = candidate.places
    if candidate.class_word == "city":
        return tuple(each for each in places if each.level == "town") or places
    if candidate.class_word == "district":
        return tuple(
            replace(each, level="area") if each.level == "town" else each
            for each in places
        )
    if candidate.class_word not in words_as("division"):
        return places
    named = [place for place in places if place.level in ("admin1", "region")]
    around = [
        replace(found, name=found.name or f"{town.name} {candidate.class_word}")
        for town in places[:8]
        if town.level == "town" and town.admin1
        for found in [division(town.admin1)]
        if found
    ]
    return tuple(dict.fromkeys(named + around)) or places


def _setting(document: Document, mentions: Sequence[_Mention]) -> senses.Setting:
    """The countries and divisions that the document names."""
    countries: dict[str, float] = defaultdict(float)
    divisions: dict[str, float] = defaultdict(float)
    for name in document.mentions:
        people = demonym(name.name) if name.kind == "other" else None
        if people:
            countries[people] += 0.5
    for each in mentions:
        if each.score < surroundings.THRESHOLD:
            continue
        settled = [place for place in each.candidate.places if place.level in _SETTLED]
        is_clear = len(settled) == 1 and settled[0] == each.candidate.places[0]
        for place in (*each.within, *(settled if is_clear else ())):
            if place.admin1:
                divisions[place.admin1] += 1
                countries[place.country or ""] += 1
            elif place.country:
                countries[place.country] += 1
    return senses.setting_of(countries, divisions, document.country)
