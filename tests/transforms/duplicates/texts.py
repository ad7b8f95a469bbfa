"""Texts for the tests of likeness: prose, and forms to fill in."""

from random import Random

_SYLLABLES_LIST = "ba co di fu ga ho ji ku la mo ni pu ra so ti vu wa xe yo zi"
SYLLABLES = _SYLLABLES_LIST.split()
_NAMES_LIST = "Tartu Oulu Bergen Varna Izmir Cebu Lahore Quito Durban Perth Cork Nantes"
NAMES = _NAMES_LIST.split()


def prose(seed: int, words: int = 220) -> list[str]:
    """Sentences that no other seed shares: names and numbers among invented words."""
    random = Random(seed)
    sentences, left = [], words
    while left > 0:
        size = random.randint(9, 19)
        inside = [_word(random) for _ in range(size)]
        inside[random.randrange(1, size)] = random.choice(NAMES) + _word(random)
        inside[random.randrange(1, size)] = str(random.randint(2, 9999))
        sentences.append(_sentence(inside))
        left -= size
    return sentences


def form(seed: int) -> list[str]:
    """A weather report: the form of all seeds, filled in with other values."""
    random = Random(seed)
    place, day, forecaster = (random.choice(NAMES) + _word(random) for _ in range(3))
    low, high, wind, rain, sunrise, gust = (random.randint(2, 99) for _ in range(6))
    return [
        f"Today in {place} will see a mix of sun and cloud with a high of {high}"
        f" degrees and a low of {low}, said forecaster {forecaster}.",
        f"The wind will blow at {wind} kilometres an hour with gusts of up to {gust},"
        f" and the chance of rain on {day} is {rain} percent.",
        f"In the morning the sun rises over {place} at {sunrise} minutes past six.",
        "The outlook for the rest of the week is for more of the same, and those who"
        " travel are asked to look at the newest bulletin before they leave the house.",
        "Warnings are given out twice a day whenever storms are near the coast.",
    ]


def _sentence(words: list[str]) -> str:
    return words[0].capitalize() + " " + " ".join(words[1:]) + "."


def _word(random: Random) -> str:
    return "".join(random.choice(SYLLABLES) for _ in range(random.randint(1, 4)))
