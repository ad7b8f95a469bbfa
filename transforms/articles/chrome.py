"""Lines that are the site's, not the article's: promotion, credits, legal notices.

One line of text arrives; whether it is chrome leaves. A rule reads the whole line,
so a sentence that merely mentions a newsletter stays.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from transforms.articles.lines import fold
from transforms.articles.names import split
from transforms.instants import parse_moment

Chrome = Literal[
    "advert", "read-more", "newsletter", "social", "caption", "kicker", "legal"
]
"""What of the site a line is."""

CHROME_CHARACTERS_MAX = 250
"""Longer lines are prose, whatever they begin with."""

_GOODS = r"(newsletter|inbox|subscri(be|ption)|news app|premium|app for free)\b"
_COUNTED = (
    r"(views?|shares?|comments?|reads?|likes?|reactions?|aufrufe|kommentare?|vues?|"
    r"partages?|commentaires?|vistas?|visitas?|comentarios?|visualizzazioni|commenti|"
    r"просмотр(ы|ов|а)?|комментари(й|и|ев|я))"
)
_WHOLE_LINES: Mapping[Chrome, tuple[str, ...]] = {
    "advert": (
        r"advertisements?|anzeige|werbung|publicité|publicidad|reklama|реклама|annonse",
        r"story continues below( this)?( advertisement)?|article continues below.*",
        r"passer la publicité",
    ),
    "read-more": (
        r"continue reading.*|read (more|on|next)|(read )?full story",
        r"(click|tap) here (to|for) .*|(view|hide) (comments|gallery)",
        r"related( (stories|articles|content|news|topics|links))?|more (stories|news)",
        r"recommended( (stories|for you|reading))?|most (read|popular)|trending( now)?",
        r"mehr zum thema|zum thema|lesen sie (auch|mehr)|auch interessant|weiterlesen",
        r"(sur le même sujet|lire la suite|a lire aussi|à lire aussi)",
        r"(leer más|lee también|te puede interesar|noticias relacionadas)",
        r"(leggi anche|leia mais|leia também|lees ook|les også|läs mer|læs også)",
        r"(czytaj więcej|czytaj też|zobacz także|подробнее)",
        r"(читайте также|читайте також)",
        r"(you (might|may)( also)? like|more must-?reads.*|don'?t miss|top stories)",
        r"(see|view) (more|all)",
    ),
    "newsletter": (
        r"(sign|log) ?in( or (register|sign up|create an account))?|subscribe( now)?",
    ),
    "social": (
        r"share( this)?( article| story)?|comments?|shares?",
        # A counter goes up with every visit, and no visit makes another version.
        rf"[\d.,]+ ?[km]? {_COUNTED}|{_COUNTED}: ?[\d.,]+ ?[km]?",
    ),
    "caption": (r"(photo|image|foto|bild)s?",),
    "kicker": (r"listen to this article|(this article is )?\d+ min(ute)?s?( read)?",),
}
_BEGINNINGS: Mapping[Chrome, tuple[str, ...]] = {
    "read-more": (
        r"(read|see|watch|learn) (more|also|next|on)( (on|about|from|at) .{1,40})?:",
        r"(also read|read also|related|recommended|more|further reading|don'?t miss):",
        r"(related|recommended) (stories|articles|content|reading|coverage):?",
        r"(lesen sie (auch|mehr|hier)|mehr (zum thema|dazu)|lesetipp):",
        r"auch interessant:",
        r"(à|a) lire aussi|lire aussi|lire également|(leer|lea|lee) (más|también):",
        r"(leggi anche|leia (mais|também)|lees ook|les også|läs (mer|också)|læs også):",
        r"(czytaj (więcej|też|także)|zobacz (też|także)|читайте (также|також|ещё)):?",
        r"more information:",
    ),
    "newsletter": (
        r"sign up (for|to|here|now)|subscribe (to|now|here|today)",
        rf"(want|get|join|stay|receive|download|install|thank you for) .*{_GOODS}",
        r"click here (to|for) (read|sign|subscribe)",
    ),
    "social": (
        r"(join|follow) (us|our|@)",
        r"(like|follow) .{1,60} on (facebook|twitter|instagram)",
        r"follow .{1,60} (on|via) (x|twitter|instagram|facebook|whatsapp|telegram)\b",
    ),
    "legal": (
        r"(©|\(c\)|copyright ?(©|\(c\)|\d{4}))|all rights reserved"
        r"|alle rechte vorbehalten|our standards: the thomson reuters",
    ),
    "caption": (
        r"(photos?|image|picture|foto|bild|фото)( (by|credit|source|quelle|via))?:",
        r"image source,|(source|quelle|источник): .{1,40}$",
    ),
}
_CLOSING = re.compile(
    r".*\bcontributed to (this|the) (report|story|article)\.?"
    r"|\W*((additional )?(reporting|writing)|compiled|edited) by .*"
    r"|(this (article|story|piece) (was|has been|originally) .*)",
    re.IGNORECASE,
)
_ABOUT_AUTHOR = re.compile(
    r",? (is|was|has|covers|writes|reports|reported|can be reached|ist|schreibt"
    r"|berichtet|est)\b"
)
_DATE_CHARACTERS_MAX = 50
_DATE_WORDS_MAX = 8
_OPENERS = r"[\s\[(>»•▶–-]*"
_CLOSERS = r"[\s.:…>»›→]*"


def is_chrome(line: str) -> bool:
    """Whether ``line`` is the site talking about itself.

    >>> is_chrome("Read more: Ten die in floods")
    True
    >>> is_chrome("The newsletter said subscribers would be told first.")
    False
    """
    return len(line) <= CHROME_CHARACTERS_MAX and _any().match(line) is not None


def kind_of(line: str) -> Chrome | None:
    """What of the site ``line`` is, if it is any of it.

    >>> kind_of("Read more: Ten die in floods")
    'read-more'
    """
    if not is_chrome(line):
        return None
    return next(kind for kind, pattern in _each().items() if pattern.match(line))


@cache
def _any() -> re.Pattern[str]:
    patterns = (pattern.pattern for pattern in _each().values())
    return re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE)


@cache
def _each() -> Mapping[Chrome, re.Pattern[str]]:
    kinds = dict.fromkeys((*_WHOLE_LINES, *_BEGINNINGS))
    return {kind: re.compile(_pattern(kind), re.IGNORECASE) for kind in kinds}


def _pattern(kind: Chrome) -> str:
    whole = "|".join(_WHOLE_LINES.get(kind, ("(?!)",)))
    beginning = "|".join(_BEGINNINGS.get(kind, ("(?!)",)))
    return rf"(?:{whole}){_CLOSERS}\Z|{_OPENERS}(?:{beginning})"


def is_opening(line: str, authors: tuple[str, ...]) -> bool:
    """Whether ``line``, above the lead, says only by whom or when it was written."""
    if len(line) > CHROME_CHARACTERS_MAX:
        return False
    names = [fold(name) for name in split(line)]
    is_byline = bool(names) and set(names) <= {fold(author) for author in authors}
    return is_byline or _is_date(line)


def is_closing(line: str, authors: tuple[str, ...]) -> bool:
    """Whether ``line``, at the end, is about the people who wrote the article."""
    if len(line) > CHROME_CHARACTERS_MAX:
        return False
    return bool(_CLOSING.fullmatch(line)) or any(
        line.startswith(author) and _ABOUT_AUTHOR.match(line, len(author))
        for author in authors
    )


def _is_date(line: str) -> bool:
    is_short = len(line) <= _DATE_CHARACTERS_MAX and line.count(" ") < _DATE_WORDS_MAX
    return is_short and parse_moment(line) is not None
