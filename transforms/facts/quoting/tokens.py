"""The words and signs of the frame around a quotation."""

import re
from itertools import islice
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?:[A-Z]\.)++|[A-Z][a-z]{0,3}\.(?=\s[A-Z])|[^\W_]++(?:[-'’.&/][^\W_]++)*+|[^\w\s]"
)
_TOKENS_MAX = 80
_PREPOSITIONS_TEXT = """
    in on at by for from with after before during since until over under of about
    against as amid through within across despite besides near inside outside to
    according like upon following around between among via into"""
PREPOSITIONS = frozenset(_PREPOSITIONS_TEXT.split())


class Token(NamedTuple):
    """One word or sign of a frame."""

    start_char: int
    end_char: int
    word: str
    lower: str


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The first words of ``text[start:end]``, at most 80."""
    return [
        Token(match.start(), match.end(), word := match[0], word.lower())
        for match in islice(_TOKEN.finditer(text, start, end), _TOKENS_MAX)
    ]
