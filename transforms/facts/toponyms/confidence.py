"""How often mentions of places like this one are right on the development sets.

Right means a place, and the one meant: within 161 km, for countries the country. The
shares were counted on 571 articles (LGL, TR-News, GeoVirus, GeoWebNews).
"""

from transforms.facts.toponyms.located import Located

_CLEAR_LEAD = 2.0
_LARGE = {"country": (0.96, 0.91, 0.74), "admin1": (0.95, 0.88, 0.84)}
_LARGE |= {"area": (0.76, 0.73, 0.73), "continent": (0.9, 0.9, 0.7)}
_VAGUE = (0.85, 0.4, 0.4)
"""Seas, mountains and regions, whose middle is anybody's guess."""
_TOWN_CLEAR = (0.91, 0.88, 0.7)
_TOWN_UNCLEAR = (0.57, 0.35, 0.31)
_TOWN_QUALIFIED = 0.96
_NEAR = 0.36


def confidence(located: Located) -> float:
    """The share of such mentions that are right, between 0 and 1."""
    if located.place.level == "near":
        return _NEAR
    step = 0 if located.score >= 4 else 1 if located.score >= 2.5 else 2
    if located.place.level != "town":
        return _LARGE.get(located.place.level, _VAGUE)[step]
    if located.is_qualified:
        return _TOWN_QUALIFIED
    is_clear = located.lead >= _CLEAR_LEAD
    return (_TOWN_CLEAR if is_clear else _TOWN_UNCLEAR)[step]
