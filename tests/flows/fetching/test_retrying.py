"""Whether to ask again, and when."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.fetching.responses import Answer
from flows.fetching.retrying import asked_wait, retry_after
from transforms.errors import FetchError

NOW = datetime(2024, 3, 20, 6, 0, 0, tzinfo=UTC)


def answered(status: int, **headers: str) -> Answer:
    return Answer(
        url="http://news.example/",
        status=status,
        headers=tuple((k.replace("_", "-"), v) for k, v in headers.items()),
        http_version="HTTP/1.1",
        body=b"",
        body_failure=None,
    )


@pytest.mark.parametrize("status", [200, 304, 301, 400, 403, 404, 410, 451, 501, 505])
def test_settled_statuses_are_not_tried_again(status: int) -> None:
    assert retry_after(answered(status), 1, NOW, random=0.5) is None


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_passing_trouble_is_tried_again_with_growing_waits(status: int) -> None:
    waits = [retry_after(answered(status), n, NOW, random=0.5) for n in (1, 2, 3)]
    assert waits == [1.0, 2.0, None]


@pytest.mark.parametrize("reason", ["short-body", "unreachable"])
def test_broken_connections_are_tried_again(reason: str) -> None:
    assert retry_after(FetchError(reason, ""), 1, NOW, random=0.5) == 1.0


@pytest.mark.parametrize(
    "reason",
    ["timed-out", "stalled", "too-large", "unsafe-address", "tls", "bad-encoding"],
)
def test_costly_and_lasting_failures_are_not_tried_again(reason: str) -> None:
    assert retry_after(FetchError(reason, ""), 1, NOW, random=0.5) is None


def test_jitter_spreads_the_wait() -> None:
    outcome = answered(500)
    assert retry_after(outcome, 1, NOW, random=0.0) == 0.5
    assert retry_after(outcome, 1, NOW, random=1.0) == 1.5


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 7 ", 7.0),
        ("3600", 3600.0),
        ("9" * 5000, 999999999.0),
        ("Wed, 20 Mar 2024 06:00:09 GMT", 9.0),
        ("Wed, 20 Mar 2024 05:00:00 GMT", 0.0),
        ("Wednesday, 20-Mar-24 06:00:09 GMT", 9.0),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("٣", None),
        ("Wed, 20 Mar 99999 06:00:09 GMT", None),
        ("", None),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str, seconds: float | None) -> None:
    assert asked_wait(answered(503, Retry_After=value), NOW) == seconds


def test_retry_after_date_counts_from_the_servers_own_clock() -> None:
    busy = answered(
        429,
        Date="Wed, 20 Mar 2024 09:00:00 GMT",
        Retry_After="Wed, 20 Mar 2024 09:00:04 GMT",
    )
    assert asked_wait(busy, NOW) == 4.0


def test_longer_than_we_wait_means_giving_up() -> None:
    assert retry_after(answered(429, Retry_After="10"), 1, NOW, random=0.5) == 10.0
    assert retry_after(answered(429, Retry_After="11"), 1, NOW, random=0.5) is None


def test_retry_after_on_a_page_that_is_there_asks_for_nothing() -> None:
    assert asked_wait(answered(200, Retry_After="10"), NOW) is None


@given(st.text(max_size=40), st.text(max_size=40), st.integers(1, 5), st.floats(0, 1))
def test_any_header_gives_a_bounded_wait_or_none(
    value: str, date: str, attempt: int, random: float
) -> None:
    busy = answered(503, Retry_After=value, Date=date)
    wait = retry_after(busy, attempt, NOW, random=random)
    assert wait is None or 0 < wait <= 10
