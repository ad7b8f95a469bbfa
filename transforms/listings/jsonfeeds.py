"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/): text to Reading."""

import json
from collections.abc import Iterator
from datetime import datetime

from transforms.errors import UnreadableListing
from transforms.instants import parse_instant
from transforms.listings.reading import Item, Reading, gather_reading
from transforms.listings.wording import one_line, plain_summary, plain_title


def read_text(text: str, url: str) -> Reading:
    """The items of a JSON Feed in order.

    Raises:
        UnreadableListing: ``broken-json``, or ``not-a-feed`` for other JSON.
    """
    feed = _loads(text)
    entries = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(feed, dict) or not isinstance(entries, list):
        raise UnreadableListing("not-a-feed", f"JSON without a list of items: {url}")
    shared = _authors(feed)
    return gather_reading(
        (_item(entry, shared, url) for entry in entries if isinstance(entry, dict)),
        url,
        title=_title(feed),
        skipped=[
            ("broken-item", type(entry).__name__)
            for entry in entries
            if not isinstance(entry, dict)
        ],
    )


def _loads(text: str) -> object:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableListing("broken-json", str(error)[:200]) from error
    return found


def _item(entry: dict[str, object], shared: tuple[str, ...], url: str) -> Item:
    summary = _string(entry, "summary") or _string(entry, "content_text")
    markup = summary or _string(entry, "content_html")
    return Item(
        addresses=tuple(_addresses(entry)),
        base=url,
        title=_title(entry),
        authors=_authors(entry) or shared,
        summary=plain_summary(markup) if markup else None,
        published_at=_instant(entry, "date_published"),
        modified_at=_instant(entry, "date_modified"),
    )


def _addresses(entry: dict[str, object]) -> Iterator[str]:
    """``url``, else where it points (linkblogs), else an id that is an address."""
    for key in ("url", "external_url", "id"):
        address = _string(entry, key)
        if address and (key != "id" or address.startswith(("http://", "https://"))):
            yield address


def _authors(holder: dict[str, object]) -> tuple[str, ...]:
    """Names under ``authors`` (1.1) or ``author`` (1.0)."""
    listed = holder.get("authors")
    people = listed if isinstance(listed, list) else [holder.get("author")]
    named = (_string(each, "name") for each in people if isinstance(each, dict))
    return tuple(filter(None, (one_line(name or "") for name in named)))


def _instant(entry: dict[str, object], key: str) -> datetime | None:
    written = _string(entry, key)
    return parse_instant(written) if written else None


def _title(holder: dict[str, object]) -> str | None:
    return plain_title(_string(holder, "title") or "")


def _string(holder: dict[str, object], key: str) -> str | None:
    found = holder.get(key)
    return found if isinstance(found, str) else None
