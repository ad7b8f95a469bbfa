"""What a web archive holds below an address: a CDX server's answer to Reading.

The Internet Archive's, and servers that speak as it does
(https://github.com/internetarchive/wayback/tree/master/wayback-cdx-server): JSON, a
header row and rows, or lines of the same fields. Links are the pages' own addresses;
``Reading.replays`` says where each body can be fetched as it was captured, and
``replay_links`` makes links of those.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit, urlunsplit

from transforms.encodings import decode
from transforms.errors import UnreadableListing
from transforms.listings.addresses import article_evidence
from transforms.listings.reading import Item, Reading, Replay, gather_reading
from transforms.records import Link
from transforms.urls import canonical_url, resolve_url

ROWS_MAX = 5000
"""Rows asked for at once; the resume key leads to the next ones."""

_FIELDS = (
    *("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"),
)
_NEEDED = frozenset({"timestamp", "original"})
_FILTERS = {"statuscode": "200", "mimetype": "text/html"}
_Row = Mapping[str, str]


def cdx_query(
    server_url: str,
    url_prefix: str,
    since: datetime | None = None,
    until: datetime | None = None,
    *,
    limit: int = ROWS_MAX,
    resume_key: str | None = None,
) -> str:
    """The address that lists HTML pages below ``url_prefix``, one row a body.

    Args:
        server_url: such as ``https://web.archive.org/cdx/search/cdx``.
        url_prefix: with or without scheme; a host alone means all its pages.
        since: captured then or later; ``until`` likewise, both included.
        resume_key: from an answer that was cut at ``limit``, as it stands there.
    """
    query = {
        "url": url_prefix.rstrip("*"),
        "matchType": "prefix",
        "output": "json",
        "fl": ",".join(_FIELDS),
        "collapse": "digest",
        "limit": str(limit),
        "showResumeKey": "true",
    }
    if since is not None:
        query["from"] = _timestamp(since)
    if until is not None:
        query["to"] = _timestamp(until)
    if resume_key is not None:
        query["resumeKey"] = unquote_plus(resume_key)
    filters = [("filter", "statuscode:200"), ("filter", "mimetype:text/html")]
    return f"{server_url}?{urlencode([*query.items(), *filters])}"


def query_problem(url: str) -> str | None:
    """What is wrong with an address as a CDX query, and what would be right."""
    if not dict(parse_qsl(urlsplit(url).query)).get("url", "").strip("*"):
        return (
            f"{url!r} does not say what to look up: write url= in its query, as in "
            '"https://web.archive.org/cdx/search/cdx?url=example.org/news/"'
        )
    return None


def completed_query(url: str) -> str:
    """``url``, whose query says at least ``url=``, with all that ``read`` needs.

    What it says stays, but for an output or fields that cannot be read. Without
    ``matchType`` or a wildcard everything below its ``url=`` is meant.
    """
    parts = urlsplit(url)
    said = parse_qsl(parts.query, keep_blank_values=True)
    own = dict(said)
    wanted = own.get("url", "")
    if not set(own.get("fl", "").split(",")) >= _NEEDED:
        own["fl"] = ",".join(_FIELDS)
    if "matchType" not in own and not wanted.startswith("*."):
        own |= {"url": wanted.rstrip("*"), "matchType": "prefix"}
    usual = {"collapse": "digest", "limit": str(ROWS_MAX), "showResumeKey": "true"}
    query = usual | own | {"output": "json"}
    query.pop("filter", None)
    filters = [value for name, value in said if name == "filter"]
    for field, value in _FILTERS.items():
        if not any(each.lstrip("!~=").startswith(f"{field}:") for each in filters):
            filters.append(f"{field}:{value}")
    pairs = [*query.items(), *(("filter", each) for each in filters)]
    return urlunsplit(parts._replace(query=urlencode(pairs)))


def replay_links(reading: Reading, server_url: str) -> tuple[Link, ...]:
    """A link for every replay that may be of an article.

    First each page's oldest capture, then each page's second: where a run cannot take
    all of them, it has something of every page, and a page's own come in order.
    """
    ranks: Counter[str] = Counter()
    ranked: list[tuple[int, Link]] = []
    for replay in reading.replays:
        if article_evidence(replay.url) is None:
            continue
        link = Link(
            url=replay.url,
            listing_url=server_url,
            replay_url=replay_url(server_url, replay),
            captured_at=replay.captured_at,
        )
        page = canonical_url(replay.url)
        ranked.append((ranks[page], link))
        ranks[page] += 1
    return tuple(link for _, link in sorted(ranked, key=lambda pair: pair[0]))


def replay_url(server_url: str, replay: Replay) -> str:
    """Where the archive of ``server_url`` serves the captured body."""
    return resolve_url(f"/web/{replay.path}", server_url) or ""


def read(body: bytes, content_type: str | None, url: str) -> Reading:
    """The pages with their captures; ``next_url`` asks for the rest of the rows.

    A page's captures with one digest are one, the first. What was no HTML page with
    status 200 is skipped as ``not-a-page``.

    Raises:
        UnreadableListing: ``empty-body``, ``broken-json``, ``not-a-cdx``. Nothing
            archived is a reading without links.
    """
    text = decode(body, content_type, media="text").strip()
    if not text and not (content_type or "").lower().startswith("text/plain"):
        raise UnreadableListing("empty-body", f"nothing but spaces: {url}")
    written = _json_rows(text, url) if text[:1] in ("[", "{") else _line_rows(text, url)
    rows, resume_key = _without_resume_key(written)
    reading = gather_reading(_pages(rows), url, skipped=_strays(rows))
    return replace(
        reading,
        # Captures of one page differ in scheme, port and spelling.
        links=tuple(
            {canonical_url(each.url): each for each in reading.links[::-1]}.values()
        )[::-1],
        replays=tuple(_replays(rows)),
        next_url=_resumed(url, resume_key) if resume_key else None,
        skipped=tuple(each for each in reading.skipped if each[0] != "duplicate-item"),
    )


def _json_rows(text: str, url: str) -> list[list[str]]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableListing("broken-json", str(error)[:200]) from error
    is_table = isinstance(found, list) and all(isinstance(row, list) for row in found)
    if not is_table or (found and "timestamp" not in found[0]):
        raise UnreadableListing("not-a-cdx", f"JSON without a header row: {url}")
    return [[str(field) for field in row] for row in found]


def _line_rows(text: str, url: str) -> list[list[str]]:
    rows = [line.split() for line in text.splitlines()]
    first = rows[0] if rows else []
    # Not every server tells the length, which comes last.
    if first and not (len(first) >= len(_FIELDS) - 1 and _captured_at(first[1])):
        raise UnreadableListing("not-a-cdx", f"starts with {text[:60]!r}: {url}")
    return [list(_FIELDS), *rows] if rows else []


def _without_resume_key(rows: list[list[str]]) -> tuple[list[_Row], str | None]:
    """Rows by field name; the key stands alone behind an empty row."""
    header, table, resume_key = rows[:1], rows[1:], None
    if len(table) > 1 and len(table[-1]) == 1 and not table[-2]:
        resume_key, table = table[-1][0], table[:-2]
    names = header[0] if header else []
    return [dict(zip(names, row, strict=False)) for row in table], resume_key


def _pages(rows: Iterable[_Row]) -> Iterator[Item]:
    for row in rows:
        if _is_page(row):
            yield Item(addresses=(row["original"],), base="")


def _strays(rows: Iterable[_Row]) -> Iterator[tuple[str, str]]:
    for row in rows:
        if _is_whole(row) and not _is_page(row):
            kind = f"{row.get('statuscode')} {row.get('mimetype')}"
            yield "not-a-page", f"{kind} {row['original']}"
        elif not _is_whole(row):
            yield "broken-item", " ".join(row.values())[:200]


def _replays(rows: Iterable[_Row]) -> Iterator[Replay]:
    """Pages in the server's order, captures by time, a body of a page once."""
    pages: dict[str, dict[str, Replay]] = {
        canonical_url(row["original"]): {} for row in filter(_is_page, rows)
    }
    for row in sorted(filter(_is_page, rows), key=lambda row: row["timestamp"]):
        at, url = _captured_at(row["timestamp"]), resolve_url(row["original"], None)
        if at is None or url is None:
            continue
        digest = row.get("digest", "-")
        replay = Replay(
            url=url,
            captured_at=at,
            path=f"{row['timestamp']}id_/{row['original']}",
            digest=digest,
        )
        # An archive without digests has every capture as a body of its own.
        key = digest if digest != "-" else row["timestamp"]
        pages[canonical_url(row["original"])].setdefault(key, replay)
    for replays in pages.values():
        yield from replays.values()


def _is_whole(row: _Row) -> bool:
    written = row.get("timestamp", "")
    return bool(row.get("original")) and _captured_at(written) is not None


def _is_page(row: _Row) -> bool:
    """Fields that a query left out are taken to be as it asked."""
    is_found = row.get("statuscode", "200") == "200"
    is_html = row.get("mimetype", "text/html") in ("text/html", "application/xhtml+xml")
    return _is_whole(row) and is_found and is_html


def _captured_at(timestamp: str) -> datetime | None:
    """``20240320101500``, UTC; older captures may have fewer digits."""
    if not (
        timestamp.isascii() and timestamp.isdecimal() and 4 <= len(timestamp) <= 14
    ):
        return None
    padded = timestamp + "00000101000000"[len(timestamp) :]
    try:
        return datetime.strptime(padded, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _timestamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def _resumed(url: str, resume_key: str) -> str:
    parts = urlsplit(url)
    kept = [each for each in parse_qsl(parts.query) if each[0] != "resumeKey"]
    query = urlencode([*kept, ("resumeKey", unquote_plus(resume_key))])
    return urlunsplit(parts._replace(query=query))
