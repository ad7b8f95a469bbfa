"""What a misspelt name may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def advice(unknown: Iterable[str], known: Iterable[str]) -> str:
    """The likest known names as ``like it: ...; ``, empty where none is like any.

    >>> advice(["bbc"], ["bbc-news", "bbc-hausa", "lbc"])
    'like it: bbc-hausa, bbc-news, lbc; '
    >>> advice(["nothing"], ["lbc"])
    ''
    """
    names = sorted(known)
    like: dict[str, None] = {}
    for name in unknown:
        like |= dict.fromkeys(each for each in names if name and name in each)
        like |= dict.fromkeys(get_close_matches(name, names))
    return f"like it: {', '.join(list(like)[:_MOST])}; " if like else ""


_MOST = 5
