"""Conditional requests and codings, as RFC 9110 asks."""

import gzip
from datetime import UTC, datetime

import pytest

from flows.demo.responses import Resource, answer

RESOURCE = Resource(
    content_type="text/html",
    body=b"<p>The river fell.</p>" * 20,
    modified_at=datetime(2024, 3, 6, 16, 5, 30, 500, tzinfo=UTC),
)
ETAG = RESOURCE.etag


def test_plain_request_gets_the_body_and_its_validators() -> None:
    found = answer(RESOURCE, {})
    headers = dict(found.headers)
    assert (found.status, found.body) == (200, RESOURCE.body)
    assert headers["ETag"] == ETAG
    assert headers["Last-Modified"] == "Wed, 06 Mar 2024 16:05:30 GMT"
    assert headers["Content-Length"] == str(len(RESOURCE.body))
    assert "Content-Encoding" not in headers


@pytest.mark.parametrize("accepted", ["gzip", "br;q=1, GZIP;q=0.5", "deflate, *"])
def test_gzip_is_used_where_asked(accepted: str) -> None:
    found = answer(RESOURCE, {"accept-encoding": accepted})
    headers = dict(found.headers)
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Content-Length"] == str(len(found.body))
    assert gzip.decompress(found.body) == RESOURCE.body
    assert headers["ETag"] == ETAG


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0"])
def test_gzip_is_not_used_where_refused(accepted: str) -> None:
    found = answer(RESOURCE, {"accept-encoding": accepted})
    assert found.body == RESOURCE.body


@pytest.mark.parametrize(
    "request_headers",
    [
        {"if-none-match": ETAG},
        {"if-none-match": ETAG.removeprefix("W/")},
        {"if-none-match": f'"other", {ETAG}'},
        {"if-none-match": "*"},
        {"if-modified-since": "Wed, 06 Mar 2024 16:05:30 GMT"},
        {"if-modified-since": "Thu, 07 Mar 2024 00:00:00 GMT"},
        {
            "if-none-match": ETAG,
            "if-modified-since": "Tue, 05 Mar 2024 00:00:00 GMT",
        },
    ],
)
def test_unchanged_resource_is_answered_304_without_a_body(
    request_headers: dict[str, str],
) -> None:
    found = answer(RESOURCE, request_headers)
    assert (found.status, found.body) == (304, b"")
    assert dict(found.headers)["ETag"] == ETAG


@pytest.mark.parametrize(
    "request_headers",
    [
        {"if-none-match": '"other"'},
        {"if-modified-since": "Wed, 06 Mar 2024 16:05:29 GMT"},
        {"if-modified-since": "yesterday"},
        {"if-modified-since": "Wed, 32 Mar 2024 16:05:30 GMT"},
        {
            "if-none-match": '"other"',
            "if-modified-since": "Thu, 07 Mar 2024 00:00:00 GMT",
        },
    ],
)
def test_changed_resource_or_a_broken_condition_gets_the_whole_body(
    request_headers: dict[str, str],
) -> None:
    assert answer(RESOURCE, request_headers).status == 200


def test_unknown_path_is_404() -> None:
    assert answer(None, {"if-none-match": "*"}).status == 404
