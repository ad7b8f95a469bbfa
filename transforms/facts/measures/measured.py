"""A number with what it measures, as the readers of this package hand it on."""

from decimal import Decimal
from typing import Literal, NamedTuple

from transforms.facts.measures.values import Value

Pattern = Literal[
    "unit", "symbol", "percent", "count", "number", "ordinal", "fraction", "age"
]


class Measured(NamedTuple):
    """A value with its unit; half-open code points over both."""

    value: Value
    start_char: int
    end_char: int
    unit: str | None
    dimension: str
    pattern: Pattern
    amount: Decimal
    high: Decimal | None = None
    """The other, greater end of a range."""
    error: Decimal | None = None
    """How far the amount may be off: 0.2 of "4.5 ± 0.2 km"."""
