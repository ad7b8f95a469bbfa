"""Which currency a sign or a word means: the packaged lexicons, and who pays.

A form ("$", "kroner") and its place in a text arrive, an ISO 4217 code leaves.
"""

import csv
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from types import MappingProxyType

from transforms.facts.documents import Document

UNKNOWN = "?"
_EURO_YEAR = 2002
_SENTENCE_AWAY = 1000
"""Characters that leaving the sentence adds to a mention's distance."""
_SOURCE_DISTANCE = 1500
"""Where the source's own country stands among the mentions: behind those near by,
before one far off. A British paper's 40,000 pounds in Beirut are Lebanese."""
_LEAD_CHARACTERS = 300
_LEAD_DISTANCE = 1200
_NAME = re.compile(r"[A-ZÀ-Þ](?:\.[A-Z]\.?|[^\W_]{0,30}(?:['-][A-Za-z]{2,20})*)")
_NEXT_WORD = re.compile(r"[ ][^\W_][\w'-]{0,19}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way to write a currency; see the header of ``currency_forms.csv``."""

    kind: str
    factor: Decimal
    codes: tuple[str, ...]
    check: str

    @property
    def is_ambiguous(self) -> bool:
        """Whether context or a default has to settle the code."""
        return len(self.codes) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country as one that pays."""

    country: str
    currency: str
    former: str


@cache
def forms() -> Mapping[str, Form]:
    """Every way to write a currency -> what it may mean, in each usual case."""
    found: dict[str, Form] = {}
    for row in _rows("currency_forms.csv"):
        spellings = row["forms"].split(";" if row["codes"] else None)
        for spelling in spellings:
            codes = tuple((row["codes"] or spelling).split())
            form = Form(
                kind=row["kind"],
                factor=Decimal(row["factor"]),
                codes=codes,
                check=row["check"],
            )
            for cased in _cases(spelling, form):
                found.setdefault(cased, form)
    return MappingProxyType(found)


@cache
def countries() -> tuple[Mapping[str, Country], Mapping[str, Country]]:
    """Countries by lower-case name, people or city, and by ISO 3166-1 code."""
    by_name, by_code = {}, {}
    for row in _rows("currency_countries.csv"):
        country = Country(
            country=row["country"], currency=row["currency"], former=row["former"]
        )
        by_code[country.country] = country
        for name in row["names"].split(";"):
            by_name[name.lower()] = country
    return MappingProxyType(by_name), MappingProxyType(by_code)


def currency_of_people(words: str, form: Form) -> str | None:
    """The code that "Canadian" or "Hong Kong" gives to a dollar; None where none."""
    by_name = countries()[0]
    country = by_name.get(words.lower()) or by_name.get(f"{words.lower()}.")
    if country is None:
        return "XOF" if words == "CFA" and "XOF" in form.codes else None
    owned = (country.currency, country.former)
    return next((code for code in owned if code in form.codes), None)


class Payers:
    """The countries that a document mentions, looked up only when asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._mentions: dict[str, list[int]] | None = None

    def settle(self, form: Form, start: int) -> str | None:
        """The likeliest code of an ambiguous form at ``start``; None: unknown."""
        default = form.codes[0] if form.codes[0] != UNKNOWN else None
        if form.check == "source":
            home = self._home()
            return home if home in form.codes else default
        return self.nearest(form, start) or default

    def nearest(self, form: Form, start: int) -> str | None:
        """The code whose country is mentioned nearest, the source's own included."""
        distances = [
            (self._distance(code, start), position, code)
            for position, code in enumerate(form.codes)
            if self.is_evidenced(code)
        ]
        return min(distances)[2] if distances else None

    def is_evidenced(self, code: str) -> bool:
        """Whether the text or the source points to a country that pays in ``code``."""
        return code in self._found() or code == self._home()

    def _home(self) -> str | None:
        country = countries()[1].get((self._document.country or "").upper())
        return country.currency if country else None

    def _found(self) -> dict[str, list[int]]:
        if self._mentions is None:
            self._mentions = {}
            day = self._document.published_on
            is_before_euro = day is None or day.year < _EURO_YEAR
            for start, country in _mentions(self._document.text):
                self._mentions.setdefault(country.currency, []).append(start)
                if country.former and is_before_euro:
                    self._mentions.setdefault(country.former, []).append(start)
        return self._mentions

    def _distance(self, code: str, start: int) -> int:
        places = self._found().get(code, [])
        sentence = self._document.sentence_at(start)
        split = bisect_left(places, start)
        near = [*places[max(split - 1, 0) : split], *places[split : split + 1]]
        distances = [
            (start - place if place < start else 2 * (place - start))
            + _SENTENCE_AWAY * (not sentence.start_char <= place < sentence.end_char)
            for place in near
        ]
        if places and places[0] < _LEAD_CHARACTERS:
            distances.append(_LEAD_DISTANCE)
        if code == self._home():
            distances.append(_SOURCE_DISTANCE)
        return min(distances)


def _mentions(text: str) -> Iterator[tuple[int, Country]]:
    """Names of up to four words, the longest first."""
    by_name = countries()[0]
    floor = 0
    for first in _NAME.finditer(text):
        if first.start() < floor or first.end() - first.start() > 40:
            continue
        for end in _ends(text, first.end()):
            country = by_name.get(text[first.start() : end].lower())
            if country:
                floor = end
                yield first.start(), country
                break


def _ends(text: str, end: int) -> list[int]:
    """Ends of the phrases of four, three, two and one words, longest first."""
    ends = [end]
    for _ in range(3):
        following = _NEXT_WORD.match(text, ends[-1])
        if following is None:
            break
        ends.append(following.end())
    return ends[::-1]


def _cases(spelling: str, form: Form) -> set[str]:
    """The spelling, for plain words also as in a headline; "50 Cent" is a rapper."""
    is_plain = form.kind == "word" and form.check in ("", "source")
    if not is_plain or not spelling.islower():
        return {spelling}
    return {spelling, spelling.capitalize(), spelling.upper()}


def _rows(name: str) -> list[dict[str, str]]:
    path = resources.files("transforms.facts").joinpath("lexicons", name)
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
