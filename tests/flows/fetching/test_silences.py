"""Hosts that let us wait: when they are given up, and what keeps them."""

import pytest

from flows.fetching.responses import Answer
from flows.fetching.silences import GIVEN_UP, Silences
from transforms.errors import FetchError

DEAD = FetchError("timed-out", "no connection in time")
ANSWER = Answer(
    url="http://a.example/",
    status=500,
    headers=(),
    http_version="HTTP/1.1",
    body=b"",
    body_failure=None,
)


def is_given_up(silences: Silences, authority: str) -> bool:
    try:
        silences.check(authority)
    except FetchError as error:
        return error.reason == GIVEN_UP
    return False


@pytest.mark.parametrize("reason", ["timed-out", "stalled", "unreachable"])
def test_a_host_without_any_answer_is_given_up_after_three(reason: str) -> None:
    silences = Silences(3)
    for _ in range(3):
        assert not is_given_up(silences, "a.example")
        silences.note("a.example", FetchError(reason, ""), 0)
    assert is_given_up(silences, "a.example")
    assert not is_given_up(silences, "b.example")


def test_a_host_that_drips_is_given_twice_as_many() -> None:
    silences = Silences(3)
    for _ in range(6):
        assert not is_given_up(silences, "a.example")
        silences.note("a.example", FetchError("stalled", ""), 17)
    assert is_given_up(silences, "a.example")


@pytest.mark.parametrize("outcome", [ANSWER, FetchError("too-large", "")])
def test_any_answer_ends_the_row(outcome: Answer | FetchError) -> None:
    silences = Silences(3)
    for each in (DEAD, DEAD, outcome, DEAD, DEAD):
        silences.note("a.example", each, 0)
    assert not is_given_up(silences, "a.example")


@pytest.mark.parametrize("reason", ["disallowed", "asked-to-wait", "unsafe-address"])
def test_what_was_never_sent_says_nothing_of_a_host(reason: str) -> None:
    silences = Silences(3)
    for each in (DEAD, DEAD, FetchError(reason, ""), DEAD):
        silences.note("a.example", each, 0)
    assert is_given_up(silences, "a.example")
