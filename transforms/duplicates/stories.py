"""Stories: articles of several days and sources that tell of one event.

An article's words arrive and its terms leave, in any process; at the load the counts
of the warehouse turn terms into weights, a join finds neighbours, and the links that
make a story leave. Only originals take part: copies follow theirs. How many documents
hold a term is counted by the warehouse itself, so that any language has counts: on the
development set that costs 2 points of pair F1 against counts known beforehand, and
what was linked stays linked, so that later counts move nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from transforms.duplicates.words import Words
from transforms.records import Terms

TERM_BUCKETS = 1 << 18
"""Terms are counted by the highest 18 bits of their hash: a table of fixed size."""
NEIGHBOUR_DAYS = 4
_BUCKET_SHIFT = np.uint64(46)
_TERMS_MAX = 128
"""Kept of an article; its weights are made of these."""
WEIGHTS_MAX = 48
"""Terms of an article that find neighbours."""
_NAME_FACTOR = 1.4
PRIOR_DOCUMENTS = 100
"""How many documents the priors of terms stand for."""
COSINE_MIN = 0.19
"""Of the nearest article of a story that is joined."""
_MEAN_COSINE_MIN = 0.12
"""Over the articles of the story within four days, so that no chain of chance
likenesses grows into a story without end."""
_MERGING_COSINE_MIN = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """An original beside another within four days, and how alike their terms are."""

    article_id: UUID
    other_article_id: UUID
    cosine: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An original that may be a neighbour: its time, and its story so far."""

    article_id: UUID
    story_id: UUID | None
    family_id: UUID | None
    """The template family it belongs to, once that is recognised."""
    told_at: datetime
    """When it was published, else first seen."""


def terms_of(words: Words) -> Terms:
    """The terms of an article, read from its title and text together.

    Numbers tell no story. Short words are common in every language (Zipf's law of
    abbreviation): half the documents hold a given word of two letters, a quarter one
    of three. That stands in for counts while the warehouse is small.
    """
    hashes, first, inverse, counts = np.unique(
        words.hashes, return_index=True, return_inverse=True, return_counts=True
    )
    is_name = np.bincount(inverse, weights=words.is_name) > 0
    weights = (1 + np.log(counts)) * np.where(is_name, _NAME_FACTOR, 1.0)
    shares = np.minimum(0.9, 2.0 ** (1 - words.lengths[first]))
    priors = PRIOR_DOCUMENTS * shares
    strength = weights * np.log((PRIOR_DOCUMENTS + 1) / (priors + 1))
    strength[words.is_number[first]] = 0
    kept = np.lexsort((hashes, -strength))[:_TERMS_MAX]
    kept = kept[strength[kept] > 0]
    return Terms(
        buckets=tuple((hashes >> _BUCKET_SHIFT)[kept].tolist()),
        hashes=tuple(hashes.view(np.int64)[kept].tolist()),
        weights=tuple(weights[kept].round(6).tolist()),
        priors=tuple(priors[kept].round(6).tolist()),
    )


def link(
    incoming: Iterable[UUID],
    placed: Mapping[UUID, Placed],
    neighbours: Iterable[Neighbour],
) -> tuple[Neighbour, ...]:
    """The neighbours with whom incoming originals share a story.

    Each article, in order of its time, joins the story of its nearest neighbour if it
    is also near enough to that story's other articles around it; where it is very near
    to two stories, they are one.

    Args:
        incoming: Originals without a place yet.
        placed: These, and of each story that a neighbour is in every original that
            is within four days of one of them.
        neighbours: Pairs of an incoming original and another, either way round.
    """
    around: dict[UUID, dict[UUID, Neighbour]] = {each: {} for each in incoming}
    for pair in neighbours:
        one, other = pair.article_id, pair.other_article_id
        if may_share_story(placed[one], placed[other]):
            around.setdefault(one, {})[other] = pair
            around.setdefault(other, {})[one] = pair
    stories = _Stories(placed, set(around) & set(incoming))
    ordered = sorted(set(incoming), key=lambda each: (placed[each].told_at, each))
    return tuple(
        chosen for each in ordered for chosen in stories.take(each, around[each])
    )


def may_share_story(one: Placed, other: Placed) -> bool:
    """Whether two originals may be linked: near in time, not of one template."""
    is_template = one.family_id is not None and one.family_id == other.family_id
    window = timedelta(days=NEIGHBOUR_DAYS)
    return not is_template and abs(one.told_at - other.told_at) <= window


class _Stories:
    """Stories as they grow while one batch is linked."""

    def __init__(self, placed: Mapping[UUID, Placed], waiting: set[UUID]) -> None:
        self._placed = placed
        self._story = {
            each: article.story_id or each
            for each, article in placed.items()
            if each not in waiting
        }
        self._members: dict[UUID, list[UUID]] = {}
        for each, story in self._story.items():
            self._members.setdefault(story, []).append(each)

    def take(
        self, article: UUID, around: Mapping[UUID, Neighbour]
    ) -> tuple[Neighbour, ...]:
        """The links of one more article, which from now on has a story."""
        fitting = sorted(
            (
                pair
                for pair in self._nearest(around).values()
                if self._fits(article, pair, around)
            ),
            key=lambda pair: (-pair.cosine, pair.article_id, pair.other_article_id),
        )
        links = fitting[:1] + [
            pair for pair in fitting[1:] if pair.cosine >= _MERGING_COSINE_MIN
        ]
        self._join(article, [self._story[_end(pair, article)] for pair in links])
        return tuple(links)

    def _nearest(self, around: Mapping[UUID, Neighbour]) -> Mapping[UUID, Neighbour]:
        """Of each story around the article the pair that is nearest."""
        nearest: dict[UUID, Neighbour] = {}
        for other in sorted(around):
            story = self._story.get(other)
            if story is not None and (
                story not in nearest or around[other].cosine > nearest[story].cosine
            ):
                nearest[story] = around[other]
        return nearest

    def _fits(
        self, article: UUID, pair: Neighbour, around: Mapping[UUID, Neighbour]
    ) -> bool:
        if pair.cosine < COSINE_MIN:
            return False
        story = self._members[self._story[_end(pair, article)]]
        told_at = self._placed[article].told_at
        window = timedelta(days=NEIGHBOUR_DAYS)
        near = [
            each
            for each in story
            if abs(self._placed[each].told_at - told_at) <= window
        ]
        total = sum(around[each].cosine for each in near if each in around)
        return total / len(near) >= _MEAN_COSINE_MIN

    def _join(self, article: UUID, stories: list[UUID]) -> None:
        story = stories[0] if stories else article
        members = self._members.setdefault(story, [])
        for other in stories[1:]:
            members += self._members.pop(other)
        members.append(article)
        for each in members:
            self._story[each] = story


def _end(pair: Neighbour, article: UUID) -> UUID:
    """The other end of a pair."""
    is_first = pair.article_id == article
    return pair.other_article_id if is_first else pair.article_id
