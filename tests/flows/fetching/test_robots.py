"""robots.txt, as RFC 9309 reads it."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetching.responses import Response
from flows.fetching.robots import READ_BYTES, RobotsCache, verdict
from transforms.errors import FetchError

if TYPE_CHECKING:
    from tests.flows.fetching.conftest import Clock

SITE = "https://news.example"


def allows(
    robots: bytes, path: str, agent: str = "Dateline", status: int = 200
) -> bool:
    return verdict(robots, agent, SITE + path, status).allowed


def test_longest_rule_wins_and_allow_wins_a_tie() -> None:
    robots = (
        b"User-agent: *\nDisallow: /news\nAllow: /news/world\nDisallow: /x\nAllow: /x"
    )
    assert not allows(robots, "/news/local")
    assert allows(robots, "/news/world/1")
    assert allows(robots, "/x")


def test_wildcards_and_end_anchor() -> None:
    robots = b"User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*/print"
    assert not allows(robots, "/doc.pdf")
    assert allows(robots, "/doc.pdf?x=1")
    assert not allows(robots, "/abc/print")


@pytest.mark.parametrize(
    "named", ["dateline", "DATELINE", "Dateline/2.0", "Dateline bot", " dateline #x"]
)
def test_our_group_is_found_by_its_product_token(named: str) -> None:
    robots = f"User-agent: *\nAllow: /\n\nUser-agent: {named}\nDisallow: /".encode()
    assert not allows(robots, "/a")


@pytest.mark.parametrize("named", ["date", "line", "datelinebot", "my-dateline", "x"])
def test_groups_of_others_are_not_ours(named: str) -> None:
    robots = f"User-agent: {named}\nDisallow: /\n\nUser-agent: *\nAllow: /".encode()
    assert allows(robots, "/a")


def test_our_group_replaces_the_general_one() -> None:
    robots = (
        b"User-agent: *\nDisallow: /\nCrawl-delay: 9\n\nUser-agent: dateline\nAllow: /"
    )
    assert verdict(robots, "Dateline", SITE + "/a").allowed
    assert verdict(robots, "Dateline", SITE + "/a").crawl_delay is None


def test_groups_of_one_agent_are_merged() -> None:
    robots = b"User-agent: dateline\nDisallow: /a\n\nUser-agent: Dateline\nDisallow: /b"
    assert not allows(robots, "/a")
    assert not allows(robots, "/b")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark(end: bytes, mark: bytes) -> None:
    lines = [b"User-agent: *", b"Disallow: /a", b"Crawl-delay: 1.5 # s", b"Sitemap: s"]
    found = verdict(mark + end.join(lines), "Dateline", SITE + "/a")
    assert (found.allowed, found.crawl_delay, found.sitemaps) == (False, 1.5, ("s",))


def test_utf16_file_is_read() -> None:
    assert not allows("User-agent: *\nDisallow: /a".encode("utf-16"), "/a")


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("/caf\u00e9".encode(), "/caf%C3%A9"),
        (b"/caf%c3%a9", "/caf\u00e9"),
        (b"/caf\xe9", "/caf%E9"),
    ],
)
def test_paths_match_whatever_their_encoding(line: bytes, path: str) -> None:
    assert not allows(b"User-agent: *\nDisallow: " + line, path)


@pytest.mark.parametrize("separator", ["\x0c", "\x1c", "\x85", "\u2028"])
def test_only_real_line_ends_end_a_line(separator: str) -> None:
    robots = f"User-agent: *\nDisallow: /a #{separator}Disallow: /".encode()
    assert allows(robots, "/b")


def test_rule_cut_by_the_size_limit_is_not_read() -> None:
    head, rule = b"User-agent: *\n", b"Disallow: /"
    filler = b"#" * (READ_BYTES - len(head) - len(rule) - 1) + b"\n"
    robots = head + filler + rule + b"private\n"
    assert robots[:READ_BYTES].endswith(rule)
    assert allows(robots, "/news")


@pytest.mark.parametrize(
    ("status", "allowed"),
    [
        (200, False),
        (204, False),
        (301, True),
        (403, True),
        (404, True),
        (410, True),
        (429, True),
        (500, False),
        (503, False),
    ],
)
def test_status_decides_before_the_text(status: int, allowed: bool) -> None:
    assert allows(b"User-agent: *\nDisallow: /", "/a", status=status) is allowed


def test_many_wildcards_cost_little() -> None:
    robots = b"User-agent: *\nDisallow: /" + b"*a" * 2000 + b"b"
    assert allows(robots, "/" + "a" * 5000)


@given(st.binary(max_size=300), st.text(max_size=20), st.text(max_size=40))
def test_any_bytes_give_a_verdict(robots: bytes, agent: str, path: str) -> None:
    allows(b"User-agent: *\n" + robots, "/" + path, agent)


# ---- the cache


class Web:
    """Answers for robots.txt, one after the other, the last for ever."""

    def __init__(self, *answers: tuple[int, bytes] | FetchError) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    def fetch(self, url: str) -> Response:
        self.asked.append(url)
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        if isinstance(answer, FetchError):
            raise answer
        return Response(
            url=url,
            final_url=url,
            status=answer[0],
            headers=(),
            http_version="HTTP/1.1",
            body=answer[1],
            wire_bytes=0,
            started_at=datetime(2024, 3, 20, tzinfo=UTC),
            seconds=0.0,
        )


FORBIDS_A = (200, b"User-agent: *\nDisallow: /a\nCrawl-delay: 3")
UNREACHABLE = FetchError("unreachable", "no connection")


def cache(web: Web, clock: "Clock") -> RobotsCache:
    return RobotsCache(web.fetch, agent="Dateline", clock=clock.now)


def test_rules_are_fetched_once_a_host_and_day(clock: "Clock") -> None:
    web = Web(FORBIDS_A)
    rules = cache(web, clock)
    assert not rules.allowed("http://news.example:81/a")
    assert rules.allowed("http://news.example:81/b?c#d")
    assert rules.crawl_delay("HTTP://News.Example:81/b") == 3.0
    assert web.asked == ["http://news.example:81/robots.txt"]
    rules.allowed("http://other.example/a")
    clock.seconds += 24 * 3600
    rules.allowed("http://news.example:81/a")
    assert len(web.asked) == 3


@pytest.mark.parametrize("trouble", [UNREACHABLE, (503, b""), (500, b"")])
def test_host_without_readable_rules_is_left_alone_for_a_while(
    clock: "Clock", trouble: tuple[int, bytes] | FetchError
) -> None:
    web = Web(trouble, FORBIDS_A)
    rules = cache(web, clock)
    found = rules.verdict(SITE + "/b")
    assert not found.allowed
    assert found.failure is not None
    assert not rules.allowed(SITE + "/b")
    assert len(web.asked) == 1
    clock.seconds += 300
    assert rules.allowed(SITE + "/b")


def test_known_rules_outlive_an_outage(clock: "Clock") -> None:
    web = Web(FORBIDS_A, UNREACHABLE)
    rules = cache(web, clock)
    rules.allowed(SITE + "/b")
    clock.seconds += 25 * 3600
    assert rules.allowed(SITE + "/b")
    assert not rules.allowed(SITE + "/a")
    assert len(web.asked) == 2


@pytest.mark.parametrize("reason", ["redirect-loop", "too-many-redirects"])
def test_rules_that_redirect_nowhere_do_not_exist(clock: "Clock", reason: str) -> None:
    assert cache(Web(FetchError(reason, "")), clock).allowed(SITE + "/a")


def test_whoever_asks_first_fetches_for_all(clock: "Clock") -> None:
    web, other = Web(UNREACHABLE), Web(FORBIDS_A)
    rules = cache(web, clock)
    assert not rules.verdict(SITE + "/a", other.fetch).allowed
    assert rules.verdict(SITE + "/b").allowed
    assert (len(other.asked), web.asked) == (1, [])
