"""What copies of one text share: from blocks to a digest and fingerprints.

An article's blocks arrive; the digest of its folded words leaves, equal for exact
copies, and the winnowed hashes of its runs of words, some of which every edited copy
keeps. ``read_text`` gives the words themselves, for the closer look at a candidate.
"""

import unicodedata
from collections.abc import Iterable
from html import unescape

import numpy as np

from transforms.duplicates.credits import credited_agency
from transforms.duplicates.shingles import shingles, winnow
from transforms.duplicates.stories import terms_of
from transforms.duplicates.words import Hashes, Words, hash_words, read_words
from transforms.identity import digest
from transforms.records import Block, Fingerprints

_SAME_LOOK = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    # Invisible: soft hyphen, zero-width space and joiners, byte order mark.
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
}
_MISREAD_MARK = "â€"
_MISREAD = {
    **dict.fromkeys(("â€™", "â€˜"), "'"),
    **dict.fromkeys(("â€œ", "â€\u009d"), '"'),
    **dict.fromkeys(("â€“", "â€”"), "-"),
    "â€¦": "...",
    # The second half of a closing quotation mark is often lost on the way.
    "â€": '"',
}
"""UTF-8 punctuation that someone read as Windows-1252 and wrote again."""


def fingerprint(blocks: Iterable[Block], title: str | None) -> Fingerprints:
    """Fingerprints of an article's words; its day has no part in them, its title in
    ``terms`` alone."""
    texts = [block.text for block in blocks]
    joined = " ".join(texts)
    plain = _plain(mend(joined))
    folded = plain.casefold()
    words = read_words(plain, folded)
    shown = fold(joined) if _MISREAD_MARK in joined else folded
    return Fingerprints(
        content_digest=digest(shown.encode("utf-8", "replace")),
        winnowed=_winnowed(words.hashes),
        agency=credited_agency("\n".join(texts)),
        terms=terms_of(read_text(title or "") + words),
    )


def winnow_text(text: str) -> tuple[int, ...]:
    """Fingerprints of a text as signed 64-bit numbers, ascending.

    Two texts that share 28 words in a row (16 in both leads, eight where one is short)
    share a fingerprint; an article of 300 words has about 30.
    """
    return _winnowed(hash_words(fold(mend(text))))


def _winnowed(words: Hashes) -> tuple[int, ...]:
    kept = winnow(shingles(words))
    return tuple(np.sort(kept.view(np.int64)).tolist())


def read_text(text: str) -> Words:
    """The words of a text, with what their capitals and digits tell."""
    plain = _plain(mend(text))
    return read_words(plain, plain.casefold())


def fold(text: str) -> str:
    """``text`` without differences of no meaning: NFKC, case, quotes, dashes, spaces,
    entities.

    >>> fold("The  “Arda” – rising\\u00ad") == fold('the "arda" - rising')
    True
    """
    return _plain(text).casefold()


def mend(text: str) -> str:
    """``text`` with punctuation that was read in the wrong charset set right.

    No part of ``fold``: a page that shows such signs does not show the same words.
    """
    if _MISREAD_MARK in text:
        for misread, meant in _MISREAD.items():
            text = text.replace(misread, meant)
    return text


def _plain(text: str) -> str:
    """``text`` folded in all but case."""
    # Some publishers escape twice, so that a copy says &quot; where the original
    # has the mark itself.
    shown = unescape(text) if "&" in text else text
    normal = unicodedata.normalize("NFKC", shown)
    if not normal.isascii():
        # Faster than translate by twenty times: most of them never occur.
        for mark, look in _SAME_LOOK.items():
            if mark in normal:
                normal = normal.replace(mark, look)
    normal = normal.replace("`", "'")
    return " ".join(normal.split())
