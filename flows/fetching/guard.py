"""Where a fetch may connect. Arrives a URL or a host, leaves vetted addresses.

The guard is asked twice for every hop: ``check_url`` before anything is resolved,
and ``resolve`` inside connection creation, whose addresses are the ones connected
to. So a name that resolves to something else a moment later (DNS rebinding) gains
nothing. Proxies would connect in our stead and past the guard; the transport
therefore never reads them from the environment.
"""

import socket
import unicodedata
from collections.abc import Callable, Sequence
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from flows.fetching.addresses import Address, literal, refusal
from transforms.errors import FetchError

SocketAddress = tuple[Any, ...]
"""Host and port, and for IPv6 flow and scope; as sockets take it."""

DEFAULT_PORTS = {"http": 80, "https": 443}
# RFC 6761 and 6762, RFC 8375, and .internal, which ICANN keeps out of the root.
_DOTTED_SUFFIXES = (".localhost", ".local", ".internal", ".home.arpa")


Lookup = Callable[[str, int], Sequence[tuple[int, int, int, str, tuple[Any, ...]]]]
"""Name resolution with the result of ``socket.getaddrinfo``."""


def _getaddrinfo(
    host: str, port: int
) -> Sequence[tuple[int, int, int, str, tuple[Any, ...]]]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


class AddressGuard:
    """Admits public addresses, and private authorities only if named exactly.

    Args:
        allowed: hosts as written in the URL, with port; spelling matters, so that
            allowing ``127.0.0.1:8000`` does not allow ``localhost:8000``.
        lookup: name resolution; None for the system's.
    """

    def __init__(
        self,
        allowed: frozenset[tuple[str, int]],
        lookup: Lookup | None = None,
    ) -> None:
        self._allowed = frozenset((_bare(host), port) for host, port in allowed)
        self._lookup = lookup or _getaddrinfo

    def check_url(self, url: str) -> None:
        """Nothing, if the URL alone gives no reason to refuse it.

        Raises:
            FetchError: ``bad-url`` for what cannot be parsed; ``unsafe-address`` for
                other schemes, user names, and hosts that are private by spelling:
                literal addresses in every form, ``.local``, names without a dot.
        """
        parts = split(url)
        host, port = _bare(parts.host or ""), port_of(parts)
        if (host, port) in self._allowed:
            return
        plain = unicodedata.normalize("NFKC", host).replace("。", ".").rstrip(".")
        address = literal(plain)
        if address is not None:
            _refuse_unless_public(host, address)
        elif "%" in plain or plain.rpartition(".")[2][:1].isdigit():
            raise FetchError("unsafe-address", f"{host!r} is no host name")
        elif "." not in plain or plain.endswith(_DOTTED_SUFFIXES):
            raise FetchError("unsafe-address", f"{host!r} is a private name")

    def resolve(
        self, host: str, port: int, timeout_seconds: float = 10.0
    ) -> list[tuple[int, SocketAddress]]:
        """Every address of ``host`` as (family, socket address), all vetted.

        One bad address among good ones refuses the host: an honest publisher has
        none, and a rebinding attacker counts on the connection's fallback.

        Raises:
            FetchError: ``unreachable``, ``timed-out``, ``unsafe-address``.
        """
        found = self._look_up(host, port, timeout_seconds)
        is_allowed = (_bare(host), port) in self._allowed
        for _, address in found:
            if not is_allowed:
                _refuse_unless_public(host, ip_address(address[0].partition("%")[0]))
        return found

    def _look_up(
        self, host: str, port: int, timeout_seconds: float
    ) -> list[tuple[int, SocketAddress]]:
        # getaddrinfo cannot be interrupted and may take half a minute; the thread
        # that waits for it is left behind at the deadline. Literals need no thread.
        if literal(host) is not None:
            outcome = self._ask(host, port)
        else:
            answers: SimpleQueue[list[tuple[int, SocketAddress]] | FetchError]
            answers = SimpleQueue()
            Thread(
                target=lambda: answers.put(self._ask(host, port)),
                name=f"look-up {host}",
                daemon=True,
            ).start()
            try:
                outcome = answers.get(timeout=timeout_seconds)
            except Empty as error:
                raise FetchError("timed-out", f"no answer for {host!r}") from error
        if isinstance(outcome, FetchError):
            raise outcome
        return outcome

    def _ask(
        self, host: str, port: int
    ) -> list[tuple[int, SocketAddress]] | FetchError:
        try:
            found = self._lookup(host, port)
        except (OSError, UnicodeError) as error:
            return FetchError("unreachable", f"{host!r} does not resolve: {error}")
        addresses: list[tuple[int, SocketAddress]] = []
        for family, _, _, _, address in found:
            if family in (socket.AF_INET, socket.AF_INET6):
                addresses.append((family, address))
        return addresses or FetchError("unreachable", f"{host!r} has no address")


def split(url: str) -> Url:
    """The parts of an http(s) URL as the connection will read them.

    Raises:
        FetchError: ``bad-url``, or ``unsafe-address`` for another scheme or a user
            name before the host.
    """
    if any(character < " " or character == "\x7f" for character in url):
        raise FetchError("bad-url", f"{url!r} has control characters")
    scheme, colon, _ = url.partition(":")
    if colon and scheme.isalpha() and scheme.lower() not in DEFAULT_PORTS:
        raise FetchError("unsafe-address", f"{url!r} is neither http nor https")
    try:
        parts = parse_url(url)
    except (LocationParseError, UnicodeError) as error:
        raise FetchError("bad-url", f"{url!r} cannot be parsed") from error
    if parts.scheme not in DEFAULT_PORTS or not parts.host:
        raise FetchError("bad-url", f"{url!r} is no absolute http(s) URL")
    if parts.auth is not None:
        raise FetchError("unsafe-address", f"{url!r} has a user name")
    if parts.port == 0:
        raise FetchError("bad-url", f"{url!r} has port 0")
    return parts


def port_of(parts: Url) -> int:
    """The port that a connection to ``parts`` uses."""
    return parts.port or DEFAULT_PORTS[parts.scheme or "http"]


def authority_of(url: str) -> str:
    """The host that must not be hurried: name, and port where it is unusual.

    http and https of one site are one host to its owner.

    >>> authority_of("https://Example.org/a"), authority_of("http://example.org:8080/")
    ('example.org', 'example.org:8080')
    """
    parts = split(url)
    host = (parts.host or "").lower()
    return host if port_of(parts) in (80, 443) else f"{host}:{port_of(parts)}"


def _bare(host: str) -> str:
    return host.lower().removeprefix("[").removesuffix("]")


def _refuse_unless_public(host: str, address: Address) -> None:
    reason = refusal(address)
    if reason is not None:
        raise FetchError("unsafe-address", f"{host!r} is {address}: {reason}")
