"""The title of a page: statements and tree in, the headline that readers see out.

Pages state up to five titles: the heading on the page, the JSON-LD headline, two for
social networks and one for search engines. The heading is what the article is called
wherever another statement agrees with it; the others may be shortened or dressed up.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain, islice

from lxml import etree

from transforms.articles.lines import clean, fold
from transforms.articles.linked_data import strings
from transforms.articles.sites import without_site
from transforms.articles.statements import Statements
from transforms.articles.trees import text_of
from transforms.articles.vicinity import in_aside

_TAG = re.compile(r"</?[a-z][^<>]{0,80}>", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_AGREEMENT = 0.5
"""Share of a heading's words in a headline from which both tell the same news."""

_SHARED_WORDS_MIN = 2
_LONE_WORDS_MIN = 4
"""Words of a heading that is believed against every statement: a shorter one may name
the section or the site."""

_PIECE_SHARE_MIN = 0.25

HEADINGS_MAX = 20
STATED_MAX = 20
"""Pages made of headings would have each compared with each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heading:
    """A heading, and its pieces folded: the texts of the elements it is made of."""

    text: str
    pieces: tuple[str, ...]
    is_aside: bool

    @property
    def folded(self) -> str:
        return "".join(self.pieces)

    def holds(self, title: str) -> bool:
        """Whether ``title``, folded, is some of the pieces, whole and neighbours."""
        starts = [0]
        for piece in self.pieces:
            starts.append(starts[-1] + len(piece))
        at = self.folded.find(title)
        is_whole = at in starts and at + len(title) in starts
        return is_whole and len(title) >= _PIECE_SHARE_MIN * len(self.folded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """Every wording of the title on a page."""

    headings: tuple[_Heading, ...]
    stated: tuple[str, ...]
    """By trust: the article's, the social networks', the search engines'."""

    def best(self, sites: frozenset[str]) -> str | None:
        """The title without the site's name, one of the folded ``sites``."""
        bare = list(filter(None, (without_site(each, sites) for each in self.stated)))
        titles = [title for title in bare if fold(title) not in sites]
        headings = [each for each in self.headings if each.folded not in sites]
        return next(chain(_ranked(headings, titles), bare), None)

    def texts(self, title: str | None) -> tuple[str, ...]:
        """All of them after ``title``, for a body that repeats one."""
        headings = (heading.text for heading in self.headings)
        return tuple(filter(None, (title, *headings, *self.stated)))


def read(tree: etree._Element, statements: Statements) -> Wordings:
    """What the page calls its article, here and there."""
    return Wordings(
        headings=tuple(_headings(tree)),
        stated=tuple(islice(_stated(tree, statements), STATED_MAX)),
    )


def _headings(tree: etree._Element) -> Iterator[_Heading]:
    for element in islice(tree.iter("h1"), HEADINGS_MAX):
        text = clean(text_of(element))
        if text:
            pieces = tuple(filter(None, map(fold, _pieces(element))))
            yield _Heading(text=text, pieces=pieces, is_aside=in_aside(element))


def _pieces(element: etree._Element) -> list[str]:
    """The texts of an element and its children; of an only child, of its children."""
    while len(element) == 1 and not _is_text((element.text, element[0].tail)):
        element = element[0]
    pieces = [element.text or ""]
    for child in islice(element, HEADINGS_MAX):
        pieces += [text_of(child), child.tail or ""]
    return pieces


def _is_text(texts: Iterable[str | None]) -> bool:
    return any(text and not text.isspace() for text in texts)


def _ranked(headings: list[_Heading], stated: list[str]) -> Iterator[str]:
    folded: dict[str, str] = {}
    for title in stated:
        folded.setdefault(fold(title), title)
    for heading in headings:
        # A kicker above, or a subtitle below, in an element of its own.
        shorter = (key for key in folded if len(key) < len(heading.folded))
        yield from (folded[key] for key in shorter if heading.holds(key))
    for heading in headings:
        if heading.folded in folded:
            # Elements that stand in lines of their own are joined in print: "A: B".
            is_one = len(heading.pieces) == 1
            yield heading.text if is_one else folded[heading.folded]
    for heading in headings:
        # A heading is often dressed with a kicker: "Culture: Readers return".
        yield from (title for title in stated if _ends_with(heading.folded, title))
        if any(_agree(heading.text, title) for title in stated):
            yield heading.text
    yield from _lone(headings)
    yield from stated
    yield from (heading.text for heading in headings)


def _lone(headings: list[_Heading]) -> Iterator[str]:
    """The only heading of a page whose statements were written for search engines."""
    own = [heading for heading in headings if not heading.is_aside]
    if len(own) == 1 and len(own[0].text.split()) >= _LONE_WORDS_MIN:
        yield own[0].text


def _stated(tree: etree._Element, statements: Statements) -> Iterator[str]:
    article = statements.linked.article
    headlines = strings(article.get("headline") or article.get("name"))
    social = statements.all_meta(
        *("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title")
    )
    # Only the first: drawings (svg) have titles too.
    document = (text_of(element) for element in islice(tree.iter("title"), 1))
    microdata = statements.microdata.get("headline", ())
    for title in (*headlines, *microdata, *social, *document):
        plain = _plain(title)
        if plain:
            yield plain


def _plain(title: str) -> str:
    """Without the markup that some programs leave in, escaped twice or not at all."""
    if "&" in title:
        title = unescape(title)
    return clean(_TAG.sub("", title) if "<" in title else title)


def _ends_with(heading: str, title: str) -> bool:
    ending = fold(title)
    return heading.endswith(ending) and len(ending) * 2 > len(heading)


def _agree(heading: str, title: str) -> bool:
    """Whether half the words of the heading stand in the title, two at least."""
    ours, theirs = (set(_WORD.findall(t.casefold())) for t in (heading, title))
    shared = len(ours & theirs)
    return shared >= _SHARED_WORDS_MIN and shared >= _AGREEMENT * len(ours)
