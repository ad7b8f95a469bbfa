"""Pages out of a web archive: its answer to a replay arrives, an exchange leaves.

The exchange is as if the publisher had been asked when the archive asked: the page's
own address, its own headers, the archive's date. Robots.txt and pace are those of the
host that is asked, the archive's; nothing is asked of the publisher, so the
publisher's robots.txt has no say in it.
"""

import re
from dataclasses import replace

from flows.decoding import GZIP, inflated
from flows.fetching.responses import Response
from flows.visits import exchange_of
from transforms.errors import FetchError
from transforms.instants import parse_instant
from transforms.records import Link
from transforms.urls import canonical_url
from warehouse.captures import Exchange

# Only id_ gives the body as it was captured; without it links are rewritten and a
# banner is put in.
_REPLAY = re.compile(r"/\d{4,14}id_/(https?:/.+)\Z", re.IGNORECASE)
_ORIGINAL = "x-archive-orig-"


def is_replay(link: Link) -> bool:
    """Whether ``link`` leads to a page in a web archive."""
    return (link.replay_url or "").startswith(("http:", "https:"))


def replayed(response: Response, link: Link, source_id: str) -> Exchange:
    """The page in the archive's answer.

    A redirect to another capture of the same page is followed: what counts is the
    instant that the answer itself states (RFC 7089 section 2.1.1).

    Raises:
        FetchError: ``http-...``; ``replayed-elsewhere`` where a redirect led to
            another page or to a rewritten one; ``not-a-replay`` for a page of the
            archive's own; and what a broken body gives.
    """
    if response.status != 200:
        reason = f"http-{response.status}"
        raise FetchError(reason, f"the archive answered {response.status}")
    _check_page(response, link)
    stated = response.header("memento-datetime")
    captured_at = parse_instant(stated) if stated else None
    if captured_at is None:
        raise FetchError("not-a-replay", "the archive's answer has no Memento-Datetime")
    body = response.body
    if body.startswith(GZIP):
        # edgi-govdata-archiving/web-monitoring-processing#309
        body = inflated(body, "gzip")
    return replace(
        exchange_of("page", response, source_id, link),
        url=link.url,
        final_url=link.url,
        headers=_own_headers(response.headers),
        body=body,
        captured_at=captured_at,
    )


def is_own_answer(url: str, link: Link | None) -> bool:
    """Whether a capture of ``url`` is an archive's answer that was no replay."""
    return link is not None and is_replay(link) and url == link.replay_url


def _check_page(response: Response, link: Link) -> None:
    found = _REPLAY.search(response.final_url)
    if found is None or _page(found[1]) != _page(link.url):
        detail = f"{link.replay_url} led to {response.final_url}"
        raise FetchError("replayed-elsewhere", detail)


def _page(url: str) -> str:
    """Archives take a page and the same below www for one."""
    return canonical_url(url).replace("://www.", "://", 1)


def _own_headers(
    headers: tuple[tuple[str, str], ...],
) -> tuple[tuple[str, str], ...]:
    """The publisher's headers, which archives hand on under a prefix, then the rest.

    All as received where an archive does no such thing.
    """
    own = tuple(
        (name[len(_ORIGINAL) :], value)
        for name, value in headers
        if name.lower().startswith(_ORIGINAL)
    )
    said = {name.lower() for name, _ in own}
    rest = tuple(
        (name, value)
        for name, value in headers
        if not name.lower().startswith(_ORIGINAL) and name.lower() not in said
    )
    return own + rest
