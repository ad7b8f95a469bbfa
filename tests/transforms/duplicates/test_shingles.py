"""Runs of words and the fingerprints among them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.shingles import shingles, winnow
from transforms.duplicates.words import Hashes

HASHES = st.lists(st.integers(0, 2**64 - 1), max_size=300).map(
    lambda values: np.array(values, np.uint64)
)


@given(HASHES)
def test_text_of_n_words_has_n_minus_four_runs(words: Hashes) -> None:
    expected = len(words) - 4 if len(words) >= 5 else min(1, len(words))
    assert len(shingles(words)) == expected


def test_runs_are_the_same_wherever_they_stand() -> None:
    words = np.arange(30, dtype=np.uint64)
    assert shingles(words)[10:].tolist() == shingles(words[10:]).tolist()


def test_order_of_words_counts() -> None:
    words = np.arange(5, dtype=np.uint64)
    assert shingles(words).tolist() != shingles(words[::-1].copy()).tolist()


@given(HASHES)
def test_fingerprints_are_the_minima_of_all_windows(runs: Hashes) -> None:
    """Of 12 hashes, 4 in a short text, and 24 behind the lead of a long one."""
    window = 12 if len(runs) >= 100 else 4
    windows = max(1, len(runs) - window + 1) if len(runs) else 0
    sizes = dict.fromkeys(range(windows), window)
    if len(runs) >= 150:
        sizes = {at: 12 if at < 75 else 24 for at in range(len(runs) - 23)}
    minima = {int(runs[at : at + size].min()) for at, size in sizes.items()}
    assert winnow(runs).tolist() == sorted(minima)


@pytest.mark.parametrize("length", [28, 40])
def test_texts_that_share_a_stretch_share_a_fingerprint(length: int) -> None:
    generator = np.random.default_rng(length)
    one, other, common = (
        generator.integers(0, 2**63, size, dtype=np.uint64)
        for size in (200, 300, length)
    )
    first = winnow(shingles(np.concatenate((one, common))))
    second = winnow(shingles(np.concatenate((other, common, one[:50]))))
    assert np.isin(first, second).any()


def test_brief_shares_fingerprints_with_the_article_that_holds_it() -> None:
    article = np.random.default_rng(1).integers(0, 2**63, 400, dtype=np.uint64)
    brief = article[100:150].copy()
    kept = np.isin(winnow(shingles(brief)), winnow(shingles(article)))
    assert kept.sum() >= 3
