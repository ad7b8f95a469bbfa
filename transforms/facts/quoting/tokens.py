"""The words and signs of the frame around a quotation."""

import re
from dataclasses import dataclass
from itertools import islice

_TOKEN = re.compile(
    r"(?:[A-Z]\.)++|[A-Z][a-z]{0,3}\.(?=\s[A-Z])|[^\W_]++(?:[-'’.&/][^\W_]++)*+|[^\w\s]"
)
_TOKENS_MAX = 80
_PREPOSITIONS_TEXT = """
    in on at by for from with after before during since until over under of about
    against as amid through within across despite besides near inside outside to
    according like upon following around between among via into"""
PREPOSITIONS = frozenset(_PREPOSITIONS_TEXT.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One word or sign of a frame."""

    start_char: int
    end_char: int
    word: str
    lower: str


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The first words of ``text[start:end]``, at most 80."""
    return [
        Token(
            start_char=match.start(),
            end_char=match.end(),
            word=match[0],
            lower=match[0].lower(),
        )
        for match in islice(_TOKEN.finditer(text, start, end), _TOKENS_MAX)
    ]
