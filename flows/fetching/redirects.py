"""Where a redirect leads. Arrives an answer, leaves the next URL. Pure."""

from urllib.parse import urljoin

from flows.fetching.guard import split
from transforms.errors import FetchError


def next_url(url: str, location: str | None) -> str:
    """The absolute URL, without fragment, that ``url`` redirects to.

    Args:
        url: that answered.
        location: the header as received, decoded as latin-1.

    Raises:
        FetchError: ``bad-redirect`` without a usable Location, ``unsafe-address``
            where it leaves http(s) or carries a user name.
    """
    if location is None or not location.strip():
        raise FetchError("bad-redirect", f"{url} redirects without saying where")
    try:
        target = urljoin(url, _decoded(location.strip())).partition("#")[0]
        split(target)
    except ValueError as error:
        raise FetchError("bad-redirect", f"{location!r}: {error}") from error
    except FetchError as error:
        if error.reason != "bad-url":
            raise
        raise FetchError("bad-redirect", error.detail) from error
    return target


def _decoded(location: str) -> str:
    # Header bytes reach us as latin-1; what servers put there bare is UTF-8 mostly.
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
