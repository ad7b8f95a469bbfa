"""What can go wrong with one address, by name; a test switches it on and off.

A fault takes the answer that the site would have given and returns another.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Lock

from tests.newsworld.answers import Answer

Fault = Callable[[Answer, str], Answer]
"""The right answer and the site's base URL in, the wrong answer out."""


class Switchboard:
    """Which fault is on at which address, and for how many requests more."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._faults: dict[tuple[str, str], tuple[str, int | None]] = {}

    def switch_on(self, slug: str, path: str, name: str, times: int | None) -> None:
        """Raises ValueError for a name that is not in ``FAULTS``."""
        if name not in FAULTS:
            raise ValueError(f"no fault {name!r}; there are: {', '.join(FAULTS)}")
        with self._lock:
            self._faults[slug, path] = (name, times)

    def switch_off(self, slug: str, path: str) -> None:
        with self._lock:
            self._faults.pop((slug, path), None)

    def apply(self, slug: str, path: str, answer: Answer, base: str) -> Answer:
        """The answer under the fault that is on; counts one request against it."""
        with self._lock:
            name, times = self._faults.get((slug, path), (None, None))
            if name is None or times == 0:
                return answer
            if times is not None:
                self._faults[slug, path] = (name, times - 1)
        return FAULTS[name](answer, base)

    def hides_text(self, slug: str, path: str) -> bool:
        """Whether the address shows its text to nobody, however often one asks."""
        with self._lock:
            name, times = self._faults.get((slug, path), (None, None))
        return name is not None and times is None and name not in READABLE


def _status(status: int, words: str, *headers: tuple[str, str]) -> Fault:
    def fault(_answer: Answer, _base: str) -> Answer:
        body = _page(words, f"<h1>{words}</h1>")
        return Answer(status=status, body=body, headers=headers)

    return fault


def _html_instead_of_feed(_answer: Answer, _base: str) -> Answer:
    """What a site does that has moved its feeds and answers all else with its home."""
    return Answer(body=_page("Welcome", "<h1>Welcome</h1><p>Our site is new.</p>"))


def _empty(answer: Answer, _base: str) -> Answer:
    return replace(answer, body=b"", modified_at=None)


def _no_text(_answer: Answer, _base: str) -> Answer:
    """A page whose text would be put in by a script."""
    script = '<div id="root"></div><script src="/app.js"></script>'
    return Answer(body=_page("News", f"<nav><a href='/'>Home</a></nav>{script}"))


def _soft_404(_answer: Answer, _base: str) -> Answer:
    body = "<h1>Page not found</h1><p>It may have moved. Try our search.</p>"
    return Answer(body=_page("Page not found", body))


def _latin_1_without_charset(answer: Answer, _base: str) -> Answer:
    """Latin-1 bytes, and nobody says so."""
    text = re.sub(r"<meta charset=[^>]*>", "", answer.body.decode())
    body = text.encode("latin-1", "xmlcharrefreplace")
    return replace(answer, body=body, content_type="text/html")


def _utf_8_labelled_latin_1(answer: Answer, _base: str) -> Answer:
    return replace(answer, content_type="text/html; charset=ISO-8859-1")


def _reset(answer: Answer, _base: str) -> Answer:
    return replace(answer, manner="reset")


def _short(answer: Answer, _base: str) -> Answer:
    return replace(answer, manner="short")


def _slow(answer: Answer, _base: str) -> Answer:
    return replace(answer, manner="slow")


def _redirect_home(_answer: Answer, base: str) -> Answer:
    return Answer(status=302, headers=(("Location", f"{base}/"),))


def _redirect_loop(_answer: Answer, _base: str) -> Answer:
    return Answer(status=302, headers=(("Location", "?again"),))


def _page(title: str, body: str) -> bytes:
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f"<!DOCTYPE html><html>{head}<body>{body}</body></html>".encode()


FAULTS: Mapping[str, Fault] = {
    "403": _status(403, "Subscribers only"),
    "404": _status(404, "Not found"),
    "410": _status(410, "Gone"),
    "429": _status(429, "Too many requests", ("Retry-After", "1")),
    "500": _status(500, "Internal error"),
    "503": _status(503, "Down for maintenance", ("Retry-After", "1")),
    "html-instead-of-feed": _html_instead_of_feed,
    "empty": _empty,
    "no-text": _no_text,
    "soft-404": _soft_404,
    "latin-1-without-charset": _latin_1_without_charset,
    "utf-8-labelled-latin-1": _utf_8_labelled_latin_1,
    "reset": _reset,
    "short": _short,
    "slow": _slow,
    "redirect-home": _redirect_home,
    "redirect-loop": _redirect_loop,
}
READABLE = frozenset({"latin-1-without-charset", "utf-8-labelled-latin-1"})
"""Faults that a good reader sees through."""
