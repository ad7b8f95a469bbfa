"""Lines of text with the block elements that hold them: what a page is cut into.

``cutting`` makes them; ``boxes``, ``features`` and ``verdicts`` judge them.
"""

from dataclasses import dataclass, field

from transforms.articles.blocks import Reason

HIDDEN, NAV, ASIDE, FOOTER, HEADER, ARTICLE, MAIN, BODY = (1 << n for n in range(8))
FIGURE, CAPTION, TABLE, LIST, QUOTE, FORM, EMBED, DIALOG = (
    1 << n for n in range(8, 16)
)
HEADING, PARAGRAPH, ITEM, CELL = (1 << n for n in range(16, 20))
"""What the markup says of a block element; all but the last four are handed down to
the elements inside it."""

CHOSEN, UNWANTED, POST = (1 << n for n in range(20, 23))
"""What the source file's selectors say of it, and whether it is a live blog's post:
handed down as well."""


@dataclass(slots=True)
class Place:
    """A block element: what its tag and names say, and what it holds.

    The sums are of the element with all inside it, filled in after the walk.
    """

    number: int
    parent: int
    """The number of the block element around it; its own at the root."""
    depth: int
    tag: str
    flags: int
    words: tuple[str, ...]
    """The words of its class, id and the like, with its tag."""
    roles: int  # of its own names, by ``roles.BIT``
    signature: int
    """Equal for elements of one tag and naming in elements of one tag and naming."""
    characters: int = 0
    linked: int = 0
    prose: int = 0
    """Characters outside links in segments that read like sentences."""
    segments: int = 0
    teased: int = 0  # headings that are links
    box: Reason | None = None  # why it cannot be the article's, set by ``boxes``


@dataclass(slots=True)
class Segment:
    """A line of text between two block boundaries or line breaks."""

    text: str
    place: Place
    linked: int
    """Characters inside links."""
    links: int
    bold: int
    line: int
    """Its position among the lines of one run of text."""


@dataclass(slots=True)
class Page:
    """All segments and places of a page in document order."""

    segments: list[Segment] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
