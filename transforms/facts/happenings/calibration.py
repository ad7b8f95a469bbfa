"""How sure an event is: the share of its kind that is right on development data."""

from transforms.facts.happenings.finding import Happening

_BASE = 0.62


def confidence(happening: Happening) -> float:
    """Between 0 and 1, by what the sentence gives of it."""
    score = _BASE
    if happening.actors:
        score += 0.08
    if happening.targets:
        score += 0.05
    if happening.located is not None or happening.span.precision != "unknown":
        score += 0.05
    return round(score, 2)
