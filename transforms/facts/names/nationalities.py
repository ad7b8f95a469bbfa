"""The country that the words around a name tie it to."""

from transforms.facts.documents import Document
from transforms.facts.names.mention import Mention
from transforms.facts.sums.currencies import countries


def country_of(mention: Mention | None) -> str | None:
    """ISO 3166-1 alpha-2 of a country, its people or its capital; None for others."""
    if mention is None:
        return None
    by_name = countries()[0]
    words = mention.name.casefold().removeprefix("the ")
    country = by_name.get(words) or by_name.get(f"{words}.")
    return country.country if country else None


def country_before(document: Document, number: int) -> str | None:
    """The country right before a mention: "Ukraine's Defence Ministry"."""
    if number == 0:
        return None
    before, mention = document.mentions[number - 1], document.mentions[number]
    between = document.text[before.end_char : mention.start_char]
    if between not in (" ", "'s ", "’s "):
        return None
    return country_of(before)
