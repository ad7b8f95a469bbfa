"""A description of a person as found beside the name."""

from dataclasses import dataclass, field

from transforms.facts.names.mention import Mention


@dataclass(slots=True, kw_only=True)
class Phrase:
    """Tokens ``first`` up to ``after`` say what the person is; both -1 for nothing.

    ``organisation`` is named in or before it; ``points_back`` where "its" or "the
    agency" stands for one; ``country`` is that of "Egypt's foreign minister".
    """

    first: int = -1
    after: int = -1
    organisation: Mention | None = None
    country: Mention | None = None
    points_back: bool = False
    pattern: str = ""
    bodies: list[str] = field(default_factory=list)
