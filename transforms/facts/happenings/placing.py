"""Where an event is, by the first of four ways that tells it; see ``grounds``."""

from collections.abc import Sequence
from datetime import date, timedelta

from transforms.facts.documents import Document
from transforms.facts.happenings.embedding import Told
from transforms.facts.happenings.frames import before_noun
from transforms.facts.happenings.grounds import (
    Ground,
    described,
    described_scene,
    focus,
    may_be_in_focus,
)
from transforms.facts.happenings.parties import Party
from transforms.facts.happenings.reading import Reading
from transforms.facts.happenings.scenes import (
    is_done_somewhere,
    scene_of,
    scene_of_target,
)
from transforms.facts.happenings.senses import Sense
from transforms.facts.happenings.times import NEVER, Span
from transforms.facts.toponyms.located import Located

Places = Sequence[tuple[int, int, Located]]
DEFINITE = frozenset(["the", "this", "that", "these", "those"])
_FAMILY_LETTERS = 4
"""Of "occupied" and "occupation", "invaded" and "invasion"."""
_ANY_ATTACK = frozenset(
    ["attack", "strike", "assault", "raid", "clash", "fighting", "battle", "fight"]
)
"""Words for any attack: of those at two towns, "that strike" may mean either."""
_RECENT = timedelta(days=200)
"""What was longer ago is background, seldom of the town that the article is about."""


class Grounds:
    """Where the events of a document were that have been told so far."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], Ground] = {}
        self._attacked: set[str] = set()

    def of(
        self,
        document: Document,
        reading: Reading,
        told: Told,
        targets: Sequence[Party],
        places: Places,
        span: Span,
    ) -> Ground | None:
        """The place of an event that the text names or named; it is remembered.

        One with a day of its own is another: "the flood of 1979".
        """
        found = _stated(document, reading, told, targets, places)
        if found is None and span == NEVER:
            found = self._recalled(reading, told)
        if found is not None:
            self._told.setdefault(_family(told.sense), found)
            if told.sense.plover_type == "ASSAULT":
                self._attacked.add(found.located.place.name)
        return found

    def _recalled(self, reading: Reading, told: Told) -> Ground | None:
        """The place of "the occupation", told as "occupied" before."""
        if told.trigger.part != "noun":
            return None
        first = before_noun(reading, told.trigger.first)
        known = self._told.get(_family(told.sense))
        if known is None or reading.word(first) not in DEFINITE:
            return None
        if told.sense.base in _ANY_ATTACK and len(self._attacked) > 1:
            return None
        return Ground(located=known.located, origin="recalled")


def in_focus(
    document: Document,
    reading: Reading,
    told: Told,
    places: Places,
    ends_on: date | None,
) -> Ground | None:
    """The town that the article is about, for a recent deed in a sentence that names
    no other place but in who does it."""
    found = focus(document) if may_be_in_focus(told.sense) else None
    if found is None or _is_old(document, ends_on):
        return None
    actors = told.sides.actors
    for first, after, located in places:
        is_actor = any(each.first <= first and after <= each.after for each in actors)
        if not is_actor and located.place != found.place:
            return None
    return Ground(located=found, origin="focus")


def _stated(
    document: Document,
    reading: Reading,
    told: Told,
    targets: Sequence[Party],
    places: Places,
) -> Ground | None:
    sense = told.sense
    located = scene_of(reading, told.trigger, sense, told.sides, places)
    for target in targets if located is None else ():
        located = scene_of_target(document, sense, target.start_char, target.end_char)
    if located is not None:
        return Ground(located=located, origin="stated")
    if is_done_somewhere(sense):
        located = described(document, reading, told.sides.targets)
    located = located or described_scene(document, reading, told.trigger.after)
    return Ground(located=located, origin="described") if located else None


def _family(sense: Sense) -> tuple[str, str]:
    """Words of one family name one event: the kind and how the last word begins."""
    word = sense.base.split()[0 if sense.part == "verb" else -1]
    kind = sense.subtype or f"{sense.plover_type} {sense.mode}"
    return kind, word[:_FAMILY_LETTERS]


def _is_old(document: Document, ends_on: date | None) -> bool:
    published_on = document.published_on
    if ends_on is None or published_on is None:
        return False
    return published_on - ends_on > _RECENT
