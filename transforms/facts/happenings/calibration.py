"""How sure an event and its sides are: shares that are right on development data.

Measured on some 300 events of our own articles and of PLOVER's gold records, pooled.
The records name one event a sentence and count every other as wrong, so that the
shares are rather too low than too high.
"""

from collections.abc import Mapping
from types import MappingProxyType

from transforms.facts.happenings.finding import Happening
from transforms.facts.happenings.senses import Part

_BY_SIDES: Mapping[tuple[Part, bool, bool], float] = MappingProxyType(
    {
        ("verb", True, True): 0.74,
        ("verb", True, False): 0.72,
        ("verb", False, True): 0.7,
        ("verb", False, False): 0.5,
        ("noun", True, True): 0.86,
        ("noun", True, False): 0.6,
        ("noun", False, True): 0.5,
        ("noun", False, False): 0.6,
    }
)
"""Part of speech, whether there are actors and targets -> share of right types."""
_SPEECH = frozenset({"THREATEN", "ACCUSE", "PROTEST"})
_SPEECH_GAIN = 0.12
"""Types that their words tell best: 63 of 74 right."""
_OPEN_LOSS = 0.12
"""What only is planned or possible is right less often: 33 of 65."""
_OPEN = frozenset({"planned", "hypothetical"})
_ACTOR_SHARE = 0.79
_TARGET_SHARE = 0.6
"""Right sides among the events of the right type."""


def confidence(happening: Happening) -> float:
    """Share of events like this whose type is right, 0 to 1."""
    sides = (bool(happening.actors), bool(happening.targets))
    share = _BY_SIDES[(happening.part, *sides)]
    if happening.sense.plover_type in _SPEECH:
        share += _SPEECH_GAIN
    if happening.status in _OPEN:
        share -= _OPEN_LOSS
    return round(share, 2)


def side_confidence(happening: Happening, *, is_actor: bool) -> float:
    """Share of such sides that are right and of an event of the right type."""
    share = _ACTOR_SHARE if is_actor else _TARGET_SHARE
    return round(confidence(happening) * share, 2)
