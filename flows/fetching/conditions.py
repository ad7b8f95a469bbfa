"""Conditional requests. Arrives what a held response says of itself, leaves headers."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a response says of itself, to ask later whether it still holds."""

    etag: str | None = None
    """For If-None-Match."""
    last_modified: str | None = None
    """For If-Modified-Since."""


ValidatorsOf = Callable[[str], Validators | None]
"""The validators of the response that is held of a URL, as it is sent."""


def conditions(held: Validators) -> dict[str, str]:
    """Conditional headers. What no header can carry is left out."""
    headers = {
        "If-None-Match": held.etag,
        "If-Modified-Since": held.last_modified,
    }
    return {
        name: value.strip()
        for name, value in headers.items()
        if value and value.strip() and value.isascii() and value.strip().isprintable()
    }
