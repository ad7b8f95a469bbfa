"""Pages that show only the beginning of their article: statements and text in.

What is short by the page's own account, or stands above an offer to read on, is stored
as partial and never as the whole.
"""

from collections.abc import Sequence

from transforms.articles.linked_data import strings
from transforms.articles.notices import count_words, fold_words, pattern_of
from transforms.articles.statements import Statements
from transforms.records import Block

TEASER_WORDS_MAX = 120
"""The longest beginning that the paywalls of the development pages show."""

PARTIAL_SHARE = 0.6
WALL_LINES_MAX = 8
WALL_LINE_MAX = 200
"""An offer stands right below the teaser, and is short."""

_NOT_FREE = frozenset({"false", "no", "http://schema.org/false"})
_DIGITS_MAX = 7


def is_partial(statements: Statements, blocks: Sequence[Block]) -> bool:
    """Whether the page shows only the beginning of what it says it holds.

    Only where JSON-LD says that the article is not free (schema.org,
    ``isAccessibleForFree``): most such pages still show all of it. Then its
    ``wordCount`` decides, or, without one, whether the text is as short as a teaser.
    """
    stated = next(strings(statements.linked.first("isAccessibleForFree")), "")
    if stated.casefold() not in _NOT_FREE and not _is_false(statements):
        return False
    counted = statements.linked.first("wordCount")
    shown = sum(count_words(block.text) for block in blocks)
    if str(counted).isdecimal() and len(str(counted)) < _DIGITS_MAX:
        return shown < PARTIAL_SHARE * int(str(counted))
    return shown < TEASER_WORDS_MAX


def is_walled(blocks: Sequence[Block], below: Sequence[str]) -> bool:
    """Whether a text as short as a teaser stands above an offer to read on.

    ``below`` are the lines of the page that follow the text.
    """
    if sum(count_words(block.text) for block in blocks) >= TEASER_WORDS_MAX:
        return False
    offers = pattern_of("paywall", "says")
    short = (line for line in below[:WALL_LINES_MAX] if len(line) <= WALL_LINE_MAX)
    return any(offers.search(fold_words(line)) for line in short)


def _is_false(statements: Statements) -> bool:
    return any(
        node.get("isAccessibleForFree") is False
        for node in (statements.linked.article, statements.linked.page)
    )
