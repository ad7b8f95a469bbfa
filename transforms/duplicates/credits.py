"""Whom a text names as its maker: the credit line of a news agency.

A text arrives; the agency leaves in one spelling, and whether an address is that
agency's own. Credits stand in the dateline, ``LEEDS (Reuters) -``, or in the last
lines, ``Copyright 2024 The Associated Press``; anywhere else a name is news.
"""

import re

_HEAD_CHARACTERS = 200
_TAIL_CHARACTERS = 400
_DATELINE = re.compile(
    r"[^().\n]{0,80}\((?P<name>[^()\n]{2,30})\)\s{0,3}[-–—]"
    r"|[^/\n]{0,80}/(?P<wire>[A-Za-z ]{2,30})/\s{0,3}[-–—]"
)
_CLOSING = re.compile(
    r"(?:copyright|©|\(c\)|with files from|source:|agency:)"
    r"(?:[ ,©]|\(c\)|[12]\d{3}){0,6}(?:the )?(?P<name>[^\W\d_][\w &-]{1,30})",
    re.IGNORECASE,
)
_STAFF = re.compile(r"reporting by (?:the )?(?P<name>[\w ]{2,30}?) staff\b", re.I)
_SHORT_NAMES = {
    "associatedpress": "ap",
    "agencefrancepresse": "afp",
    "deutschepresseagentur": "dpa",
    "pressassociation": "pa",
    "pamedia": "pa",
    "thomsonreuters": "reuters",
    "unitedpressinternational": "upi",
    "xinhuanewsagency": "xinhua",
    "canadianpress": "cp",
}
_HOST_NAMES = {"apnews": "ap", "xinhuanet": "xinhua"}
_HOST = re.compile(r"https?://([^/?#:]+)", re.IGNORECASE)


def credited_agency(text: str) -> str | None:
    """The name that a text's credit line gives, letters only, in lower case.

    >>> credited_agency("LEEDS (Reuters) - The river rose.")
    'reuters'
    """
    dateline = _DATELINE.match(text[:_HEAD_CHARACTERS].lstrip())
    if dateline:
        return _short(dateline["name"] or dateline["wire"])
    tail = text[-_TAIL_CHARACTERS:]
    closing = _CLOSING.search(tail) or _STAFF.search(tail)
    return _short(closing["name"]) if closing else None


def is_own_address(url: str, agency: str) -> bool:
    """Whether an address is that of the agency itself.

    >>> is_own_address("https://www.reuters.com/world/x", "reuters")
    True
    """
    host = _HOST.match(url)
    labels = host[1].lower().split(".")[:-1] if host else []
    return any(
        label.replace("-", "") == agency or _HOST_NAMES.get(label) == agency
        for label in labels
    )


def _short(name: str) -> str | None:
    # "The Associated Press. All rights": what follows a stop was not matched.
    letters = "".join(character for character in name.casefold() if character.isalpha())
    letters = letters.removeprefix("the").removesuffix("allrightsreserved")
    return _SHORT_NAMES.get(letters, letters) or None
