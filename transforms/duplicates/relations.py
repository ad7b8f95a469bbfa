"""What a likeness means: the same article, two fillings of a template, or neither.

A ``Likeness`` and the days between two texts arrive; a ``Relation`` leaves. The weight
of evidence is a sum, fitted by logistic regression on the development set and on one
generated from it with other templates, edits and agencies. Weights fitted on either
alone reach a near pair F1 of .99 on the other.
"""

from collections.abc import Mapping
from typing import Literal

from transforms.duplicates.likeness import Likeness

Relation = Literal["near", "template"]
Kind = Literal["copy", "teaser", "version"]

_WEIGHTS: Mapping[str, float] = {
    "containment": 9.29,
    "coverage": 15.4,
    # Against coverage: sharing words without sharing their order is what templates do.
    "word_share": -16.63,
    "slot_share": 4.51,
    "slot_density": 3.52,
    "stretch": -2.27,
    "density_in_longer": -2.64,
    "conflicts": -3.4,
    "days": -7.06,
}
_THRESHOLD = 4.38
"""The regression's own plus 1.5: a copy missed costs less than news dropped."""
_WEIGHTS_OF_NUMBERS: Mapping[str, float] = {
    "containment": 14.56,
    "coverage": 8.56,
    "word_share": -10.97,
    "slot_share": 2.86,
    "slot_density": 1.6,
    "stretch": -0.51,
    "density_in_longer": -3.01,
    "conflicts": -0.44,
    "days": -7.42,
}
"""Where capitals tell no names: fitted on the same texts without their capitals."""
_THRESHOLD_OF_NUMBERS = 7.05
_DAYS_MAX = 8
"""Copies follow within days, the next report of a series after any time."""
_STRETCH_MAX = 60
_DENSITY_MAX = 1.2
_TEASER_LENGTH = 0.5
_TEASER_CONTAINMENT = 0.9
_TEMPLATE_CONTAINMENT = 0.3
_TEMPLATE_COVERAGE = 0.45
_TEMPLATE_CONFLICTS = 0.2
_TEMPLATE_DENSITY = 0.6


def relate(likeness: Likeness, days_apart: int) -> Relation | None:
    """``near``: one text came from the other. ``template``: both from a third."""
    if _is_whole(likeness) or _evidence(likeness, days_apart) > 0:
        return "near"
    return "template" if _is_template(likeness) else None


def kind_of(
    *,
    containment: float,
    length_ratio: float,
    is_shorter: bool,
    is_same_publisher: bool,
) -> Kind:
    """How a text stands to the near one that it came from (see ``Likeness``).

    A teaser is the beginning of a text, or a digest of its sentences; another state
    of an article at its own publisher is a version; all else is a copy, edited or not.
    """
    is_part = containment >= _TEASER_CONTAINMENT and length_ratio < _TEASER_LENGTH
    if is_shorter and is_part:
        return "teaser"
    return "version" if is_same_publisher else "copy"


def _is_whole(likeness: Likeness) -> bool:
    """One text within the other, whenever that is found, even years after.

    Either all names and numbers agree, so that only additions differ; or so few words
    differ that no template would leave them, as where an update corrects its counts.
    Of the templates of the development set none has more than .82 in common.
    """
    is_same_but_added = (
        likeness.containment >= 0.9
        and likeness.slot_share >= 0.95
        and likeness.slot_density >= 0.9
        and likeness.conflicts <= 0.05
    )
    return is_same_but_added or (
        likeness.containment >= 0.86
        and likeness.coverage >= 0.94
        and likeness.word_share >= 0.95
    )


def _evidence(likeness: Likeness, days_apart: int) -> float:
    weights, threshold = _WEIGHTS, _THRESHOLD
    if not likeness.are_names_told:
        weights, threshold = _WEIGHTS_OF_NUMBERS, _THRESHOLD_OF_NUMBERS
    measured = {
        "containment": likeness.containment,
        "coverage": likeness.coverage,
        "word_share": likeness.word_share,
        "slot_share": likeness.slot_share,
        "slot_density": min(likeness.slot_density, _DENSITY_MAX),
        "stretch": min(likeness.longest_stretch, _STRETCH_MAX) / _STRETCH_MAX,
        "density_in_longer": likeness.density_in_longer,
        "conflicts": likeness.conflicts,
        "days": min(days_apart, _DAYS_MAX) / _DAYS_MAX,
    }
    return sum(weights[name] * value for name, value in measured.items()) - threshold


def _is_template(likeness: Likeness) -> bool:
    return (
        likeness.containment >= _TEMPLATE_CONTAINMENT
        and likeness.coverage >= _TEMPLATE_COVERAGE
        and (
            likeness.conflicts >= _TEMPLATE_CONFLICTS
            or likeness.slot_density < _TEMPLATE_DENSITY
        )
    )
