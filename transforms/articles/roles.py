"""What the names of an element say it is for: class, id and the like to roles.

The names are those that news sites give to the parts of their pages, in the
languages of the development pages; a name may say several things.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

ROLES = {
    "comments": r"comments?\b(?!-count)|disqus|commentlist|\bdiscussion|\breplies\b"
    r"|\brespond\b|kommentare|livefyre|\bcmt|comment-",
    "related": r"relat|recomm|recirc|read-?(?:more|next|also)"
    r"|more-?(?:on|from|stor|news)|outbrain|taboola|popular|trending|most-?(?:read|view)|see-?also|suggest|teaser"
    r"|link-?list|\bnext-|similar|further|\bmore\b|lire-aussi|\brel-|cards?\b",
    "newsletter": r"newsletter|subscri|sign-?up|mailing|e?-?mail-|\bcta\b|donat"
    r"|support-us",
    "legal": r"copyright|disclaimer|\blegal|\bterms|imprint|cookie|consent|gdpr"
    r"|privacy",
    "social": r"\bshar|social|follow|addthis|facebook|twitter|whatsapp|\blike",
    "byline": r"byline|author|autor|contributor|\bcredits?\b|dateline|time-?stamp"
    r"|\bdate|\bmeta|pub-?date|publish|\bbio\b|writer|reporter|signature|entry-?info",
    "caption": r"caption|galler|slide|lightbox|photo|\bimage|\bimg|picture|\bmedia\b"
    r"|video|player|carousel|legende|bild",
    "box": r"fact|fakt|info-?box|box\b|sidebar|aside|widget|callout|pull-?quote|\btoc\b"
    r"|glossar|accordion|collaps|expand|table-of|highlight|key-?points|tooltip|inset"
    r"|product|\bembed|module",
    "advert": r"advert|\bads?\b|\bad-|-ad\b|sponsor|banner|\bdfp|promo|commerc|affiliat"
    r"|anzeige|werb",
    "menu": r"\bnav|menu|breadcrumb|toolbar|top-?bar|\btabs?\b|pagina|header|\btags?\b"
    r"|topics?|search|login|footer|masthead|skip",
    "kicker": r"kicker|eyebrow|categor|rubri|section-?(?:name|title)|topline|overline"
    r"|label|headline|\btitle|channel|spitzmarke|dachzeile",
    "standfirst": r"standfirst|sub-?title|\blead|lede|\bdek\b|\bdeck|summary|intro"
    r"|excerpt|abstract|descript|sub-?head|sub-?line|vorspann|chapo|entradilla|bajada"
    r"|synopsis|ingress|\bsumm",
    "wall": r"paywall|premium|reg-?wall|piano|\bgate|overlay|modal|popup|dialog|toast"
    r"|notice|\balert|warning|error|offline|unsupported",
    "body": r"article-?-?(?:body|text|content)|story-?(?:body|text|content)|entry"
    r"|post-?(?:body|text|content)|body-?text|\bcontent\b|paragraph|rich-?text|\bprose"
    r"|\btext\b|copy\b|texte|\bcorps|cuerpo|corpo|wysiwyg|markup|\bbody\b",
}
NAMES = tuple(ROLES)
BIT = {name: 1 << position for position, name in enumerate(NAMES)}
_PATTERNS = tuple(re.compile(pattern) for pattern in ROLES.values())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_PAIRED = frozenset(
    {"read", "more", "most", "see", "link", "sign", "support", "e", "mail", "time"}
    | {"pub", "entry", "info", "pull", "table", "key", "top", "section", "sub", "reg"}
    | {"article", "story", "post", "body", "rich", "main", "lire", "rel", "ad"}
    | {"comment", "next"}
)
"""Words that say more together with the next: "read-more", "article-body"."""

_MORE_PAIRED = frozenset({"ad"})
_LETTERS = range(2, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the names of an element tell."""

    words: tuple[str, ...]
    """Lower case, each once, sorted."""
    roles: int
    """Bits (``BIT``)."""


def read(names: str) -> Named:
    """What ``names``, a class, id and the like, tell.

    >>> named = read("relatedLinks teaser")
    >>> [name for name in NAMES if named.roles & BIT[name]]
    ['related']
    """
    each = [_read_one(name) for name in names.split()]
    words = {word for one in each for word in one.words if len(word) in _LETTERS}
    roles = 0
    for one in each:
        roles |= one.roles
    return Named(words=tuple(sorted(words)), roles=roles)


@lru_cache(maxsize=65536)
def _read_one(name: str) -> Named:
    words = tuple(word.lower() for word in _WORD.findall(name))
    roles = 0
    for word in words:
        roles |= _roles_of(word)
    for word, following in pairwise(words):
        if word in _PAIRED or following in _MORE_PAIRED:
            roles |= _roles_of(f"{word}-{following}")
    return Named(words=words, roles=roles)


@lru_cache(maxsize=65536)
def _roles_of(word: str) -> int:
    found = (bit for bit, pattern in enumerate(_PATTERNS) if pattern.search(word))
    return sum(1 << bit for bit in found)
