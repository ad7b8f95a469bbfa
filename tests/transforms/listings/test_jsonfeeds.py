"""JSON Feed, as the ``feed`` reader meets it."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.errors import UnreadableListing
from transforms.listings import Reading, feeds
from transforms.listings.jsonfeeds import read_text
from transforms.records import Link

URL = "https://n.example/feed.json"


def read(feed: object) -> Reading:
    return feeds.read(json.dumps(feed).encode(), "application/feed+json", URL)


def test_item_is_read_in_full() -> None:
    reading = read(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "The News",
            "items": [
                {
                    "id": "1",
                    "url": "/a",
                    "title": "Rain &amp; wind",
                    "content_html": "<p>It rained.</p>",
                    "date_published": "2024-03-20T09:00:00+01:00",
                    "date_modified": "2024-03-20T12:00:00Z",
                    "authors": [{"name": "Ann"}, {"name": "Bo"}],
                }
            ],
        }
    )
    assert reading.title == "The News"
    assert reading.links == (
        Link(
            url="https://n.example/a",
            listing_url=URL,
            title="Rain & wind",
            authors=("Ann", "Bo"),
            summary="It rained.",
            published_at=datetime(2024, 3, 20, 8, tzinfo=UTC),
            modified_at=datetime(2024, 3, 20, 12, tzinfo=UTC),
        ),
    )


def test_author_of_the_feed_stands_for_items_without_one() -> None:
    reading = read({"author": {"name": "Desk"}, "items": [{"url": "/a"}]})
    assert reading.links[0].authors == ("Desk",)


def test_id_that_is_an_address_is_the_last_resort() -> None:
    reading = read({"items": [{"id": "https://n.example/a"}, {"id": "17"}]})
    assert [link.url for link in reading.links] == ["https://n.example/a"]
    assert reading.skipped == (("item-without-link", ""),)


def test_values_of_wrong_types_are_passed_over() -> None:
    reading = read({"items": [1, None, {"url": "/a", "title": 5, "authors": "x"}]})
    assert [link.title for link in reading.links] == [None]
    assert [reason for reason, _ in reading.skipped] == ["broken-item", "broken-item"]


def test_nesting_without_end_is_broken_json() -> None:
    with pytest.raises(UnreadableListing, match="broken-json"):
        read_text('{"items":' + "[" * 100_000, URL)


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["items", "url", "id", "title", "authors", "name"]), inner
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_any_json_is_a_reading_or_a_reasoned_error(feed: object) -> None:
    is_feed = isinstance(feed, dict) and isinstance(feed.get("items"), list)
    if is_feed:
        reading = read_text(json.dumps(feed), URL)
        assert all(link.url.startswith("http") for link in reading.links)
    else:
        with pytest.raises(UnreadableListing, match="not-a-feed"):
            read_text(json.dumps(feed), URL)
