"""The words beside names that tell places from what is named like them."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def words_as(role: str) -> frozenset[str]:
    """The words of one role; see the header of ``place_words.txt``."""
    return _roles()[role]


@cache
def _roles() -> Mapping[str, frozenset[str]]:
    path = resources.files("transforms.facts").joinpath("lexicons", "place_words.txt")
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            section += line.split()
    return MappingProxyType({role: frozenset(each) for role, each in found.items()})
