"""The packaged model fits the numbers it is asked about."""

from importlib import resources
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.articles import forest, trees
from transforms.articles.boxes import candidates
from transforms.articles.context import surroundings
from transforms.articles.cutting import cut
from transforms.articles.features import About, measure

SMALL = """# a comment
[names]
story\t1.5
[words]
^read more\t-2
[first]
0:0.5 =-1 1:2 =0.25 =3
=0.5
[second]
=0
"""
BYTES_MAX = 300_000


def test_a_model_is_read_from_its_text() -> None:
    model = forest.parse(SMALL)
    assert model.lexicon.names == {"story": 1.5}
    assert model.lexicon.words == {"^read more": -2.0}
    assert len(model.first.values) == 2


@pytest.mark.parametrize(
    ("row", "total"),
    [([0.5, 9], -0.5), ([0.6, 2], 0.75), ([1, 3], 3.5), ([-1e9, 0], -0.5)],
)
def test_the_sum_of_leaves_becomes_a_probability(
    row: list[float], total: float
) -> None:
    assert forest.parse(SMALL).first.score(row) == pytest.approx(1 / (1 + exp(-total)))


NUMBERS = st.integers(-2, 2).map(float)
TREES = st.recursive(
    NUMBERS,
    lambda inner: st.tuples(st.integers(0, 3), NUMBERS, inner, inner),
    max_leaves=forest.LEAVES_MAX,
)


@given(
    st.lists(TREES, min_size=1, max_size=5), st.lists(NUMBERS, min_size=4, max_size=4)
)
def test_every_tree_is_answered_as_if_it_were_walked(
    trees: list[forest.Tree], row: list[float]
) -> None:
    total = sum(walked(tree, row) for tree in trees)
    assert forest.Forest.of(trees).score(row) == pytest.approx(1 / (1 + exp(-total)))


def walked(tree: forest.Tree, row: list[float]) -> float:
    while not isinstance(tree, float):
        feature, threshold, low, high = tree
        tree = low if row[feature] <= threshold else high
    return tree


def test_the_packaged_model_is_small_and_asks_only_for_what_is_measured() -> None:
    packaged = resources.files("transforms.articles").joinpath("blocks.txt")
    assert len(packaged.read_bytes()) <= BYTES_MAX
    model = forest.packaged()
    page = cut(trees.parse("<h1>One</h1><p>The bridge opened.</p>"))
    asked = candidates(page)
    (row, _) = measure(page, About(), model.lexicon, asked)
    (around, _) = surroundings(page, [0.5, 0.5], asked)
    assert model.first.features[-1][0] < len(row)
    assert len(row) <= model.second.features[-1][0] < len(row + around)
    assert all(len(each) <= forest.LEAVES_MAX for each in model.first.values)
