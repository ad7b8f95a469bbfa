"""What surrounds a segment, in numbers: the block elements that hold it.

Sums run from the innermost elements outwards, inherited values inwards; both take one
pass over the page's places.
"""

from collections import Counter
from collections.abc import Mapping
from math import log1p

from transforms.articles import roles
from transforms.articles import segments as marks
from transforms.articles.segments import Page, Place, Segment

Row = list[float]

PROSE_CHARACTERS_MIN = 60
_UNTOLD = marks.HIDDEN | marks.NAV | marks.FOOTER | marks.FORM
_FAR = 9.0
_LEVELS_MAX = 6
_OUTER_LEVELS = 2
"""``html`` and ``body`` carry names of the page's kind, not of its parts."""

_FADING = 0.7
_MAIN_SHARE = 0.5


class Layout:
    """The places of a page, measured; the numbers of each are worked out when asked.

    ``sum_up`` must have seen the page.
    """

    def __init__(self, page: Page, names: Mapping[str, float]) -> None:
        self.page, self.names = page, names
        outermost = page.places[:1]
        self.prose = max([1, *(place.prose for place in outermost)])
        self.characters = max([1, *(place.characters for place in outermost)])
        self.groups = _groups(page)
        self.alike = Counter(place.signature for place in page.places)
        self._rows: dict[int, Row] = {}
        self._weighed: dict[int, Row] = {}
        self._distances: dict[int, Row] = {}
        if outermost:
            prose = [float(place.prose) for place in page.places]
            self.main = main_place(page, prose, _MAIN_SHARE)
            self.below = below_chain(page, chain_to(page, self.main))

    def row(self, place: Place) -> Row:
        """The numbers of ``place``, for any segment directly in it."""
        row = self._rows.get(place.number)
        if row is None:
            row = self._rows[place.number] = self._row(place)
        return row

    def _row(self, place: Place) -> Row:
        places = self.page.places
        outer = places[place.parent]
        self._inherit(place)
        levels, named, depth = self.below[place.number]
        return [
            _rank(place),
            1.0 if place.tag == "p" else 0.0,
            1.0 if place.tag == "div" else 0.0,
            float(place.depth),
            *self._weighed[place.number],
            *self._distances[place.number],
            *role_flags(named),
            *_held(place, self.prose),
            *_held(outer, self.prose),
            *_held(places[outer.parent], self.prose),
            *_group_row(self.groups[place.signature], self.characters),
            float(self.main.depth - depth),
            float(levels),
            *self._repeated(outer),
            *self._repeated(places[outer.parent]),
        ]

    def _repeated(self, place: Place) -> Row:
        """How many places are built alike, and headings inside that lead elsewhere: a
        list of teasers repeats what holds one, an article does not."""
        return [log1p(self.alike[place.signature]), log1p(place.teased)]

    def _inherit(self, place: Place) -> None:
        """Works out what ``place`` inherits from those around it, from the outside."""
        waiting = []
        while place.number not in self._weighed and place.depth >= _OUTER_LEVELS:
            waiting.append(place)
            place = self.page.places[place.parent]
        for each in reversed(waiting):
            weighed = self._weighed.get(each.parent, _NO_WEIGHTS)
            distances = self._distances.get(each.parent, _ALL_FAR)
            self._weighed[each.number] = _weights(each, weighed, self.names)
            self._distances[each.number] = _distances(each, distances)
        self._weighed.setdefault(place.number, _NO_WEIGHTS)
        self._distances.setdefault(place.number, _ALL_FAR)


def prose_of(segment: Segment) -> int:
    """Characters outside links, where the segment reads like a sentence."""
    length, linked = len(segment.text), segment.linked
    is_prose = length >= PROSE_CHARACTERS_MIN and linked * 2 < length
    return length - linked if is_prose else 0


def chain_to(page: Page, place: Place) -> frozenset[int]:
    """The numbers of ``place`` and all places around it."""
    chain = {place.number}
    while place.number:
        place = page.places[place.parent]
        chain.add(place.number)
    return frozenset(chain)


def main_place(page: Page, share_of: list[float], share: float) -> Place:
    """The deepest place with ``share`` of what the whole page has of ``share_of``."""
    best = page.places[0]
    needed = share_of[0] * share
    for place in page.places[1:]:
        if place.parent == best.number and share_of[place.number] >= needed > 0:
            best = place
    # A paragraph holds no paragraphs.
    return page.places[best.parent] if best.flags & marks.PARAGRAPH else best


def sum_up(page: Page) -> None:
    """Fills in what each place holds, with all inside it."""
    for place in page.places:
        place.characters = place.linked = place.prose = 0
        place.segments = place.teased = 0
    for segment in page.segments:
        place = segment.place
        place.characters += len(segment.text)
        place.linked += segment.linked
        place.segments += 1
        if place.flags & marks.HEADING and segment.linked * 2 > len(segment.text):
            place.teased += 1
        if not place.flags & _UNTOLD:
            place.prose += prose_of(segment)
    for place in reversed(page.places[1:]):
        outer = page.places[place.parent]
        outer.characters += place.characters
        outer.linked += place.linked
        outer.prose += place.prose
        outer.segments += place.segments
        outer.teased += place.teased


def below_chain(page: Page, chain: frozenset[int]) -> list[tuple[int, int, int]]:
    """For each place: levels below the chain, the roles named on those levels, and
    the depth at which it leaves the chain."""
    found: list[tuple[int, int, int]] = []
    for place in page.places:
        if place.number in chain:
            found.append((0, 0, place.depth))
        else:
            levels, named, depth = found[place.parent]
            found.append((levels + 1, named | place.roles, depth))
    return found


def role_flags(named: int) -> Row:
    """One number for each role."""
    if not named:
        return _NO_ROLES
    return [1.0 if named & bit else 0.0 for bit in roles.BIT.values()]


_NO_ROLES = [0.0] * len(roles.NAMES)
_ALL_FAR = [_FAR] * len(roles.NAMES)
_NO_WEIGHTS = [0.0] * 9


def _rank(place: Place) -> float:
    rank = place.tag[1:]
    is_ranked = place.flags & marks.HEADING and rank.isdecimal()
    return float(rank) if is_ranked else 0.0


def _held(place: Place, prose: int) -> Row:
    return [
        place.prose / prose,
        place.linked / (place.characters or 1),
        log1p(place.prose),
        float(place.segments),
    ]


def _weights(place: Place, outer: Row, names: Mapping[str, float]) -> Row:
    """Own weight (mean, least, most), those of the two places around, and what the
    whole path adds up to; ``outer`` is the same of the place around."""
    own = [names.get(word, 0.0) for word in place.words]
    mean, least, most = sum(own) / len(own), min(own), max(own)
    return [
        *(mean, least, most, outer[0], outer[3], outer[5] + mean),
        *(min(outer[6], least), max(outer[7], most), outer[8] * _FADING + mean),
    ]


def _distances(place: Place, outer: Row) -> Row:
    """How many levels up the nearest element of each role is."""
    if outer is _ALL_FAR and not place.roles:
        return _ALL_FAR
    row = [level + 1 if level < _LEVELS_MAX else _FAR for level in outer]
    for position, bit in enumerate(roles.BIT.values()):
        if place.roles & bit:
            row[position] = 0.0
    return row


def _groups(page: Page) -> dict[int, list[int]]:
    """Count, characters and linked characters of segments in places named alike."""
    groups: dict[int, list[int]] = {}
    for segment in page.segments:
        group = groups.setdefault(segment.place.signature, [0, 0, 0])
        group[0] += 1
        group[1] += len(segment.text)
        group[2] += segment.linked
    return groups


def _group_row(group: list[int], characters: int) -> Row:
    count, held, linked = group
    return [float(count), held / count, linked / (held or 1), held / characters]
