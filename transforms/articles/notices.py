"""Pages that answer 200 and are no article: refused before a body is looked for.

The tree and the statements of a page arrive; nothing leaves, or an
``UnreadableArticle`` that names the notice: ``soft-404``, ``cookie-wall``,
``login-wall``, ``challenge``, ``redirect-page``.

A notice is short, undated and says what it is in its title or first heading. Those
must consist of the wordings of ``notices.txt`` and of nothing else: "Page not found:
how an error became art" is an article's headline.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice

from lxml import etree

from transforms.articles.linked_data import strings
from transforms.articles.statements import Statements
from transforms.articles.trees import LINE_CHARACTERS_MAX, text_of
from transforms.errors import UnreadableArticle
from transforms.hosts import registrable_domain
from transforms.instants import parse_moment
from transforms.url_parts import parse_url
from transforms.urls import resolve_url

WORDS_MAX = 80
"""A page with as much prose is never a notice."""

REDIRECT_WORDS_MAX = 40
REDIRECT_SECONDS_MAX = 30
"""Front pages and live pages load themselves anew after minutes."""

OPENING_WORDS_MAX = 30
"""Of a page that has no title but the site's name, and no heading."""

HEADLINE_CHARACTERS_MAX = 150

_WALLS = ("challenge", "cookie-wall", "login-wall")
_DETAILS = {
    "soft-404": "the page says that what it held is not there",
    "challenge": "the page asks its reader to prove to be human or to run scripts",
    "cookie-wall": "the page asks for consent and holds nothing else",
    "login-wall": "the page asks to log in or subscribe and holds nothing else",
}
_DATES_MAX = 200
_PART_WORDS_MAX = 4
"""Words of a site's or section's name beside the notice in a title."""

_SEPARATOR = re.compile(r"\s[-–—|·•:»«/]+\s|[|｜]")
_REFRESH = re.compile(r"\s*(\d{1,9})[\d.]*[\s;,]+(?:url\s*=)?[\s'\"]*(.*)", re.I | re.S)
_DATE_NAME = re.compile(r"date|publi|issued|time|created")
# Written without spaces; two letters make about a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_FURNITURE = frozenset(
    {"head", "script", "style", "template", "noscript", "nav", "aside", "footer"}
    | {"button", "select", "textarea", "iframe", "svg"}
)
_APOSTROPHES = str.maketrans({"'": None, "’": None, "`": None, "ı": "i"})


def refuse(
    tree: etree._Element, statements: Statements, page_url: str, site_name: str
) -> None:
    """Does nothing where the page may be an article.

    Raises:
        UnreadableArticle: ``soft-404``, ``cookie-wall``, ``login-wall``,
            ``challenge`` or ``redirect-page``.
    """
    if _is_dated(statements):
        return
    words = sum(map(count_words, _prose(tree)))
    if words >= WORDS_MAX:
        return
    if words < REDIRECT_WORDS_MAX and (target := _redirect(tree, page_url)):
        raise UnreadableArticle("redirect-page", f"the page only leads to {target}")
    sites = frozenset(_site_names(statements, page_url, site_name))
    reason = _reason(_Front.of(tree, sites), words, tree)
    if reason is not None:
        raise UnreadableArticle(reason, _DETAILS[reason])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Front:
    """What a page shows first, folded; empty where it is only the site's name."""

    title: tuple[str, ...]
    """In parts: "Page not found | Example" has two, of which the site's is left out."""
    heading: str

    @classmethod
    def of(cls, tree: etree._Element, sites: frozenset[str]) -> "_Front":
        title = next((text_of(element) for element in tree.iter("title")), "")
        heading = next((h for h in _headings(tree) if h not in sites), "")
        parts = [title] if fold_words(title) == heading else _SEPARATOR.split(title)
        own = (_without(fold_words(part), sites) for part in parts)
        return cls(title=tuple(filter(None, own)), heading=_without(heading, sites))


def _without(line: str, sites: frozenset[str]) -> str:
    """``line`` but for a site's name that ends it: "Before you continue to Example"."""
    names = (site for site in sites if line == site or line.endswith(f" {site}"))
    return line.removesuffix(max(names, key=len, default="")).rstrip()


def _reason(front: _Front, words: int, tree: etree._Element) -> str | None:
    if _has_title(front, "soft-404") or _covers("soft-404", front.heading):
        return "soft-404"
    for wall in _WALLS:
        # Banners have headings too: an article's title speaks against them.
        if _has_title(front, wall) or (
            not front.title and _covers(wall, front.heading)
        ):
            return wall
    if front.title or front.heading or words >= OPENING_WORDS_MAX:
        return None
    said = " ".join(_prose(tree, _FURNITURE - {"noscript"}))
    opening = fold_words(said[:LINE_CHARACTERS_MAX])
    return next((wall for wall in _WALLS if _begins(wall, opening)), None)


def _has_title(front: _Front, reason: str) -> bool:
    """Whether a part of the title is a notice, and the others are mere names."""
    is_notice = [_covers(reason, part) for part in front.title]
    return any(is_notice) and all(
        covered or part.count(" ") < _PART_WORDS_MAX
        for covered, part in zip(is_notice, front.title, strict=True)
    )


def _covers(reason: str, headline: str) -> bool:
    """Whether the headline is made of the reason's wordings and nothing else."""
    if not headline or len(headline) > HEADLINE_CHARACTERS_MAX:
        return False
    roles = _lexicon()[reason]
    # "Not found" alone says it, "Expired" is the name of a film.
    is_telling = "about" not in roles or " " in headline or headline.isdigit()
    if headline in roles["says"]:
        return is_telling
    told, count = pattern_of(reason, "says").subn(" ", headline)
    if not count:
        return False
    subject, about = pattern_of(reason, "about").subn(" ", told)
    rest = pattern_of(reason, "filler").sub(" ", subject)
    return not rest.strip(" 0123456789") and (about > 0 or "about" not in roles)


def _begins(reason: str, opening: str) -> bool:
    return pattern_of(reason, "says").match(opening.removeprefix("please ")) is not None


@cache
def _lexicon() -> dict[str, dict[str, frozenset[str]]]:
    """Folded wordings by reason and role, all languages in one set."""
    path = resources.files("transforms.articles").joinpath("notices.txt")
    lexicon: dict[str, dict[str, frozenset[str]]] = {}
    reason = role = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            reason, role = line.strip("[]").split()
        elif line and not line.startswith("#"):
            wordings = map(fold_words, line.partition(":")[2].split(","))
            known = lexicon.setdefault(reason, {})
            known[role] = known.get(role, frozenset()) | frozenset(wordings)
    return lexicon


@cache
def pattern_of(reason: str, role: str) -> re.Pattern[str]:
    """Any wording, the longest first; whole words where there are spaces."""
    wordings = sorted(_lexicon()[reason].get(role, ()), key=len, reverse=True)
    bounded = [w for w in wordings if not _UNSPACED.search(w)]
    joined = [w for w in wordings if _UNSPACED.search(w)]
    whole = rf"(?<!\S)(?:{'|'.join(map(re.escape, bounded))})(?!\S)"
    return re.compile("|".join(([whole] if bounded else []) + joined) or r"(?!)")


def fold_words(text: str) -> str:
    """Lower case, without apostrophes; words with one space between."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    # Marks are the vowels of Hindi, and the dot that is left of a Turkish "İ".
    folded = folded.replace("i\u0307", "i")
    kept = (c if unicodedata.category(c)[0] in "LMN" else " " for c in folded)
    return " ".join("".join(kept).split())


def _headings(tree: etree._Element) -> Iterator[str]:
    """Of the highest rank that the page uses; the first few."""
    for rank in ("h1", "h2"):
        folded = [
            fold_words(text_of(element)) for element in islice(tree.iter(rank), 3)
        ]
        if any(folded):
            yield from filter(None, folded)
            return


def _site_names(statements: Statements, page_url: str, site_name: str) -> Iterator[str]:
    names = [site_name, *statements.all_meta("og:site_name", "application-name")]
    parts = parse_url(page_url)
    host = parts.host if parts is not None else ""
    domain = registrable_domain(host)
    names += [host, host.removeprefix("www."), domain, domain.split(".")[0]]
    yield from filter(None, map(fold_words, names))


def _is_dated(statements: Statements) -> bool:
    """Whether JSON-LD, meta or microdata state a day, be it of another event."""
    linked = statements.linked
    stated = [
        *strings(linked.article.get("datePublished")),
        *strings(linked.page.get("datePublished")),
        *statements.microdata.get("datepublished", ()),
        *statements.all_meta(*filter(_DATE_NAME.search, statements.meta)),
    ]
    return any(parse_moment(text) is not None for text in stated[:_DATES_MAX])


def _redirect(tree: etree._Element, page_url: str) -> str | None:
    """Where the page sends every reader at once (HTML section 4.2.5.3, refresh)."""
    for element in tree.iter("meta"):
        if (element.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        found = _REFRESH.match((element.get("content") or "")[:LINE_CHARACTERS_MAX])
        # Inside noscript it sends away those who do not run scripts.
        if found is None or next(element.iterancestors("noscript"), None) is not None:
            continue
        target = resolve_url(found[2].strip(" \t\r\n'\""), page_url)
        is_soon = int(found[1]) <= REDIRECT_SECONDS_MAX
        if target and is_soon and _bare(target) != _bare(page_url):
            return target
    return None


def _bare(url: str) -> str:
    return (resolve_url(url, None) or url).partition("#")[0]


def _prose(
    tree: etree._Element, furniture: frozenset[str] = _FURNITURE
) -> Iterator[str]:
    """Pieces of text that are neither linked nor part of the page's furniture."""
    skipped = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_start = event == "start"
        if _is_skipped(element, furniture):
            skipped += 1 if is_start else -1
        text = element.text if is_start else element.tail
        if text and not skipped:
            yield text


def _is_skipped(element: etree._Element, furniture: frozenset[str]) -> bool:
    return element.tag in furniture or (
        element.tag == "a" and element.get("href") is not None
    )


def count_words(text: str) -> int:
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2
