"""Days on the command line."""

from argparse import ArgumentTypeError
from datetime import date

from transforms.errors import UsageError


def day(text: str) -> date:
    """The calendar day of an argument.

    Raises:
        ArgumentTypeError: it is not written as 2024-03-20, or there is none such.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no day like 2024-03-20") from error


def check_order(since: date | None, until: date | None) -> None:
    """Refuses with a UsageError days of which the last comes before the first."""
    if since and until and since > until:
        raise UsageError(f"--since {since} is after --until {until}: swap them")
