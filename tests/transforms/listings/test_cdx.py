"""Answers of CDX servers to pages and their captures."""

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import UnreadableListing
from transforms.listings import Reading, Replay, cdx

SERVER = "https://archive.example/cdx/search/cdx"
HEADER = [
    "urlkey",
    "timestamp",
    "original",
    "mimetype",
    "statuscode",
    "digest",
    "length",
]
ROWS = [
    [
        "example,n)/a",
        "20240320101500",
        "http://n.example:80/a",
        "text/html",
        "200",
        "D1",
        "9",
    ],
    [
        "example,n)/a",
        "20240321101500",
        "https://n.example/a",
        "text/html",
        "200",
        "D1",
        "9",
    ],
    [
        "example,n)/a",
        "20240322101500",
        "https://n.example/a",
        "text/html",
        "200",
        "D2",
        "9",
    ],
    [
        "example,n)/b?c=1",
        "20240320",
        "https://n.example/b?c=1",
        "text/html",
        "200",
        "D3",
        "9",
    ],
]


def read(*rows: list[str], kind: str = "json") -> Reading:
    url = cdx.cdx_query(SERVER, "n.example/")
    if kind == "json":
        return cdx.read(json.dumps([HEADER, *rows]).encode(), "application/json", url)
    return cdx.read("\n".join(map(" ".join, rows)).encode(), "text/plain", url)


@pytest.mark.parametrize("kind", ["json", "lines"])
def test_pages_come_once_with_each_body_that_was_captured(kind: str) -> None:
    reading = read(*ROWS, kind=kind)
    assert [link.url for link in reading.links] == [
        "http://n.example/a",
        "https://n.example/b?c=1",
    ]
    assert [(each.path, each.digest) for each in reading.replays] == [
        ("20240320101500id_/http://n.example:80/a", "D1"),
        ("20240322101500id_/https://n.example/a", "D2"),
        ("20240320id_/https://n.example/b?c=1", "D3"),
    ]
    assert reading.replays[0].captured_at == datetime(2024, 3, 20, 10, 15, tzinfo=UTC)
    assert reading.skipped == ()
    assert all(link.published_at is None for link in reading.links)


def test_replay_is_asked_for_as_it_was_captured() -> None:
    replay = read(*ROWS).replays[2]
    assert cdx.replay_url(SERVER, replay) == (
        "https://archive.example/web/20240320id_/https://n.example/b?c=1"
    )


def test_what_is_no_page_is_skipped_with_its_reason() -> None:
    image = [*ROWS[0][:3], "image/png", "200", "D", "1"]
    moved = [*ROWS[0][:3], "text/html", "301", "D", "1"]
    revisit = [*ROWS[0][:3], "warc/revisit", "-", "D", "1"]
    broken = ["example,n)/a", "yesterday", "https://n.example/a"]
    script = ["x", "20240320", "javascript:x", "text/html", "200", "D", "1"]
    reading = read(image, moved, revisit, broken, script)
    assert not reading.links
    assert not reading.replays
    assert [reason for reason, _ in reading.skipped] == [
        *("not-a-page", "not-a-page", "not-a-page", "broken-item", "bad-link")
    ]


def test_captures_without_a_digest_are_all_kept() -> None:
    rows = [[*row[:5], "-", "9"] for row in ROWS[:3]]
    assert len(read(*rows).replays) == 3


@pytest.mark.parametrize("kind", ["json", "lines"])
def test_answer_cut_short_says_where_it_goes_on(kind: str) -> None:
    """As the server's README shows it: an empty row, then the key, escaped."""
    key = "example%2Cn%29%2Fb+20240320101500%21"
    reading = read(*ROWS, [], [key], kind=kind)
    assert len(reading.links) == 2
    query = parse_qs(urlsplit(str(reading.next_url)).query)
    assert query["resumeKey"] == ["example,n)/b 20240320101500!"]
    assert query["filter"] == ["statuscode:200", "mimetype:text/html"]
    again = cdx.cdx_query(SERVER, "n.example/", resume_key=key)
    assert parse_qs(urlsplit(again).query) == query


def test_query_asks_for_html_of_a_time() -> None:
    since = datetime(2024, 3, 1, tzinfo=UTC)
    until = datetime(2024, 3, 2, 23, 59, 59, tzinfo=UTC)
    url = cdx.cdx_query(SERVER, "https://n.example/q?a=b&c=*", since, until, limit=7)
    query = parse_qs(urlsplit(url).query)
    assert query["url"] == ["https://n.example/q?a=b&c="]
    assert (query["from"], query["to"]) == (["20240301000000"], ["20240302235959"])
    assert (query["limit"], query["collapse"]) == (["7"], ["digest"])


@pytest.mark.parametrize(
    ("body", "media_type"), [(b"[]", "application/json"), (b"\n", "text/plain")]
)
def test_nothing_archived_is_an_empty_reading(body: bytes, media_type: str) -> None:
    assert cdx.read(body, media_type, SERVER) == Reading(links=())


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty-body"),
        (b"[[", "broken-json"),
        (b"{}", "not-a-cdx"),
        (b"[1]", "not-a-cdx"),
        (b'[["a", "b"]]', "not-a-cdx"),
        (b"<html>Too many requests</html>", "not-a-cdx"),
        (b"org.archive.util.SomeException: blocked site", "not-a-cdx"),
    ],
)
def test_what_is_no_answer_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(UnreadableListing) as raised:
        cdx.read(body, None, SERVER)
    assert raised.value.reason == reason


stamps = st.datetimes(datetime(1996, 1, 1), datetime(2030, 1, 1))  # noqa: DTZ001
PAGE = ("text/html", "200")
words = st.text("abc/?=&%-", max_size=9)


@given(st.lists(st.tuples(stamps, words, words), max_size=6))
def test_json_and_lines_say_the_same(captures: list[tuple[datetime, str, str]]) -> None:
    rows = [
        ["k", f"{at:%Y%m%d%H%M%S}", f"https://n.example/{path}", *PAGE, digest or "-"]
        for at, path, digest in captures
    ]
    replays = read(*rows).replays
    assert replays == read(*rows, kind="lines").replays
    assert all(isinstance(each, Replay) for each in replays)
    assert {each.url for each in replays} <= {row[2] for row in rows}


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        reading = cdx.read(body, None, SERVER)
    except UnreadableListing as error:
        assert error.reason  # noqa: PT017 - refused or read, both are right
    else:
        assert isinstance(reading, Reading)


ASKED = f"{SERVER}?url=n.example/news/"


def test_a_bare_query_gets_all_that_the_reader_needs() -> None:
    query = parse_qs(urlsplit(cdx.completed_query(ASKED)).query)
    assert query["url"] == ["n.example/news/"]
    assert query["matchType"] == ["prefix"]
    assert (query["output"], query["showResumeKey"]) == (["json"], ["true"])
    assert query["fl"] == [",".join(HEADER)]
    assert query["filter"] == ["statuscode:200", "mimetype:text/html"]
    assert query["limit"] == [str(cdx.ROWS_MAX)]


def test_what_a_query_says_stays() -> None:
    said = "&from=2020&limit=9&filter=!statuscode:404&fl=timestamp,original&collapse=a"
    query = parse_qs(urlsplit(cdx.completed_query(ASKED + said)).query)
    assert (query["from"], query["limit"], query["collapse"]) == (
        ["2020"],
        ["9"],
        ["a"],
    )
    assert query["fl"] == ["timestamp,original"]
    assert query["filter"] == ["!statuscode:404", "mimetype:text/html"]


def test_an_output_and_fields_that_cannot_be_read_do_not_stay() -> None:
    completed = cdx.completed_query(f"{ASKED}&output=text&fl=urlkey")
    query = parse_qs(urlsplit(completed).query)
    assert (query["output"], query["fl"]) == (["json"], [",".join(HEADER)])


@pytest.mark.parametrize(
    ("wanted", "url", "match_type"),
    [
        ("n.example/*", "n.example/", "prefix"),
        ("*.n.example", "*.n.example", None),
        ("n.example&matchType=domain", "n.example", "domain"),
        ("n.example/a&matchType=exact", "n.example/a", "exact"),
    ],
)
def test_wildcards_and_match_types_mean_what_they_say(
    wanted: str, url: str, match_type: str | None
) -> None:
    query = parse_qs(urlsplit(cdx.completed_query(f"{SERVER}?url={wanted}")).query)
    assert query["url"] == [url]
    assert query.get("matchType", [None]) == [match_type]


@given(st.text(max_size=60))
def test_a_completed_query_is_complete(text: str) -> None:
    completed = cdx.completed_query(f"{ASKED}&{text}")
    assert cdx.completed_query(completed) == completed
    assert cdx.query_problem(completed) is None or "url" in text


@pytest.mark.parametrize("query", ["", "?", "?url=", "?url=*", "?output=json"])
def test_a_query_for_nothing_is_told_with_an_example(query: str) -> None:
    problem = cdx.query_problem(SERVER + query)
    assert problem is not None
    assert "url=example.org" in problem
    assert cdx.query_problem(ASKED) is None


def test_replays_become_links_the_first_of_each_page_before_any_second() -> None:
    reading = cdx.read(json.dumps([HEADER, *ROWS]).encode(), None, ASKED)
    links = cdx.replay_links(reading, ASKED)
    assert [(link.url, link.replay_url) for link in links] == [
        (
            "http://n.example/a",
            "https://archive.example/web/20240320101500id_/http://n.example:80/a",
        ),
        (
            "https://n.example/b?c=1",
            "https://archive.example/web/20240320id_/https://n.example/b?c=1",
        ),
        (
            "https://n.example/a",
            "https://archive.example/web/20240322101500id_/https://n.example/a",
        ),
    ]
    assert links[0].captured_at == datetime(2024, 3, 20, 10, 15, tzinfo=UTC)


def test_pages_that_can_be_no_article_are_no_replay_links() -> None:
    rows = [
        ["k", "20240320", f"https://n.example{path}", "text/html", "200", "D", "1"]
        for path in ("/", "/tag/flood", "/a.pdf", "/news/bridge")
    ]
    reading = cdx.read(json.dumps([HEADER, *rows]).encode(), None, ASKED)
    links = cdx.replay_links(reading, ASKED)
    assert [link.url for link in links] == ["https://n.example/news/bridge"]
