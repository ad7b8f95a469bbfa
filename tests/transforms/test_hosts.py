"""Hosts: one spelling each, and which of them are public."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.hosts import is_public_address, parse_host, registrable_domain


@given(st.ip_addresses(v=4))
def test_every_spelling_of_an_address_is_one_host(address: IPv4Address) -> None:
    number = int(address)
    for spelling in (str(address), f"{number}", f"0x{number:X}", f"0{number:o}"):
        assert parse_host(spelling) == str(address)


@given(st.ip_addresses(v=6))
def test_ipv6_is_written_as_urls_write_it(address: IPv6Address) -> None:
    host = parse_host(f"[{address.exploded}]")
    assert host is not None
    assert IPv6Address(host.strip("[]")) == address
    assert parse_host(host) == host


@given(st.ip_addresses(network="::ffff:0:0/96") | st.ip_addresses(network="2002::/16"))
def test_ipv4_inside_ipv6_is_never_public(address: IPv6Address) -> None:
    assert not is_public_address(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "172.15.0.1", "100.63.255.255"])
def test_neighbours_of_private_ranges_are_public(address: str) -> None:
    assert is_public_address(IPv4Address(address))


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.news.example", "news.example"),
        ("a.b.news.co.uk", "news.co.uk"),
        ("news.co.uk", "news.co.uk"),
        ("ann.substack.com", "ann.substack.com"),
        ("localhost", "localhost"),
        ("10.0.0.1", "10.0.0.1"),
    ],
)
def test_publisher_registers(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


@given(st.text(max_size=30))
def test_any_text_is_a_host_or_none(text: str) -> None:
    host = parse_host(text)
    assert host is None or parse_host(host) in (host, None)
