"""Words of the lexicon that name nothing that happened, by what stands around them."""

from collections.abc import Sequence

from transforms.facts.happenings.frames import Sides
from transforms.facts.happenings.otherwise import means_otherwise
from transforms.facts.happenings.reading import Phrase, Reading
from transforms.facts.happenings.senses import Sense, word_class
from transforms.facts.happenings.triggers import Trigger
from transforms.facts.happenings.words import BE, DETERMINERS, PRONOUNS

_DISASTER_TEXT = """
    earthquake quake aftershock flood floods flooding storm storms hurricane typhoon
    cyclone tornado wildfire wildfires fire fires blaze drought famine landslide
    avalanche tsunami eruption epidemic outbreak cholera disease virus crash collision
    accident inflation heatwave heatwaves tremor tremors cold rain rains hunger
    scare flu meningitis ebola"""
DISASTERS = frozenset(_DISASTER_TEXT.split())
_WEAPONS_TEXT = """
    mortar artillery rocket missile gun machine-gun small-arms tank sniper rebel army
    enemy russian israeli"""
_WEAPONS = frozenset(_WEAPONS_TEXT.split())
"""Whose fire is no disaster."""
_CONFLICT = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})
_AILING = frozenset(["heart", "panic", "asthma", "anxiety"])
_FOUGHT_TEXT = """
    illness cancer depression addiction pneumonia flames imagination attention hearts
    mood spirit poverty racism corruption crime odds weather change"""
_FOUGHT = frozenset(_FOUGHT_TEXT.split())
"""What is fought or captured only in a figure of speech."""
_FIGURES = DISASTERS | _FOUGHT
_ARMED_TEXT = """
    rebels militants gunmen insurgents militia militias guerrillas separatists
    paratroopers armour armor column"""
_ARMED = frozenset(_ARMED_TEXT.split())
_YIELDING = frozenset({"CONCEDE", "RETREAT"})
_BUILT_TEXT = """
    slope hillside embankment dam levee dyke dike bridge roof wall ceiling floor
    building house ground ice snow river bank banks water waters tide"""
_BUILT = frozenset(_BUILT_TEXT.split())
"""What gives way, recedes or retreats without being a party."""
_OBJECT_TEXT = """
    ease relax cut lift reduce destroy sink burn halt stop suspend hit strike target
    deny tighten defend support back praise"""
_OBJECT = frozenset(_OBJECT_TEXT.split())
"""Verbs that name an event only with an object."""
_COMPOUND_TEXT = """
    relief victims victim fund funds damage warning warnings season insurance
    commission campaign result results observer observers zone zones risk defences
    defenses monitor system systems bill bills barrier barriers prone chief force
    forces group groups ship ships plane planes club squad team test tests law laws
    act dog dogs breaker breakers police mitigation"""
_COMPOUND = frozenset(_COMPOUND_TEXT.split())
"""Nouns that a noun before them only describes: "flood victims"."""
_VAGUE = frozenset({"REJECT", "SUPPORT", "REQUEST", "ACCUSE", "SANCTION", "AID"})
"""Types whose nouns name an event only where somebody takes part in it."""


def is_doubtful(
    reading: Reading, trigger: Trigger, sense: Sense, sides: Sides, is_heading: bool
) -> bool:
    """Whether the trigger is to be left: no event, or none of the lexicon's type."""
    if sense.plover_type in _CONFLICT and _names_disaster(reading, sides.actors):
        return True
    if means_otherwise(reading, trigger, sense):
        return True
    if trigger.part == "noun":
        is_bare = not (sides.actors or sides.targets)
        if reading.word(trigger.first - 1) in _AILING:
            return True  # "a heart attack"
        if reading.word(trigger.after) in _COMPOUND:
            return True
        is_vague = sense.plover_type in _VAGUE or _is_idle(reading, trigger, sense)
        return is_bare and (is_heading or is_vague)
    if sense.plover_type in _YIELDING and _is_thing(reading, sides.actors):
        return True
    if sense.plover_type == "ASSAULT" and _is_figure(reading, sides.targets):
        return True
    if sense.base == "enter" and not _is_armed(reading, sides.actors):
        return True  # "trucks entering Ukraine"
    if sense.base.startswith("be ") and not _is_somebody(reading, sides.actors):
        return True  # "the cake is ready to eat"
    if sense.base == "meet" and _is_met_by(reading, trigger):
        return True
    if sense.frame == "must":
        return not (sides.actors and sides.targets)
    if sense.base == "deny" and _denies_deed(reading, trigger):
        return True
    return sense.base in _OBJECT and not sides.targets


def _is_somebody(reading: Reading, phrases: Sequence[Phrase]) -> bool:
    people = word_class("people") | word_class("forces") | PRONOUNS
    return any(
        reading.names[place] is not None or reading.word(place) in people
        for phrase in phrases
        for place in range(phrase.first, phrase.after)
    )


def _is_figure(reading: Reading, phrases: Sequence[Phrase]) -> bool:
    """ "battled an illness", "fought the blaze", "captured the imagination of"."""
    return any(
        reading.word(place) in _FIGURES
        for phrase in phrases
        for place in range(phrase.first, phrase.after)
        if place + 1 == phrase.after or reading.word(place + 1) == "of"
    )


def _is_armed(reading: Reading, phrases: Sequence[Phrase]) -> bool:
    words = word_class("forces") | _ARMED
    return any(
        reading.word(place) in words
        for phrase in phrases
        for place in range(phrase.first, phrase.after)
    )


def _is_thing(reading: Reading, phrases: Sequence[Phrase]) -> bool:
    """ "The embankment gave way": nobody concedes."""
    return any(reading.word(phrase.after - 1) in _BUILT for phrase in phrases)


def _names_disaster(reading: Reading, phrases: Sequence[Phrase]) -> bool:
    words = [
        reading.word(place)
        for phrase in phrases
        for place in range(phrase.first, phrase.after)
    ]
    is_disaster = not DISASTERS.isdisjoint(words)
    return is_disaster and _WEAPONS.isdisjoint(words)


def _is_met_by(reading: Reading, trigger: Trigger) -> bool:
    """ "unless their demands are met": nobody meets."""
    return trigger.form == "participle" and reading.word(trigger.first - 1) in BE


def _denies_deed(reading: Reading, trigger: Trigger) -> bool:
    """ "denied that", "denied using": what is denied is the event."""
    word = reading.word(trigger.after)
    return word == "that" or (word.endswith("ing") and len(word) > 4)


def _is_idle(reading: Reading, trigger: Trigger, sense: Sense) -> bool:
    """ "battle zones": without an article and before another noun."""
    return (
        sense.plover_type == "ASSAULT"
        and reading.word(trigger.first - 1) not in DETERMINERS
        and reading.is_noun_like(trigger.after)
        and reading.names[trigger.after] is None
    )
