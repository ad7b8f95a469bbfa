"""Where an event is said to be: a place of its clause, or the place it is done to."""

from bisect import bisect_left
from collections.abc import Sequence

from transforms.facts.documents import Document
from transforms.facts.happenings.frames import Sides
from transforms.facts.happenings.reading import Phrase, Reading
from transforms.facts.happenings.senses import Sense
from transforms.facts.happenings.sentences import nearby
from transforms.facts.happenings.triggers import Trigger
from transforms.facts.toponyms.located import Located
from transforms.facts.toponyms.resolution import locate

_FAR = 20
_DONE_SOMEWHERE = frozenset({"ASSAULT", "COERCE", "AID"})
_DISASTERS = frozenset(
    {"earthquake", "flood", "storm", "wildfire", "landslide", "eruption", "accident"}
)
_HITTING_TEXT = """
    struck hit hits shook rocked jolted devastated battered lashed swept ravaged
    buried flattened engulfed gripped killed left through into onto across ashore"""
_HITTING = frozenset(_HITTING_TEXT.split())
"""Between a disaster and the place that it hits: "the quake struck the city of"."""
_HIT_MAX = 4
_NARROW = frozenset({"town", "admin1", "area", "near"})
_WIDE = frozenset({"country", "admin1"})
_IN_TEXT = """
    in at near outside around inside across off over through throughout on
    within"""
_IN = frozenset(_IN_TEXT.split())
_DESCRIBING_TEXT = """
    the city town village central northern southern eastern western border nearby
    neighbouring neighboring district camp port capital"""
_DESCRIBING = frozenset(_DESCRIBING_TEXT.split())
_CONTESTS = frozenset(["battle", "fight", "fighting", "battles", "combat", "siege"])
_PARTS_TEXT = """
    city town village district gates north south east west camp port suburb suburbs
    outskirts region province centre center capital"""
_PARTS = frozenset(_PARTS_TEXT.split())
_BETWEEN_MAX = 4
_LEFT_COST = 1.4


def scene_of(
    reading: Reading,
    trigger: Trigger,
    sense: Sense,
    sides: Sides,
    places: Sequence[tuple[int, int, Located]],
) -> Located | None:
    """The place of the event; ``places`` are the sentence's with their tokens."""
    said: list[tuple[float, Located]] = []
    near = nearby(places, trigger.first - _FAR, trigger.after + _FAR + 1)
    for first, after, located in near:
        if not (_is_scene(reading, first) or _is_fought_for(reading, trigger, first)):
            continue
        if first >= trigger.after:
            distance, between = float(first - trigger.after), (trigger.after, first)
        else:
            distance = _LEFT_COST * (trigger.first - after)
            between = (after, trigger.first)
        if distance > _FAR or _is_cut(reading, *between):
            continue
        others = sum(
            reading.verbs[place] and reading.word(place) != "to"
            for place in range(*between)
        )
        said.append((distance + 5.0 * others, located))
    nearest = min(said, key=lambda each: each[0])[1] if said else None
    if nearest is None and sense.subtype in _DISASTERS:
        nearest = _hit(reading, trigger, near)
    if not is_done_somewhere(sense):
        return nearest
    levels = _NARROW | _WIDE if trigger.part == "noun" else _NARROW
    done_to = _of_phrases(sides.targets, places, levels)
    if done_to is not None and trigger.part == "noun":
        return done_to  # "the invasion of Ukraine"
    if nearest is None or (done_to and nearest.place.level in _WIDE):
        return done_to or nearest
    return nearest


def is_done_somewhere(sense: Sense) -> bool:
    """Whether the target, where it is a place, is where it happens."""
    return sense.plover_type in _DONE_SOMEWHERE or sense.subtype in _DISASTERS


def scene_of_target(
    document: Document, sense: Sense, start_char: int, end_char: int
) -> Located | None:
    """The place that a target told before is, where it is one: "liberated it"."""
    if not is_done_somewhere(sense):
        return None
    found = locate(document)
    at = bisect_left(found, start_char, key=lambda each: each.start_char)
    if at < len(found) and found[at].start_char < end_char:
        return found[at] if found[at].place.level in _NARROW else None
    return None


def _hit(
    reading: Reading, trigger: Trigger, places: Sequence[tuple[int, int, Located]]
) -> Located | None:
    """The place that a disaster strikes, shakes or sweeps through."""
    for first, _, located in places:
        if first < trigger.after or _is_cut(reading, trigger.after, first):
            continue
        before = range(max(trigger.after, first - _HIT_MAX), first)
        if any(reading.word(place) in _HITTING for place in before):
            return located
    return None


def _is_scene(reading: Reading, first: int) -> bool:
    """Whether "in", "at" or the like leads to the place: "in the border town of"."""
    place = first - 1
    for _ in range(_BETWEEN_MAX):
        word = reading.word(place)
        if word == "of" and reading.word(place - 1) not in _PARTS:
            return False
        if word != "of" and word not in _DESCRIBING:
            break
        place -= 1
    return reading.word(place) in _IN


def _is_fought_for(reading: Reading, trigger: Trigger, first: int) -> bool:
    """ "The battle for Goma", "the fight for the town of Goma"."""
    if trigger.part != "noun" or reading.word(trigger.after) != "for":
        return False
    between = range(trigger.after + 1, first)
    return reading.word(trigger.after - 1) in _CONTESTS and all(
        reading.word(place) in _DESCRIBING or reading.word(place) == "of"
        for place in between
    )


def _is_cut(reading: Reading, first: int, after: int) -> bool:
    return any(reading.word(place) in (";", ":") for place in range(first, after))


def _of_phrases(
    phrases: Sequence[Phrase],
    places: Sequence[tuple[int, int, Located]],
    levels: frozenset[str],
) -> Located | None:
    for phrase in phrases:
        for first, after, located in nearby(places, phrase.first, phrase.after):
            is_inside = phrase.first <= first and after <= phrase.after
            if is_inside and located.place.level in levels:
                return located
    return None
