"""Pages of which nothing was kept: the class of lines that may be the article.

Scottish Field (2023) keeps its articles in an element called ``wall``, a slideshow of
The Economic Times (2020) in captions, some blogs in a table that lays out nothing. The
reasons of a page's lines arrive; the same leave, with one class of lines kept where it
is prose and speaks of what the title says.
"""

import re
from collections.abc import Sequence

from transforms.articles.blocks import KEPT, Reason

PROSE_CHARACTERS_MIN = 80
"""A shorter line may be a caption, a teaser or a notice."""

TEXT_CHARACTERS_MIN = 250
LINE_CHARACTERS_MIN = 25
TITLE_SHARE = 0.4
"""Of the title's words that the text must say: a consent notice says none of them."""

_CLASSES: tuple[Reason, ...] = ("boilerplate", "box", "caption", "table", "wall")
# Words by their beginnings: "flagship" in the title is "flagships" in the text.
_TITLE_WORD = re.compile(r"(?<!\w)([^\W\d_]{4,6})[^\W\d_]*")


def rescue(
    texts: Sequence[str], reasons: Sequence[Reason], titles: Sequence[str]
) -> list[Reason]:
    """``reasons`` with the most telling class kept; as they are if none qualifies."""
    prose = {name: _prose(texts, reasons, name) for name in _CLASSES}
    best = max(_CLASSES, key=lambda name: len(prose[name]))
    if len(prose[best]) < TEXT_CHARACTERS_MIN or not _is_about(prose[best], titles):
        return list(reasons)
    return [
        KEPT if reason == best and len(text) >= LINE_CHARACTERS_MIN else reason
        for text, reason in zip(texts, reasons, strict=True)
    ]


def _prose(texts: Sequence[str], reasons: Sequence[Reason], name: Reason) -> str:
    return "\n".join(
        text
        for text, reason in zip(texts, reasons, strict=True)
        if reason == name and len(text) >= PROSE_CHARACTERS_MIN
    )


def _is_about(prose: str, titles: Sequence[str]) -> bool:
    said = frozenset(_TITLE_WORD.findall(prose.casefold()))
    for title in titles:
        words = frozenset(_TITLE_WORD.findall(title.casefold()))
        if words and len(words & said) >= TITLE_SHARE * len(words):
            return True
    return False
