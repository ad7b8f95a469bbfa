"""A group of people who may have come to harm, as a text names it."""

from typing import Literal, NamedTuple

from transforms.facts.tolls.lexicon import Effect

Form = Literal["counted", "bare", "single", "named", "none", "vague"]


class Victims(NamedTuple):
    """People who may be victims; ``first`` and ``last`` are positions of words."""

    first: int
    last: int
    start_char: int
    end_char: int
    low: int
    high: int | None
    """None where only the low end is known ("dozens")."""
    form: Form
    noun: str
    """What they are called, lower case; empty for a bare number."""
    effect: Effect | None = None
    """Told by the group's own words: "62 wounded", "22 dead rebels"."""
    is_range: bool = False
    is_definite: bool = False
    """Whether the words point back: "the three men", "the judge"."""
    is_pronoun: bool = False
    entity: int | None = None
    """Number of the person within the document; None where no name tells it."""
    name: str = ""
    """The person's full name; empty where there is none."""
