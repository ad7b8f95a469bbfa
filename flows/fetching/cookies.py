"""Cookies for as long as one fetch lasts. Arrive and leave as header values.

Enough for a wall that sets a cookie and redirects back to the page, and no more:
nothing is kept between fetches and nothing crosses to another host.
"""

from collections.abc import Iterable

from flows.fetching.guard import authority_of

_MOST_COOKIES = 50
_MOST_BYTES = 4096
"""Both as RFC 6265 section 6.1 asks of browsers."""


class Cookies:
    """What each host has set so far, by host, name and value."""

    def __init__(self) -> None:
        self._by_authority: dict[str, dict[str, tuple[str, bool]]] = {}

    def remember(self, url: str, set_cookie_values: Iterable[str]) -> None:
        """Keeps what the host of ``url`` sets; Domain and Path are not honoured."""
        cookies = self._by_authority.setdefault(authority_of(url), {})
        for line in set_cookie_values:
            pair, *attributes = (part.strip() for part in line.split(";"))
            name, equals, value = pair.partition("=")
            if not equals or not name or len(pair) > _MOST_BYTES:
                continue
            flags = {attribute.lower().replace(" ", "") for attribute in attributes}
            if any(f == "max-age=0" or f.startswith("max-age=-") for f in flags):
                cookies.pop(name.strip(), None)
            elif len(cookies) < _MOST_COOKIES or name.strip() in cookies:
                cookies[name.strip()] = (value.strip(), "secure" in flags)

    def header(self, url: str) -> str | None:
        """The Cookie header for ``url``; None where its host has set nothing."""
        is_secure = url.lower().startswith("https:")
        pairs = [
            f"{name}={value}"
            for name, (value, needs_tls) in self._by_authority.get(
                authority_of(url), {}
            ).items()
            if is_secure or not needs_tls
        ]
        return "; ".join(pairs) or None
