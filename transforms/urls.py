"""Addresses: joined, folded to keys, and judged before anything is fetched.

Links as listings and pages write them arrive; absolute http(s) URLs and keys
leave. The parser is WHATWG's (https://url.spec.whatwg.org/), because it is what
browsers do with the links that publishers test. Every function takes any text and
never raises.
"""

import re
from dataclasses import replace

from transforms.hosts import host_address, is_public_host, registrable_domain
from transforms.trackers import is_tracker
from transforms.url_parts import DEFAULT_PORTS, EDGES, Parts, parse_url, walk_dots

# https://fetch.spec.whatwg.org/#port-blocking: mail, shells, databases.
_BLOCKED_PORTS = frozenset(
    {*range(80), *range(81, 443), *range(444, 1024), *range(6665, 6670), 6679, 6697}
    | {1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 5432, 6000, 6379, 6566}
    | {9200, 10080, 11211, 27017}
)

_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;]*", re.IGNORECASE)
_FRONT_PATH = re.compile(
    r"/(?:(?:index|default|home|main)(?:\.[a-z]{2,5})?|[a-z]{2}(?:[-_][a-z]{2})?)?/?"
    r"(?:(?:index|default|home)(?:\.[a-z]{2,5})?)?/?\Z",
    re.IGNORECASE,
)
_LANGUAGE_PARAMETER = re.compile(r"\A(?:lang|language|locale|hl|edition)=[\w-]{2,9}\Z")
_NO_ARTICLE_PATH = re.compile(
    r"/(?:404|error|login|signin|subscribe|search|undefined|null|none)(?:[/.]|\Z)",
    re.IGNORECASE,
)


def resolve_url(link: str, base: str | None) -> str | None:
    """The absolute http(s) URL that a browser would open for ``link``.

    None where there is none: another scheme, a broken host, a relative link whose
    ``base`` is missing or itself unusable.
    """
    parts = parse_url(link, parse_url(base) if base is not None else None)
    return None if parts is None else str(parts)


def canonical_url(url: str) -> str:
    """The key under which an article is stored; the same for spellings of one URL.

    Folds scheme (http and https are one), default port, host case, IDNA, dot
    segments, percent-encoding, doubled and final slashes, order of parameters,
    session ids, trackers, AMP markers and fragments other than ``#!`` and ``#/``
    routes. Idempotent. Text that is no http(s) URL comes back stripped.

    A key is for comparing and showing. Nearly all can be opened, but an http-only
    site cannot under ``https``: fetch the URL as found.
    """
    parts = parse_url(url.strip())
    if parts is None:
        return url.strip()
    return str(
        Parts(
            # On a port of its own a server speaks one of the two.
            scheme="https" if parts.port is None else parts.scheme,
            user="",
            host=parts.host.rstrip(".") or parts.host,
            port=parts.port,
            path=_canonical_path(parts.path),
            query=_canonical_query(parts.query or ""),
            fragment=_route(parts.fragment),
        )
    )


def is_homepage(url: str) -> bool:
    """Whether the address is a site's front page (of a language), not an article."""
    parts = parse_url(url)
    if parts is None:
        return False
    query = _canonical_query(parts.query or "") or ""
    is_front = bool(_FRONT_PATH.match(_canonical_path(parts.path)))
    names_article = bool(_LANGUAGE_PARAMETER.sub("", query) or _route(parts.fragment))
    return is_front and not names_article


def is_safe_url(url: str) -> bool:
    """Whether a fetcher may connect, judged by the URL alone.

    False for other schemes, credentials, private or special addresses in any
    spelling, names of private networks, ports of other services, and spellings on
    which parsers disagree about the host. What a name resolves to is judged at
    connection time.
    """
    parts = parse_url(url)
    if parts is None or parts.user or parts.port in _BLOCKED_PORTS:
        return False
    authority = re.split(r"[/?#]", url.strip(EDGES).partition("://")[2], maxsplit=1)[0]
    if not authority or re.search(r"[\\@%\s\x00-\x1f]", authority):
        return False
    return is_public_host(parts.host)


def same_site(first: str, second: str) -> bool:
    """Whether two URLs belong to one publisher: the same registrable domain.

    On bare addresses and single names (``localhost``) the port counts as well: two
    publishers on one machine are two sites.
    """
    one, other = parse_url(first), parse_url(second)
    return one is not None and other is not None and _site(one) == _site(other)


def plausible_canonical(page_url: str, claimed: str) -> str | None:
    """The address a page claims as canonical, absolute, where it can be believed.

    None for another site, for the front page or an error page (templates put one
    ``rel=canonical`` on all pages), and for what is no http(s) URL.
    """
    url = resolve_url(claimed, page_url)
    if url is None or not claimed.strip() or not same_site(page_url, url):
        return None
    if is_homepage(url) and not is_homepage(page_url):
        return None
    parts = parse_url(url)
    if parts is None or _NO_ARTICLE_PATH.match(parts.path):
        return None
    return None if _is_section_of(parts, page_url) else str(replace(parts, user=""))


def _canonical_path(path: str) -> str:
    written = _SESSION_IN_PATH.sub("", _canonical_escapes(path))
    segments = [each for each in walk_dots(written.split("/")) if each]
    while len(segments) > 1 and segments[-1].lower() == "amp":
        segments.pop()
    if segments:
        segments[-1] = _without_amp_suffix(segments[-1])
    return "/" + "/".join(segments)


def _without_amp_suffix(name: str) -> str:
    """``storm.html`` for ``storm.amp.html``."""
    stem, dot, extension = name.rpartition(".")
    if extension.lower() not in ("htm", "html"):
        return name
    lowered, end = stem.lower(), len(stem)
    while end > 4 and lowered.endswith(".amp", 0, end):
        end -= 4
    return stem[:end] + dot + extension


def _canonical_query(query: str) -> str | None:
    """Parameters without trackers, by name; equal names keep their order."""
    kept = []
    for parameter in _canonical_escapes(query).split("&"):
        name, _, value = parameter.partition("=")
        if parameter and not is_tracker(name, value):
            kept.append((name, value))
    kept.sort(key=lambda parameter: parameter[0])
    joined = "&".join(f"{name}={value}" if value else name for name, value in kept)
    return joined or None


def _canonical_escapes(text: str) -> str:
    """Escapes only where they are needed, in upper case (RFC 3986 section 6.2.2)."""
    return _ESCAPE.sub(_canonical_escape, _STRAY_PERCENT.sub("%25", text))


def _canonical_escape(found: "re.Match[str]") -> str:
    char = chr(int(found[1], 16))
    is_unreserved = char.isascii() and (char.isalnum() or char in "-._~")
    return char if is_unreserved else found[0].upper()


def _route(fragment: str | None) -> str | None:
    """A fragment that a script reads as an address; other ones are places in a page."""
    return fragment if fragment and fragment[0] in "!/" and len(fragment) > 2 else None


def _site(parts: Parts) -> str:
    if host_address(parts.host) is not None or "." not in parts.host:
        return f"{parts.host}:{parts.port or DEFAULT_PORTS[parts.scheme]}"
    return registrable_domain(parts.host)


def _is_section_of(parts: Parts, page_url: str) -> bool:
    """``/world`` claimed by ``/world/2024/03/storm-hits-coast``: a template's slip."""
    page = parse_url(page_url)
    section = parts.path.strip("/")
    return (
        page is not None
        and section.isalpha()
        and page.path.strip("/").startswith(f"{section}/")
        and len(_canonical_path(page.path).split("/")) > 3
    )
