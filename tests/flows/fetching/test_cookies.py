"""Cookies within one fetch."""

import pytest

from flows.fetching.cookies import Cookies

PAGE = "http://news.example/a"


def header_after(*lines: str, url: str = PAGE) -> str | None:
    cookies = Cookies()
    cookies.remember(PAGE, lines)
    return cookies.header(url)


def test_what_a_host_sets_goes_back_to_it() -> None:
    assert header_after("a=1; Path=/", "b = 2; HttpOnly") == "a=1; b=2"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.news.example/",
        "http://other.example/",
        "http://news.example:8080/",
    ],
)
def test_no_other_host_or_port_sees_it(url: str) -> None:
    assert header_after("a=1; Domain=example", url=url) is None


def test_site_that_moves_to_https_keeps_its_cookie() -> None:
    assert header_after("a=1", url="https://news.example/") == "a=1"


def test_secure_cookie_needs_tls() -> None:
    assert header_after("a=1; Secure") is None
    assert header_after("a=1; Secure", url="https://news.example/") == "a=1"


@pytest.mark.parametrize("end", ["Max-Age=0", "max-age=-1", "Max-Age = 0"])
def test_cookie_can_be_taken_back(end: str) -> None:
    assert header_after("a=1", f"a=; {end}") is None


@pytest.mark.parametrize("line", ["", "=1", "name", "; Path=/", "a=" + "x" * 5000])
def test_unusable_lines_set_nothing(line: str) -> None:
    assert header_after(line) is None


def test_number_of_cookies_is_bounded() -> None:
    header = header_after(*(f"c{n}=1" for n in range(500)))
    assert header is not None
    assert header.count("=") == 50
