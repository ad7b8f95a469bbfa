"""Live blogs: the posts of a page that is written while the news goes on.

A live page is an opening, told like any article, above posts that are added, changed
and moved to further pages every few minutes. The opening is the article; the posts are
left out as ``live-post`` and counted, as each is a short text of its own that no two
captures of the page hold alike. JSON-LD names them (schema.org, ``LiveBlogPosting``),
or the markup around each does; segments arrive, the positions of the posts leave.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from transforms.articles import segments as marks
from transforms.articles.lines import fold
from transforms.articles.linked_data import strings
from transforms.articles.segments import Page, Place

POSTS_MAX = 500
POSTS_MIN = 2
"""Matched by their words, or by their markup; one may be a quotation."""

OPENING_CHARACTERS = 60
_OPENING_MIN = 12
_READ = 300


def openings(linked: Mapping[str, Any]) -> frozenset[str]:
    """How the posts that a JSON-LD node lists begin: headlines and first lines, folded
    and cut short."""
    posts = linked.get("liveBlogUpdate")
    listed = posts if isinstance(posts, list) else [posts]
    texts = (text for post in islice(listed, POSTS_MAX) for text in _texts(post))
    return frozenset(text for text in map(_opening, texts) if len(text) >= _OPENING_MIN)


def posts(page: Page, told: frozenset[str]) -> range:
    """The positions of the segments from the first post to the end of what holds the
    posts; empty on pages without any. ``told`` are the posts' ``openings``."""
    found = _marked(page) or _named(page, told)
    if not found:
        return range(0)
    holder = _around(page, [page.segments[position].place for position in found])
    inside = _inside(page, holder)
    last = max(n for n, s in enumerate(page.segments) if s.place.number in inside)
    return range(found[0], last + 1)


def _texts(post: Any) -> Iterator[str]:
    if isinstance(post, dict):
        for key in ("headline", "articleBody"):
            yield from islice(strings(post.get(key)), 1)


def _opening(text: str) -> str:
    first = text[:_READ].lstrip().partition("\n")[0]
    return fold(first)[:OPENING_CHARACTERS]


def _named(page: Page, told: frozenset[str]) -> list[int]:
    """Segments that begin as posts do; links to posts stand above them, and so does
    the page's headline, which may be a post's as well."""
    if len(told) < POSTS_MIN:
        return []
    found = {
        position: opening
        for position, segment in enumerate(page.segments)
        if segment.place.tag != "h1"
        and segment.linked * 2 < len(segment.text)
        and (opening := _opening(segment.text)) in told
    }
    return list(found) if len(set(found.values())) >= POSTS_MIN else []


def _marked(page: Page) -> list[int]:
    """The first segment of each element that is marked as a post."""
    roots: dict[int, int] = {}
    inside: dict[int, int] = {}
    for place in page.places:
        if place.flags & marks.POST:
            inside[place.number] = inside.get(place.parent, place.number)
    for position, segment in enumerate(page.segments):
        if segment.place.number in inside:
            roots.setdefault(inside[segment.place.number], position)
    return list(roots.values()) if len(roots) >= POSTS_MIN else []


def _around(page: Page, places: Sequence[Place]) -> int:
    """The number of the innermost place that holds all of ``places``."""
    chains = [list(_chain(page, place)) for place in places]
    shared = set(chains[0]).intersection(*chains[1:])
    return next(number for number in chains[0] if number in shared)


def _chain(page: Page, place: Place) -> Iterator[int]:
    yield place.number
    while place.number:
        place = page.places[place.parent]
        yield place.number


def _inside(page: Page, holder: int) -> frozenset[int]:
    inside = {holder}
    for place in page.places[holder + 1 :]:
        if place.parent in inside:
            inside.add(place.number)
    return frozenset(inside)
