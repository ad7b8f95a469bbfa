"""Whether to ask again, and when. Arrives an outcome, leaves seconds or None. Pure.

Transient trouble is worth two more requests; what a server says about itself with
Retry-After (RFC 9110 section 10.2.3) is law as far as we can wait for it.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from flows.fetching.responses import Answer, Response
from transforms.errors import FetchError

Outcome = Response | Answer | FetchError
ATTEMPTS = 3
LONGEST_WAIT_SECONDS = 10.0

_FIRST_WAIT_SECONDS = 1.0
_TRANSIENT_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})
_TRANSIENT_REASONS = frozenset({"short-body", "unreachable"})


def retry_after(
    outcome: Outcome,
    attempt: int,
    now: datetime,
    *,
    random: float,
) -> float | None:
    """Seconds to wait before asking again; None to make do with ``outcome``.

    Without Retry-After the waits are 1 s and 2 s, each times 0.5 to 1.5, so that
    hosts which fail together are not asked again together.

    Args:
        outcome: of this attempt.
        attempt: counted from 1.
        now: aware; for dates where the response has none of its own.
        random: between 0 and 1.
    """
    if attempt >= ATTEMPTS or not _is_transient(outcome):
        return None
    asked = asked_wait(outcome, now)
    if asked:
        return asked if asked <= LONGEST_WAIT_SECONDS else None
    return _FIRST_WAIT_SECONDS * 2.0 ** (attempt - 1) * (0.5 + random)


def asked_wait(outcome: Outcome, now: datetime) -> float | None:
    """Seconds that a 429 or 503 asks us to stay away, never negative.

    A date is compared with the response's own Date, because a publisher's clock may
    be minutes off; None where the header is missing or says nothing readable.
    """
    if isinstance(outcome, FetchError) or outcome.status not in (429, 503):
        return None
    value = (outcome.header("retry-after") or "").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    until = _http_date(value)
    if until is None:
        return None
    sent_at = _http_date(outcome.header("date") or "") or now
    return max(0.0, (until - sent_at).total_seconds())


def _is_transient(outcome: Outcome) -> bool:
    if isinstance(outcome, FetchError):
        return outcome.reason in _TRANSIENT_REASONS
    return outcome.status in _TRANSIENT_STATUSES


def _http_date(value: str) -> datetime | None:
    try:
        parsed = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
