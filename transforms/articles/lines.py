"""One line of text: cleaned for storing, folded for comparing.

Text as markup holds it arrives; a line without invisible characters leaves, or what
two wordings of the same line share.
"""

import re
import unicodedata

_INVISIBLE = {
    ord(char): None
    for char in "\u00ad\u200b\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069"
}
_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0E, 0x1C), 0x7F))
_CONTROLS |= dict.fromkeys((*range(0x80, 0x85), *range(0x86, 0xA0)))
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` on one line: white space collapsed, invisible characters removed.

    Joiners (U+200C, U+200D) stay: Persian words and emoji are made with them.

    >>> clean("a\\xa0new\\u00ad\\u200b \\r\\n line")
    'a new line'
    """
    if text.isprintable() and "  " not in text:
        # Most lines; neither white space nor what is removed below is printable.
        return text.strip(" ")
    text = _SURROGATES.sub("\ufffd", text)
    return " ".join(text.translate(_INVISIBLE).translate(_CONTROLS).split())


def fold(text: str) -> str:
    """What two wordings of one line share: letters and digits, without case.

    >>> fold("“It’s done” – again") == fold('"It\\'s done" - Again')
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(str.isalnum, folded))
