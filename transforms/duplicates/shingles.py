"""Runs of five words as hashes, and the few of them that stand for a text.

Hashes of words arrive from ``words``; the hashes of all runs leave, or those that
winnowing keeps. Winnowing: Schleimer, Wilkerson and Aiken, SIGMOD 2003; of every
window of neighbours the smallest hash is kept, so two texts that share a stretch of
window + 4 words share a fingerprint.
"""

import numpy as np

from transforms.duplicates.words import Hashes, fold_in, mix

WORDS_PER_SHINGLE = 5
"""Fewer are shared by chance, more do not outlive a light edit."""
_WINDOW = 12
_WINDOW_OF_SHORT = 4
_SHORT_SHINGLES = 100
"""Below this the window is small, or a brief and its edited copy share none: what a
wide window keeps of a stretch, a narrow one keeps too."""
_LONG_SHINGLES = 150
_LEAD_SHINGLES = 75
"""From there on a long text is winnowed more widely: its copies share much anyway, and
40 % fewer rows are searched. Teasers and briefs come from the lead. On the development
set both find the same copies, and a wide window alone 4 pairs in 2,650 fewer."""


def shingles(words: Hashes) -> Hashes:
    """The hash of each run of five words, in order; of a shorter text that of all."""
    size = min(WORDS_PER_SHINGLE, len(words))
    if size == 0:
        return words
    count = len(words) - size + 1
    runs = words[:count].copy()
    for place in range(1, size):
        fold_in(runs, words[place : place + count])
    return mix(runs)


def winnow(runs: Hashes) -> Hashes:
    """The fingerprints among ``runs``: each once, ascending; about 2 of 13, in a long
    text behind its lead 2 of 25."""
    window = _WINDOW if len(runs) >= _SHORT_SHINGLES else _WINDOW_OF_SHORT
    if len(runs) <= window:
        return np.unique(runs.min(keepdims=True)) if len(runs) else runs
    pairs = np.minimum(runs[:-1], runs[1:])
    fours = np.minimum(pairs[:-2], pairs[2:])
    if window == _WINDOW_OF_SHORT:
        return np.unique(fours)
    eights = np.minimum(fours[:-4], fours[4:])
    twelves = np.minimum(eights[:-4], fours[8:])
    if len(runs) < _LONG_SHINGLES:
        return np.unique(twelves)
    behind = twelves[_LEAD_SHINGLES:]
    wide = np.minimum(behind[:-_WINDOW], behind[_WINDOW:])
    return np.unique(np.concatenate((twelves[:_LEAD_SHINGLES], wide)))
