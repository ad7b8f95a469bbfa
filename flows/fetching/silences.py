"""Hosts that let us wait in vain. Arrives what came of a fetch, leaves a yes or no.

A host that is down costs a full time-out for each of its pages: a hundred of them
would keep a hand, and the run, busy for half an hour. Who sends something, however
slowly, is up: one bad corner of a good site must not cost us the rest.
"""

from collections import defaultdict
from threading import Lock

from flows.fetching.responses import Answer
from transforms.errors import FetchError

GIVEN_UP = "given-up"

_SILENCE = frozenset({"stalled", "timed-out", "unreachable"})
_NOT_ASKED = frozenset(
    {
        *("bad-url", "unsafe-address", "disallowed", "robots-unreachable"),
        *("asked-to-wait", "host-busy", GIVEN_UP),
    }
)


class Silences:
    """Fetches in a row that a host let run out of time; for any thread.

    Args:
        most: after so many without a single byte the host is given up, for as long as
            this object lives; those that brought some count half.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._in_row: defaultdict[str, float] = defaultdict(float)

    def check(self, authority: str) -> None:
        """Nothing, while ``authority`` is worth a request.

        Raises:
            FetchError: ``given-up``.
        """
        with self._lock:
            is_given_up = self._in_row[authority] >= self._most
        if is_given_up:
            raise FetchError(
                GIVEN_UP, f"{authority} let one request after another wait"
            )

    def note(
        self, authority: str, outcome: Answer | FetchError, received_bytes: int
    ) -> None:
        """Takes in what a fetch ended with; any answer at all ends the row."""
        reason = outcome.reason if isinstance(outcome, FetchError) else None
        if reason in _NOT_ASKED:
            return
        with self._lock:
            if reason in _SILENCE:
                self._in_row[authority] += 0.5 if received_bytes else 1.0
            else:
                self._in_row.pop(authority, None)
