"""The packaged tables of places, read once each."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> Sequence[Mapping[str, str]]:
    """The rows of a table of ``lexicons`` by column; lines of comment are left out."""
    path = resources.files("transforms.facts").joinpath("lexicons", name)
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
