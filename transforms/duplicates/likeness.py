"""How alike two texts are: the closer look at a candidate.

The words of two texts arrive (``fingerprints.read_text``); what they share leaves,
told of the shorter one. A copy that was cut, or has a new top, still lies in the
original with names and numbers; a report made from a template shares as many words
with its siblings, but the names and numbers differ and the shared stretches hold
none; a follow-up shares a stretch whole and the rest not at all.
"""

from dataclasses import dataclass

import numpy as np

from transforms.duplicates.shingles import WORDS_PER_SHINGLE, shingles
from transforms.duplicates.words import Flags, Hashes, Words

_CAPITALS_MAX = 0.6
"""Where more of the words have capitals, as in THIS, capitals name nothing; German,
which gives one to every noun, stays below."""
_CAPITALS_MIN = 0.01
"""Where fewer have, the script has no case or the writer used none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text, ready to be compared with many."""

    words: Hashes
    """In order."""
    words_sorted: Hashes
    """Each once."""
    runs: Hashes
    """Of five words, in order."""
    runs_sorted: Hashes
    """Each once."""
    is_number: Flags
    is_slot: Flags
    """Which words are numbers, or names told by capitals."""
    has_case: bool
    """Whether capitals tell names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """What the shorter of two texts shares with the longer; shares from 0 to 1."""

    are_names_told: bool
    """Whether capitals tell names in both; else numbers alone are slots."""
    shared_runs: int
    """Runs of five words that stand in both, each counted once."""
    containment: float
    """Those, of the runs of the text with fewer."""
    coverage: float
    """Words of the shorter text within shared runs."""
    word_share: float
    """Different words of the shorter text found anywhere in the longer."""
    slot_share: float
    """Different names and numbers of the text with fewer found in the other."""
    slot_density: float
    """Share of shared runs with a name or number, of that share in the whole text;
    1 for a copy, near 0 for two fillings of one template."""
    longest_stretch: int
    """Shared runs in a row."""
    density_in_longer: float
    """Coverage of the longer text between its first and last shared word."""
    conflicts: float
    """Names and numbers of the longer text, between its first and last shared word,
    that the shorter one does not hold."""
    length_ratio: float
    """Words of the shorter text to those of the longer."""


def prepare(words: Words) -> Text:
    """A text's words and runs of words, sorted too."""
    runs = shingles(words.hashes)
    return Text(
        words=words.hashes,
        words_sorted=np.unique(words.hashes),
        runs=runs,
        runs_sorted=np.unique(runs),
        is_number=words.is_number,
        is_slot=words.is_number | words.is_name,
        has_case=_CAPITALS_MIN <= _mean(words.is_name) <= _CAPITALS_MAX,
    )


def compare(one: Text, other: Text) -> Likeness:
    """What two texts share, whichever comes first."""
    short, long = sorted((one, other), key=_length)
    in_short = _is_in(short.runs, long.runs_sorted)
    shared_runs = int(_is_in(short.runs_sorted, long.runs_sorted).sum())
    fewer_runs = min(len(short.runs_sorted), len(long.runs_sorted))
    are_names_told = short.has_case and long.has_case
    short_slots = _slots(short, are_names_told)
    long_slots = _slots(long, are_names_told)
    covered = _covered(in_short, len(short.words))
    return Likeness(
        are_names_told=are_names_told,
        shared_runs=shared_runs,
        containment=_share(shared_runs, fewer_runs),
        coverage=_mean(covered),
        word_share=_mean(_is_in(short.words_sorted, long.words_sorted)),
        slot_share=_slot_share(short.words[short_slots], long.words[long_slots]),
        slot_density=_slot_density(in_short, short_slots),
        longest_stretch=_longest(in_short),
        **_within(long, short, long_slots),
        length_ratio=_share(len(short.words), len(long.words)),
    )


def _length(text: Text) -> tuple[int, bytes]:
    return len(text.words), text.words.tobytes()


def _slots(text: Text, are_names_told: bool) -> Flags:
    """What a template would have blanks for."""
    return text.is_slot if are_names_told else text.is_number


def _is_in(values: Hashes, ascending: Hashes) -> Flags:
    """Which of ``values`` occur among ``ascending``."""
    if not len(ascending):
        return np.zeros(len(values), np.bool_)
    places = np.searchsorted(ascending, values)
    found: Flags = ascending[np.minimum(places, len(ascending) - 1)] == values
    return found


def _covered(shared: Flags, words: int) -> Flags:
    """Which words lie in a shared run."""
    covered = np.zeros(words, np.bool_)
    for place in range(words - len(shared) + 1 if len(shared) else 0):
        covered[place : place + len(shared)] |= shared
    return covered


def _slot_share(short: Hashes, long: Hashes) -> float:
    """1 where neither text has any: nothing speaks against them."""
    fewer, more = sorted((np.unique(short), np.unique(long)), key=len)
    return _mean(_is_in(fewer, more)) if len(fewer) else 1.0


def _slot_density(shared: Flags, slots: Flags) -> float:
    if not len(shared):
        return 1.0
    size = min(WORDS_PER_SHINGLE, len(slots))
    counts = np.concatenate(([0], np.cumsum(slots)))
    has_slot = counts[size:] > counts[:-size]
    everywhere, among_shared = _mean(has_slot), _mean(has_slot[shared])
    return among_shared / everywhere if everywhere else 1.0


def _longest(shared: Flags) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], shared.view(np.int8), [0]))))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _within(long: Text, short: Text, slots: Flags) -> dict[str, float]:
    """What stands in the longer text between its first and last shared word."""
    shared = _is_in(long.runs, short.runs_sorted)
    covered = _covered(shared, len(long.words))
    places = np.flatnonzero(covered)
    if not len(places):
        return {"density_in_longer": 0.0, "conflicts": 0.0}
    inside = slice(int(places[0]), int(places[-1]) + 1)
    named = long.words[inside][slots[inside]]
    unknown = ~_is_in(named, short.words_sorted)
    return {
        "density_in_longer": _mean(covered[inside]),
        "conflicts": _share(int(unknown.sum()), len(named) + 1),
    }


def _mean(flags: Flags) -> float:
    return float(flags.mean()) if len(flags) else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
