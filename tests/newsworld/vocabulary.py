"""What the invented news of one language is made of: names and sentences with slots.

``tests.newsworld.text`` picks from a vocabulary and fills the slots.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Sentences that make articles on one kind of event.

    Slots: place, region, other_place, person, role, other_person, other_role,
    organisation, weekday, day_month, money, killed, injured are the same in the whole
    article; number (3-19), few (20-99) and count (hundreds) are new in each sentence.
    """

    titles: tuple[str, ...]
    leads: tuple[str, ...]
    sentences: tuple[str, ...]
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """One language: its names, calendar words and topics."""

    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    roles: tuple[str, ...]
    organisations: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    """Town, and the region that it lies in."""
    weekdays: tuple[str, ...]
    """As a sentence uses them, Monday first."""
    months: tuple[str, ...]
    """As a date with a day uses them."""
    topics: dict[str, Topic]
    background: tuple[str, ...]
    money: str
    """A sum, from the slot ``amount``."""
    update: str
    """The paragraph that an updated article gains. Slots: ``update``, its number, and
    ``asking``, a count that grows."""
