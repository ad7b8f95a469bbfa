"""The title of a page: statements and tree in, the headline that readers see out.

Pages state up to five titles: the heading on the page, the JSON-LD headline, two for
social networks and one for search engines. The heading is what the article is called
wherever another statement agrees with it; the others may be shortened or dressed up.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from transforms.articles.lines import clean, fold
from transforms.articles.linked_data import strings
from transforms.articles.statements import Statements
from transforms.articles.trees import text_of

_SEPARATOR = re.compile(r"\s+(?:[|–—·•»:‹«/-]|::|--)\s+|\s*[|｜]\s*|\s+»\s*")
_AGREEMENT = 0.5
"""Share of a heading's words in a headline from which both tell the same news."""

_SHARED_WORDS_MIN = 2

HEADINGS_MAX = 20
STATED_MAX = 20
"""Pages made of headings would have each compared with each."""


def read(
    tree: HtmlElement, statements: Statements, site_names: tuple[str, ...]
) -> str | None:
    """The title without the site's name; None where the page has none."""
    stated = list(islice(_stated(tree, statements, site_names), STATED_MAX))
    return next(_ranked(list(filter(None, _headings(tree))), stated), None)


def wordings(
    tree: HtmlElement, statements: Statements, title: str | None
) -> tuple[str, ...]:
    """Every wording of the title on the page, for a body that repeats one."""
    stated = islice(_stated(tree, statements, ()), STATED_MAX)
    return tuple(filter(None, (title, *_headings(tree), *stated)))


def _headings(tree: HtmlElement) -> Iterator[str]:
    for element in islice(tree.iter("h1"), HEADINGS_MAX):
        yield clean(text_of(element))


def _ranked(headings: list[str], stated: list[str]) -> Iterator[str]:
    exact = {fold(title) for title in stated}
    yield from (heading for heading in headings if fold(heading) in exact)
    for heading in headings:
        # A heading is often dressed with a kicker: "Culture: Readers return".
        inside = [title for title in stated if _ends_with(heading, title)]
        yield from inside
        if any(_agree(heading, title) for title in stated):
            yield heading
    yield from stated
    yield from headings


def _stated(
    tree: HtmlElement, statements: Statements, site_names: tuple[str, ...]
) -> Iterator[str]:
    """Titles by trust: the article's, the social networks', the search engines'."""
    headlines = strings(statements.linked.article.get("headline"))
    social = statements.all_meta(
        *("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title")
    )
    # Only the first: drawings (svg) have titles too.
    document = (text_of(element) for element in islice(tree.iter("title"), 1))
    microdata = statements.microdata.get("headline", ())
    for title in (*headlines, *microdata, *social, *document):
        bare = without_site(clean(title), site_names)
        if bare:
            yield bare


def without_site(title: str, site_names: tuple[str, ...]) -> str:
    """``title`` without the site's name at its end or start.

    >>> without_site("Bridge opens | The Daily Bugle", ("The Daily Bugle",))
    'Bridge opens'
    """
    known = {fold(name) for name in site_names} - {""}
    cuts = list(_SEPARATOR.finditer(title))
    for cut in cuts:
        if fold(title[cut.end() :]) in known:
            return title[: cut.start()]
    for cut in reversed(cuts):
        if fold(title[: cut.start()]) in known:
            return title[cut.end() :]
    return title


def _ends_with(heading: str, title: str) -> bool:
    folded, ending = fold(heading), fold(title)
    return folded.endswith(ending) and len(ending) * 2 > len(folded)


def _agree(heading: str, title: str) -> bool:
    """Whether half the words of the heading stand in the title, two at least."""
    ours, theirs = (set(re.findall(r"\w+", t.casefold())) for t in (heading, title))
    shared = len(ours & theirs)
    return shared >= _SHARED_WORDS_MIN and shared >= _AGREEMENT * len(ours)
