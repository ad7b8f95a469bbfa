"""Which IP addresses are public. Arrives an address, leaves a reason or None.

Tables follow the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and
its updates). They are spelled out here because ``ipaddress.is_global`` changed its
answers between patch releases of Python (CVE-2024-4032).
"""

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_REFUSED_IPV4 = {
    ipaddress.IPv4Network(network): reason
    for network, reason in (
        ("0.0.0.0/8", "unspecified or this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by carriers (RFC 6598)"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "a 6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved or broadcast"),
    )
}
_GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_IPV6 = {
    ipaddress.IPv6Network(network): reason
    for network, reason in (
        ("2001::/23", "Teredo or reserved for protocols"),
        ("2001:db8::/32", "for documentation"),
        ("3fff::/20", "for documentation"),
    )
}
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_6TO4 = ipaddress.IPv6Network("2002::/16")


def refusal(address: Address) -> str | None:
    """Why nothing may connect to ``address``; None for global unicast.

    An IPv6 address that carries an IPv4 one (mapped, NAT64 of RFC 6052, 6to4) is as
    good as the one inside.

    >>> refusal(ipaddress.ip_address("::ffff:127.0.0.1"))
    'carries 127.0.0.1, which is loopback'
    >>> refusal(ipaddress.ip_address("64:ff9b::1.1.1.1"))
    """
    if isinstance(address, ipaddress.IPv4Address):
        return _first(_REFUSED_IPV4, address)
    inner = _embedded(address)
    if inner is not None:
        reason = refusal(inner)
        return reason and f"carries {inner}, which is {reason}"
    if address not in _GLOBAL_IPV6:
        return "outside global unicast"
    return _first(_REFUSED_IPV6, address)


def literal(host: str) -> Address | None:
    """The address that ``host`` spells, in any way a resolver understands.

    ``127.1``, ``0x7f000001``, ``0177.0.0.1`` and ``2130706433`` are all loopback for
    inet_aton, which is what getaddrinfo asks first.
    """
    bare = host.rstrip(".")
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass  # not in the plain spelling; the old ones follow
    last = bare.rpartition(".")[2]
    if not last[:1].isdigit() or not bare.isascii():
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(bare))
    except OSError:
        return None


def _first(
    table: dict[ipaddress.IPv4Network, str] | dict[ipaddress.IPv6Network, str],
    address: Address,
) -> str | None:
    return next((why for network, why in table.items() if address in network), None)


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _MAPPED or address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    if address in _6TO4:
        return ipaddress.IPv4Address(int(address) >> 80 & 0xFFFF_FFFF)
    return None
