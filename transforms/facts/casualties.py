"""Casualties: who was killed, hurt, is missing or displaced, how many, and who says so.

A document arrives; records of the table ``casualties`` leave, in reading order. Each
statement of a toll is one, contradictory and revised ones too. The reading is the
package ``tolls``. Ages, vehicles, animals and troops that came to no harm are none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from transforms.facts.documents import Document, Sentence
from transforms.facts.happenings.harm import harming
from transforms.facts.happenings.spans import EventSpan
from transforms.facts.place_mentions import place_id
from transforms.facts.qualifiers import read_qualifier
from transforms.facts.tolls.calibration import confidence
from transforms.facts.tolls.counts import (
    TOPIC_SENTENCES,
    Topic,
    find_counts,
    find_topic,
    speaks_of_toll,
)
from transforms.facts.tolls.division import Told, divisions
from transforms.facts.tolls.frames import Claim, Frames
from transforms.facts.tolls.lexicon import NOUN_EFFECTS, Effect
from transforms.facts.tolls.reading import find_victims
from transforms.facts.tolls.repeats import Ledger
from transforms.facts.tolls.scenes import scene_of
from transforms.facts.tolls.sources import (
    Voice,
    find_voices,
    last_voice,
    voice_around,
    voice_of,
)
from transforms.facts.tolls.standing import Status, status_of
from transforms.facts.tolls.totals import is_total
from transforms.facts.tolls.triggers import TOLD_BY, find_triggers
from transforms.facts.tolls.victims import Victims
from transforms.facts.tolls.words import Words, cut
from transforms.facts.toponyms.located import Located
from transforms.facts.toponyms.resolution import locate
from transforms.records import Fact

VERSION = "3"
_SIDE_CHARACTERS = 240
_LONGEST_TEXT = 120
"""Characters of a group's or a source's words that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty(Fact):
    """One statement of how many people came to what harm.

    An exact or approximate number has both bounds equal to ``count``; None is a bound
    left open ("at least 12" has no maximum).
    """

    effect: Effect
    count: int
    """The number; of a range the lower end, of "dozens" the fewest it may be."""
    count_min: int
    count_max: int | None
    is_approximate: bool
    is_part: bool
    """Whether a larger group that the sentence counts too holds them."""
    is_repeat: bool
    """Whether the text has counted the same people before."""
    is_divided: bool
    """Whether its parts, in rows of their own, add up to it."""
    is_total: bool
    """Whether it sums up a time, a war or a country instead of one happening."""
    group_text: str
    """The victims in the text's words: "11 others", "three men"."""
    status: Status
    attributed_to: str | None
    """Who says so; the full name where the text has one. None: the article itself."""
    place: str | None
    """Name of the place in the gazetteer, where the sentence names one."""
    place_id: UUID | None
    event: EventSpan | None
    """What did the harm, where the sentence names it; the table has its id."""


def extract(document: Document) -> Iterator[Casualty]:
    """The tolls that ``document`` states, in order."""
    found = list(_read(document))
    parts: set[int] = set()
    wholes: set[int] = set()
    for whole, members in divisions([told for _, told in found]):
        wholes.add(whole)
        parts.update(members)
    for place, (casualty, _) in enumerate(found):
        is_part, is_divided = place in parts, place in wholes
        if is_divided or is_part > casualty.is_part:
            is_part = is_part or casualty.is_part
            casualty = replace(casualty, is_part=is_part, is_divided=is_divided)
        yield casualty


def _read(document: Document) -> Iterator[tuple[Casualty, Told]]:
    """Each toll with what tells of what it may be a part."""
    places: Sequence[Located] | None = None
    topic: Topic | None = None
    ledger = Ledger()
    for position, sentence in enumerate(document.sentences):
        is_recent = topic is not None and position - topic.sentence <= TOPIC_SENTENCES
        if not is_recent and TOLD_BY.isdisjoint(document.tokens_of(sentence).lower):
            continue
        words = cut(document.text, sentence.start_char, sentence.end_char)
        topic = find_topic(words, position, topic)
        claims = _claims(document, words, topic)
        if not claims:
            continue
        places = locate(document) if places is None else places
        before = last_voice(document, position)
        voices = find_voices(document, sentence, before)
        for claim in claims:
            if ledger.is_reference(claim):
                continue
            voice = voice_of(document, sentence, claim.victims.start_char, voices)
            if voice is None and not voices:
                voice = voice_around(document, sentence, before)
            found = _casualty(document, words, sentence, claim, voice, places)
            around = _around(document, sentence, claim.victims)
            if found.status == "stated":
                is_repeat = ledger.is_repeat(claim, around, found.place)
                found = replace(found, is_repeat=True) if is_repeat else found
                ledger.add(claim, position, found.place)
            yield found, _told(found, claim, position, around)


def _told(found: Casualty, claim: Claim, position: int, around: str) -> Told:
    is_stated = found.status == "stated" and not found.is_repeat
    return Told(
        effect=found.effect,
        noun=claim.victims.noun,
        count=found.count,
        sentence=position,
        around=around,
        is_part=found.is_part,
        is_stated=is_stated and not found.is_total,
        is_counted=claim.victims.form in ("counted", "bare"),
    )


def _around(document: Document, sentence: Sentence, group: Victims) -> str:
    """The words of a group with those on both sides of it in its sentence."""
    start = max(sentence.start_char, group.start_char - _SIDE_CHARACTERS)
    return document.text[
        start : min(sentence.end_char, group.end_char + _SIDE_CHARACTERS)
    ]


def _claims(document: Document, words: Words, topic: Topic | None) -> Sequence[Claim]:
    """The claims of one sentence, a toll's numbers before those of verbs."""
    triggers = list(find_triggers(words))
    has_own = any(word.lower in NOUN_EFFECTS for word in words.items)
    if not (triggers or has_own or speaks_of_toll(words, topic)):
        return ()
    names = document.mentions_between(words.start_char, words.end_char)
    groups = find_victims(words, [name for name in names if name.kind == "person"])
    if not groups:
        return ()
    counts: dict[int, Claim] = {}
    for claim in find_counts(words, groups, topic):
        counts.setdefault(claim.victims.first, claim)
    for claim in Frames(words, groups, triggers).claims():
        counts.setdefault(claim.victims.first, claim)
    return sorted(counts.values(), key=lambda claim: claim.victims.first)


def _casualty(
    document: Document,
    words: Words,
    sentence: Sentence,
    claim: Claim,
    voice: Voice | None,
    places: Sequence[Located],
) -> Casualty:
    group = claim.victims
    source = (voice.start_char, voice.end_char) if voice else None
    scene = scene_of(document.text, places, sentence, group.start_char, source)
    low, high, is_approximate = _bounds(document, group, sentence)
    evidence = document.text[group.start_char : group.end_char]
    status = status_of(words, claim)
    event = harming(document, sentence, group.start_char, claim.effect)
    return Casualty(
        start_char=group.start_char,
        end_char=group.end_char,
        evidence=evidence,
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        confidence=confidence(claim, status, is_tied=event is not None),
        effect=claim.effect,
        count=group.low,
        count_min=low,
        count_max=high,
        is_approximate=is_approximate,
        is_part=claim.is_part,
        is_repeat=False,
        is_divided=False,
        is_total=is_total(words, claim),
        group_text=(group.name or evidence)[:_LONGEST_TEXT],
        status=status,
        attributed_to=voice.name[:_LONGEST_TEXT] if voice else None,
        place=scene.place.name if scene else None,
        place_id=place_id(scene.place) if scene else None,
        event=event,
    )


def _bounds(
    document: Document, group: Victims, sentence: Sentence
) -> tuple[int, int | None, bool]:
    """Fewest and most victims, and whether the number is said to be rough."""
    span = (group.start_char, group.end_char)
    within = (sentence.start_char, sentence.end_char)
    if group.form in ("single", "named", "none"):
        return group.low, group.high, False
    qualifier = read_qualifier(document.text, span, within)
    if group.form == "vague":
        return group.low, None, True
    if group.is_range:
        return group.low, group.high, qualifier == "about"
    if qualifier in ("at-least", "more-than"):
        return group.low, None, False
    if qualifier in ("at-most", "less-than"):
        return 0, group.high, False
    return group.low, group.high, qualifier == "about"
