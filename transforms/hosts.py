"""Hosts of web addresses: how they are spelled, and which a fetcher may visit.

The host part of a URL arrives; one spelling of it leaves (WHATWG URL section 3.5,
https://url.spec.whatwg.org/#host-parsing), so that ``0x7f.1``, ``2130706433`` and
``127.0.0.1`` are one host before anybody judges it.
"""

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import unquote_to_bytes

import idna

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f#%/:<>?@\[\\\]^|]")
_NUMBER = re.compile(r"(?:[0-9]+|0[xX][0-9a-fA-F]*)\Z")
_RELAYS_TO_IPV6 = IPv4Network("192.88.99.0/24")
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_TUNNELS = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
)
"""IPv6 that carries IPv4 (Teredo, 6to4) or is for documents (RFC 6890, RFC 9637)."""

# RFC 6761, RFC 6762, RFC 8375, RFC 7686, ICANN's .internal, and names that routers
# and clusters give out; then public names that exist to point at private addresses.
_PRIVATE_SUFFIXES_LIST = """
localhost localdomain local internal intranet private corp home lan arpa onion invalid
consul cluster svc nip.io sslip.io xip.io localtest.me lvh.me lacolhost.com vcap.me
traefik.me
"""
_PRIVATE_SUFFIXES = frozenset(_PRIVATE_SUFFIXES_LIST.split())
# Second-level names under which whole countries register.
_SHARED_SECOND_LEVELS_LIST = """
ac co com edu gen go gob gouv gov govt gv id in ind info ltd me mil ne net nom or org
plc press sch tv web
"""
_SHARED_SECOND_LEVELS = frozenset(_SHARED_SECOND_LEVELS_LIST.split())
# Hosts that give each publisher a subdomain.
_SHARED_DOMAINS_LIST = """
blogspot.com wordpress.com substack.com github.io gitlab.io medium.com tumblr.com
livejournal.com ghost.io netlify.app vercel.app pages.dev web.app herokuapp.com
cloudfront.net azurewebsites.net over-blog.com eu.org
"""
_SHARED_DOMAINS = frozenset(_SHARED_DOMAINS_LIST.split())


def parse_host(text: str) -> str | None:
    """The host in its one spelling: ASCII, lower case; None where it is no host."""
    if text.startswith("["):
        return _ipv6(text[1:-1]) if text.endswith("]") else None
    domain = _to_ascii(text)
    if not domain or _FORBIDDEN.search(domain):
        return None
    labels = domain.removesuffix(".").split(".")
    return _ipv4(labels) if _NUMBER.match(labels[-1]) else domain


def is_public_host(host: str) -> bool:
    """Whether a host from ``parse_host`` may lie in the public network.

    A name that resolves to a private address is for the guard that connects.
    """
    address = host_address(host)
    if address is not None:
        return is_public_address(address)
    labels = host.rstrip(".").split(".")
    if len(labels) < 2 or "" in labels:
        return False
    return not any(
        ".".join(labels[start:]) in _PRIVATE_SUFFIXES for start in range(len(labels))
    )


def is_public_address(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the public network, by IANA's registries."""
    if isinstance(address, IPv4Address):
        is_special = address.is_multicast or address in _RELAYS_TO_IPV6
        return address.is_global and not is_special and not address.is_reserved
    # Only plain unicast: ::ffff:0:0/96 and 64:ff9b::/96 hide IPv4 addresses.
    return (
        address in _GLOBAL_UNICAST
        and address.is_global
        and not any(address in tunnel for tunnel in _TUNNELS)
    )


def host_address(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host from ``parse_host`` is; None for a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


def registrable_domain(host: str) -> str:
    """The part of a name that one publisher registers; an address as it is.

    By rule rather than by the Public Suffix List, which changes weekly: two labels,
    three under a country's ``co``, ``com``, ``org``... or a host of many publishers.
    """
    labels = host.rstrip(".").split(".")
    if host_address(host) is not None or len(labels) < 3:
        return host.rstrip(".")
    is_shared = ".".join(labels[-2:]) in _SHARED_DOMAINS or (
        len(labels[-1]) == 2 and labels[-2] in _SHARED_SECOND_LEVELS
    )
    return ".".join(labels[-3:] if is_shared else labels[-2:])


def _to_ascii(text: str) -> str | None:
    decoded = unquote_to_bytes(text).decode("utf-8", "replace")
    if decoded.isascii():
        return decoded.lower()
    try:
        mapped = idna.uts46_remap(decoded, std3_rules=False, transitional=False)
        return ".".join(
            label
            if label.isascii()
            else "xn--" + label.encode("punycode").decode("ascii")
            for label in mapped.split(".")
        )
    except (idna.IDNAError, UnicodeError):
        return None


def _ipv4(labels: list[str]) -> str | None:
    """``0x7f.1`` as ``127.0.0.1``: up to four numbers, the last fills the rest."""
    numbers = [_number(label) for label in labels]
    known = [number for number in numbers if number is not None]
    if len(known) != len(numbers) or len(known) > 4:
        return None
    *first, last = known
    if any(number > 255 for number in first) or last >= 256 ** (5 - len(known)):
        return None
    high = sum(number << (24 - 8 * place) for place, number in enumerate(first))
    return str(IPv4Address(high + last))


def _number(label: str) -> int | None:
    # Longer than any address; int() refuses thousands of digits with an error.
    if len(label) > 100:
        label = label.lstrip("0") if label[:2].lower() != "0x" else label
    if not label or len(label) > 100:
        return None
    try:
        if label[:2].lower() == "0x":
            return int(label[2:] or "0", 16)
        return int(label, 8 if label[0] == "0" and len(label) > 1 else 10)
    except ValueError:
        return None


def _ipv6(text: str) -> str | None:
    if "%" in text:
        return None
    try:
        number = int(IPv6Address(text))
    except ValueError:
        return None
    # Not str(): from Python 3.13 it writes ::ffff:1.2.3.4 where URLs write hex.
    pieces = [f"{(number >> shift) & 0xFFFF:x}" for shift in range(112, -1, -16)]
    runs = re.finditer(r"(?:(?:^|:)0(?![0-9a-f])){2,}", ":".join(pieces))
    longest = max(runs, key=lambda run: len(run[0].strip(":")), default=None)
    if longest is None:
        return f"[{':'.join(pieces)}]"
    head, tail = longest.string[: longest.start()], longest.string[longest.end() :]
    return f"[{head}::{tail.removeprefix(':')}]"
