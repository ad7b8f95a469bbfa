"""Each publisher's feed: valid, whole, newest first, and broken where it should be."""

import json
from xml.etree import ElementTree

import pytest

from flows.demo.catalogue import Publisher, pages, publishers
from flows.demo.feeds import ATOM, FEEDS, render_feed

BY_ID = {publisher.id: publisher for publisher in publishers()}
ADDRESSES = {
    name: f"http://127.0.0.1:{8001 + n}/" for n, name in enumerate(sorted(BY_ID))
}
IN_ATOM = {"a": ATOM}


def body(publisher: Publisher, state: int = 1) -> bytes:
    listed = [page for page in pages(state) if page.publisher == publisher]
    return render_feed(publisher, listed, ADDRESSES).body


def parsed(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)  # noqa: S314  our own bytes


def links(publisher: Publisher, state: int = 1) -> list[str | None]:
    content = body(publisher, state)
    if publisher.feed == "json":
        return [item["url"] for item in json.loads(content)["items"]]
    root = parsed(content)
    if publisher.feed == "atom":
        found = root.findall("a:entry/a:link", IN_ATOM)
        return [link.get("href") for link in found]
    return [link.text for link in root.findall("channel/item/link")]


@pytest.mark.parametrize("state", [1, 2])
@pytest.mark.parametrize("publisher", BY_ID.values(), ids=BY_ID.keys())
def test_feed_lists_every_page_newest_first(publisher: Publisher, state: int) -> None:
    listed = [page for page in pages(state) if page.publisher == publisher]
    expected = [page.url(ADDRESSES) for page in reversed(listed)]
    assert links(publisher, state) == expected


def test_the_four_kinds_of_feed_are_all_in_use() -> None:
    assert sorted(publisher.feed for publisher in BY_ID.values()) == sorted(FEEDS)


def test_atom_feed_tells_of_the_correction_only_once_it_is_made() -> None:
    first = updated_entries(body(BY_ID["eastern-ledger"], 1))
    second = updated_entries(body(BY_ID["eastern-ledger"], 2))
    assert first == []
    assert second == [
        (
            "Austrian builder makes lowest of three bids for Lozeni bridge",
            "2024-03-28T16:05:00+00:00",
        )
    ]


def updated_entries(feed: bytes) -> list[tuple[str | None, str | None]]:
    entries = parsed(feed).findall("a:entry", IN_ATOM)
    return [
        (entry.findtext("a:title", None, IN_ATOM), updated)
        for entry in entries
        if (updated := entry.findtext("a:updated", None, IN_ATOM))
        != entry.findtext("a:published", None, IN_ATOM)
    ]


def test_json_feed_tells_of_the_revised_toll() -> None:
    first = json.loads(body(BY_ID["danubia-wire"], 1))["items"]
    second = json.loads(body(BY_ID["danubia-wire"], 2))["items"]
    assert not any("date_modified" in item for item in first)
    (changed,) = [item for item in second if "date_modified" in item]
    assert changed["date_modified"] == "2024-03-29T17:40:00+01:00"
    assert changed["summary"].startswith("At least four people")


def test_broken_feed_dates_its_items_in_every_bad_way() -> None:
    root = parsed(body(BY_ID["prut-observer"]))
    dates = [item.findtext("pubDate") for item in root.findall("channel/item")]
    assert dates == [
        None,
        None,
        "0000-00-00 00:00:00",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "2024-03-16 08:00",
        "Tue, 12 Mar 2024 15:40:00 EET",
        "Tue, 32 Mar 2024 25:61:00 +0200",
        "sâmbătă, 9 martie 2024 17:05",
        "Wed, 06 Mar 24 20:30:00 +0200",
        "5/3/24 07:30",
    ]


def test_broken_feed_is_well_formed_in_its_legacy_charset() -> None:
    content = body(BY_ID["prut-observer"])
    assert content.startswith(b"<?xml version='1.0' encoding='windows-1252'?>")
    assert "s\u00e2mb&#259;t&#259;".encode("cp1252") in content
