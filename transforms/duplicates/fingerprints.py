"""What copies of one text share: from blocks to ``Fingerprints``."""

import re
import unicodedata
from collections.abc import Iterable
from html import unescape

from transforms.identity import digest
from transforms.records import Block, Fingerprints

_SPACES = re.compile(r"\s+")
_SAME_LOOK = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        # Invisible: soft hyphen, zero-width space and joiners, byte order mark.
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
    }
)


def fingerprint(blocks: Iterable[Block]) -> Fingerprints:
    """Fingerprints of an article's words; its day and title have no part in them."""
    folded = fold(" ".join(block.text for block in blocks))
    return Fingerprints(content_digest=digest(folded.encode("utf-8", "replace")))


def fold(text: str) -> str:
    """``text`` without differences of no meaning: NFKC, case, quotes, dashes, spaces,
    entities.

    >>> fold("The  “Arda” – rising\\u00ad") == fold('the "arda" - rising')
    True
    """
    # Some publishers escape twice, so that a copy says &quot; where the original
    # has the mark itself.
    plain = unescape(text) if "&" in text else text
    normal = unicodedata.normalize("NFKC", plain).translate(_SAME_LOOK)
    return _SPACES.sub(" ", normal).strip().casefold()
