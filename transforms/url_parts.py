"""One URL to its parts and back, as browsers do it (https://url.spec.whatwg.org/).

Only http and https: everything else is no address of an article. Linear in the
length of the text, and never raises.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import quote

from transforms.hosts import parse_host

EDGES = "".join(map(chr, range(0x21)))
"""What the parser strips from both ends: C0 controls and the space."""
DEFAULT_PORTS = {"http": 80, "https": 443}

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SURROGATE = re.compile("[\ud800-\udfff]")

_PRINTABLE = {chr(code) for code in range(0x21, 0x7F)}
# The sets of https://url.spec.whatwg.org/#percent-encoded-bytes, turned around.
_FRAGMENT_SAFE = "".join(_PRINTABLE - set('"<>`'))
_QUERY_SAFE = "".join(_PRINTABLE - set("\"#<>'"))
_PATH_SAFE = "".join(_PRINTABLE - set('"#<>?^`{}'))
_USER_SAFE = "".join(_PRINTABLE - set('"#<>?^`{}/:;=@[\\]|'))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A URL taken apart; text components percent-encoded as the URL writes them."""

    scheme: str
    user: str
    host: str
    port: int | None
    """None for the scheme's own."""
    path: str
    query: str | None
    fragment: str | None

    def __str__(self) -> str:
        user = f"{self.user}@" if self.user else ""
        port = "" if self.port is None else f":{self.port}"
        query = "" if self.query is None else f"?{self.query}"
        fragment = "" if self.fragment is None else f"#{self.fragment}"
        return f"{self.scheme}://{user}{self.host}{port}{self.path}{query}{fragment}"


def parse_url(text: str, base: Parts | None = None) -> Parts | None:
    """The parts of ``text``, read relative to ``base``; None where it is no URL."""
    text = _SURROGATE.sub("\ufffd", text.strip(EDGES))
    text = text.replace("\t", "").replace("\n", "").replace("\r", "")
    named = _SCHEME.match(text)
    if not named:
        return None if base is None else _relative(text, base)
    scheme, rest = named[1].lower(), text[named.end() :]
    if scheme not in DEFAULT_PORTS:
        return None
    if base is not None and base.scheme == scheme and not rest.startswith("//"):
        return _relative(rest, base)
    return _absolute(scheme, rest.lstrip("/\\"))


def _relative(text: str, base: Parts) -> Parts | None:
    if len(text) > 1 and text[0] in "/\\" and text[1] in "/\\":
        return _absolute(base.scheme, text.lstrip("/\\"))
    path, query, fragment = _tail(text)
    if path:
        # A rooted path replaces the base's, any other its last segment.
        folder = "" if path[0] in "/\\" else base.path[: base.path.rindex("/") + 1]
        path = _without_dots(folder + quote(path, safe=_PATH_SAFE))
        return replace(base, path=path, query=query, fragment=fragment)
    query = base.query if query is None else query
    return replace(base, query=query, fragment=fragment)


def _absolute(scheme: str, text: str) -> Parts | None:
    authority = re.match(r"[^/\\?#]*", text)
    assert authority is not None  # noqa: S101 - the pattern matches the empty text
    user, _, address = authority[0].rpartition("@")
    address, port = _port(address, scheme)
    host = parse_host(address)
    if host is None or port == -1:
        return None
    path, query, fragment = _tail(text[authority.end() :])
    return Parts(
        scheme=scheme,
        user=_credentials(user),
        host=host,
        port=port,
        path=_without_dots(quote(path, safe=_PATH_SAFE)) or "/",
        query=query,
        fragment=fragment,
    )


def _port(address: str, scheme: str) -> tuple[str, int | None]:
    """Host and port; None for the scheme's own, -1 for an impossible one."""
    found = re.search(r":([^:\]]*)\Z", address)
    if not found:
        return address, None
    host, digits = address[: found.start()], found[1].lstrip("0") or found[1][:1]
    if not digits:
        return host, None
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 5:
        return host, -1
    port = int(digits)
    if port > 65535:
        return host, -1
    return host, None if port == DEFAULT_PORTS[scheme] else port


def _credentials(user: str) -> str:
    name, _, password = user.partition(":")
    name, password = quote(name, safe=_USER_SAFE), quote(password, safe=_USER_SAFE)
    return f"{name}:{password}" if password else name


def _tail(text: str) -> tuple[str, str | None, str | None]:
    """Path as written, query and fragment encoded; None where there is no mark."""
    before, hash_mark, fragment = text.partition("#")
    path, question_mark, query = before.partition("?")
    return (
        path,
        quote(query, safe=_QUERY_SAFE) if question_mark else None,
        quote(fragment, safe=_FRAGMENT_SAFE) if hash_mark else None,
    )


def _without_dots(path: str) -> str:
    return "/" + "/".join(
        walk_dots(path.replace("\\", "/").removeprefix("/").split("/"))
    )


def walk_dots(segments: list[str]) -> list[str]:
    """The segments of a path with ``.`` and ``..`` walked, however encoded."""
    kept: list[str] = []
    dots = ""
    for segment in segments:
        dots = segment.lower().replace("%2e", ".")
        if dots == "..":
            del kept[-1:]
        elif dots != ".":
            kept.append(segment)
    return [*kept, ""] if dots in (".", "..") else kept
