"""What a site's front page and feeds say of their publisher: name, language, country.

Pure: answers arrive, words for a source file leave (``discovery``).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from flows.fetching.responses import Response
from transforms.articles.language import primary_subtag
from transforms.encodings import decode
from transforms.errors import UnreadableListing
from transforms.hosts import host_address, registrable_domain
from transforms.listings.alternates import feed_alternates
from transforms.listings.soups import attribute, base_of, parse_soup, text_of
from transforms.listings.wording import one_line
from transforms.urls import resolve_url

_NAME_CHARS = 80
_SLUG_CHARS = 64
_HEAD_CHARS = 4000
_FEED_LANGUAGE = re.compile(
    r"""<(?:dc:)?language>\s{0,9}(?:<!\[CDATA\[)?\s{0,9}([A-Za-z]{2,3}\b)
    |xml:lang=["']([A-Za-z]{2,3}\b)
    |"language"\s{0,9}:\s{0,9}"([A-Za-z]{2,3}\b)""",
    re.VERBOSE,
)
_XML_LINKS = 'link[rel~="alternate" i][type$="/xml" i]'
"""Feeds of before 2005 are declared so, and so are a few other things."""
_BETWEEN = re.compile(r" [|–—:»-] ")
_GENERIC_LIST = """
home|homepage|home page|front page|news|latest news|rss|rss feed|feed|atom|all news
"""
_GENERIC = frozenset(_GENERIC_LIST.strip().split("|"))
_NO_PUBLISHER = frozenset(("www", "rss", "feeds", "feed", "m", "amp"))
_NO_COUNTRY_LIST = """
ac ag ai am as bz cc cd co cx dj eu fm ga gd gg gl gs im io is ki la ly me ml ms mu nu
pn pw sh sr st su tk tl tm to tv vc vg vu ws
"""
_NO_COUNTRY = frozenset(_NO_COUNTRY_LIST.split())
"""Two letters that the whole world registers under, or that are no country's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What a page says of its site."""

    site_name: str | None = None
    """``og:site_name``."""
    title: str | None = None
    language: str | None = None
    """BCP 47 primary subtag, as the page declares it."""
    feeds: tuple[str, ...] = ()
    """Absolute addresses that it declares, the plainly declared ones first."""


def read_front(response: Response) -> Front:
    """What a front page says; nothing where it cannot be read."""
    content_type, url = response.header("content-type"), response.final_url
    feeds = feed_alternates(response.body, content_type, url)
    try:
        soup = parse_soup(response.body, content_type, url)
    except UnreadableListing:
        return Front(feeds=feeds)
    base = base_of(soup, url)
    written = [attribute(link, "href") for link in soup.select(_XML_LINKS)]
    vague = filter(None, (resolve_url(each, base) for each in written if each))
    named = soup.select_one('meta[property="og:site_name" i]')
    title, root = soup.select_one("title"), soup.select_one("html")
    return Front(
        site_name=one_line(attribute(named, "content")) if named else None,
        title=text_of(title) if title else None,
        language=primary_subtag(attribute(root, "lang")) if root else None,
        feeds=tuple(dict.fromkeys((*feeds, *vague))),
    )


def feed_language(response: Response) -> str | None:
    """What a feed declares: ``language``, ``dc:language`` or ``xml:lang``."""
    head = decode(
        response.body[: _HEAD_CHARS * 4], response.header("content-type"), media="xml"
    )
    found = _FEED_LANGUAGE.search(head[:_HEAD_CHARS])
    return primary_subtag(next(filter(None, found.groups()))) if found else None


def name_of(front: Front, feed_titles: Iterable[str | None], url: str) -> str:
    """The publisher's name: what the page calls its site, else the title of a feed or
    of the page without what surrounds the name, else the host.

    >>> name_of(Front(title="Home | Harbour Gazette"), [], "https://harbour.example/")
    'Harbour Gazette'
    """
    for title in (front.site_name, *feed_titles, front.title):
        parts = _BETWEEN.split(one_line(title or "") or "")
        telling = [each for each in parts if each.strip().lower() not in _GENERIC]
        name = telling[0].strip() if telling else ""
        if name:
            return name[:_NAME_CHARS].strip()
    return urlsplit(url).hostname or url


def slug_of(url: str) -> str:
    """An id from the host: without ``www`` and the suffix under which it is registered.

    >>> slug_of("https://www.harbour-gazette.co.uk/"), slug_of("http://127.0.0.1:8080/")
    ('harbour-gazette', '127-0-0-1-8080')
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if host_address(host) is not None or "." not in host:
        # Two sites on one machine differ by the port.
        return as_slug(parts.netloc.rpartition("@")[2])
    registered = registrable_domain(host)
    below = host.removesuffix(registered).strip(".").split(".")
    labels = [label for label in below if label and label not in _NO_PUBLISHER]
    return as_slug("-".join([*labels, registered.partition(".")[0]]))


def as_slug(text: str) -> str:
    """``text`` as an id may be written."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower())[:_SLUG_CHARS].strip("-")


def country_of(url: str) -> str | None:
    """ISO 3166-1 alpha-2 code by the domain, where that is a country's own.

    >>> country_of("https://a.co.uk/"), country_of("https://a.tv/")
    ('GB', None)
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    suffix = host.rpartition(".")[2]
    is_letters = len(suffix) == 2 and suffix.isascii() and suffix.isalpha()
    # Under com.co only Colombia registers.
    is_shared = registrable_domain(host).count(".") == 2
    if not is_letters or (suffix in _NO_COUNTRY and not is_shared):
        return None
    return None if suffix == "eu" else {"uk": "GB"}.get(suffix, suffix.upper())
