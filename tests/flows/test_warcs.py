"""The kind ``warc``: WARC files of anyone's as a source."""

import gzip
import os
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.runs import PlainSteps
from tests.flows.worlds import House, house, page
from tests.warehouse.foreign import chunked, http, packed, record
from transforms.batches import Batch

SITE = "https://www.gazette.example"
DATE = "2021-05-06T07:08:09Z"


@pytest.fixture
def here(tmp_path: Path) -> House:
    return house(tmp_path / "home")


def _source(here: House, path: Path | str, homepage: str = f"{SITE}/") -> None:
    home = f'homepage = "{homepage}"\n' if homepage else ""
    (here.settings.sources / "gazette.toml").write_text(
        f'id = "gazette"\nname = "Gazette"\nlanguage = "en"\n{home}'
        f'[[listings]]\nkind = "warc"\npath = "{path}"\n'
    )


def _put(path: Path, content: bytes, changed_at: int = 1_700_000_000) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (changed_at, changed_at))
    return path


def _story(name: str, *headers: str, title: str = "", **fields: str) -> bytes:
    body = page(title or f"Story {name}")
    return record("response", f"{SITE}/news/{name}", http(body, *headers), **fields)


def _titles(here: House) -> list[str]:
    return [row[0] for row in here.ask("select title from articles order by title")]


def _reasons(summary: Any) -> set[str]:
    return {failure.reason for failure in summary.failed}


def _foreign() -> list[bytes]:
    """What a crawler leaves of one site: pages as they came, and all around them."""
    coded = gzip.compress(page("Story coded"), mtime=0)
    squeezed = zlib.compress(page("Story squeezed"))
    head = ("Content-Encoding: gzip", "Transfer-Encoding: chunked")
    url = f"{SITE}/news"
    return [
        record("warcinfo", "", b"software: other/1\r\n", media_type="text/plain"),
        record("request", f"{url}/plain", b"GET /news/plain HTTP/1.1\r\n\r\n"),
        _story("plain"),
        record("metadata", f"{url}/plain", b"via: x\r\n", media_type="text/plain"),
        record("response", f"{url}/coded", http(chunked(coded), *head), version="1.1"),
        record(
            "response",
            f"<{url}/squeezed>",
            http(squeezed, "content-encoding: deflate"),
        ),
        _story("claims", "Content-Encoding: br", "Transfer-Encoding: chunked"),
        _story("renamed", "X-Crawler-Content-Encoding: gzip"),
        record("response", f"{url}/lost", http(b"no", status="404 Not Found")),
        record("response", f"{url}/a.png", http(b"\x89PNG", kind="image/png")),
        record("response", f"{SITE}/tag/flood", http(page("Tag"))),
        record(
            "response", "dns:www.gazette.example", b"20210506", media_type="text/dns"
        ),
        record(
            "revisit",
            f"{url}/plain",
            http(b""),
            date="2021-05-08T00:00:00Z",
            WARC_Profile="http://netpreserve.org/warc/1.0/revisit/identical-payload-digest",
            WARC_Refers_To_Target_URI=f"{url}/plain",
        ),
    ]


TITLES = [
    f"Story {name}" for name in ("claims", "coded", "plain", "renamed", "squeezed")
]


@pytest.mark.parametrize(
    ("name", "content"),
    [("crawl.warc.gz", packed(_foreign())), ("crawl.warc", b"".join(_foreign()))],
)
def test_pages_of_a_foreign_file_become_articles(
    name: str, content: bytes, here: House, tmp_path: Path
) -> None:
    _source(here, _put(tmp_path / "files" / name, content))
    summary = here.run()
    assert _reasons(summary) == set()
    assert _titles(here) == TITLES
    assert here.one("select bool_and(len(text) > 100) from versions")
    assert summary.run.counts["unchanged"] == 1
    # The archive's instants: first seen, and seen again by the revisit.
    (row,) = here.ask(
        "select epoch(first_seen_at), epoch(last_seen_at) from articles "
        "where url like '%/plain'"
    )
    assert row == (
        datetime(2021, 5, 6, 7, 8, 9, tzinfo=UTC).timestamp(),
        datetime(2021, 5, 8, tzinfo=UTC).timestamp(),
    )


def test_a_second_run_opens_no_file_and_changes_nothing(
    here: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _put(tmp_path / "files" / "crawl.warc.gz", packed(_foreign()))
    _source(here, file.parent)
    here.run()
    before = here.contents()
    monkeypatch.delattr("flows.warc_marks.walk")
    second = here.run()
    assert (second.run.counts["requests"], second.failures) == (0, 0)
    assert here.contents() == before
    assert here.repeated_keys() == {}


def test_a_file_that_grows_gives_what_is_new_in_it(here: House, tmp_path: Path) -> None:
    file = _put(tmp_path / "a.warc.gz", packed([_story("one")]))
    _source(here, file)
    here.run()
    _put(file, packed([_story("one"), _story("two")]), changed_at=1_700_000_009)
    second = here.run()
    assert _titles(here) == ["Story one", "Story two"]
    assert second.run.counts["pages"] == 1


def test_a_large_file_is_taken_share_by_share(
    here: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.warc_marks.PAGES_MAX", 2)
    for number, name in enumerate("ab"):
        stories = [_story(f"story-{number}-{each}") for each in range(3)]
        _put(tmp_path / "files" / f"{name}.warc.gz", packed(stories))
    _source(here, tmp_path / "files")
    assert [here.run().run.counts["pages"] for _ in range(4)] == [2, 2, 2, 0]
    assert len(_titles(here)) == 6
    assert here.repeated_keys() == {}


def test_records_of_other_sites_are_counted_and_left(
    here: House, tmp_path: Path
) -> None:
    others = [
        record("response", f"https://other.example/news/{each}", http(page("Other")))
        for each in range(3)
    ]
    _source(here, _put(tmp_path / "a.warc.gz", packed([*others, _story("one")])))
    summary = here.run()
    assert _titles(here) == ["Story one"]
    (failure,) = summary.failed
    assert (failure.reason, failure.stage) == ("other-site", "listing")
    assert failure.detail.startswith("3 in all, the first: https://other.example/")
    assert here.run().failures == 0


def test_without_a_homepage_every_site_is_taken(here: House, tmp_path: Path) -> None:
    other = record("response", "https://other.example/news/a", http(page("Other")))
    _source(here, _put(tmp_path / "a.warc", other + _story("one")), homepage="")
    here.run()
    assert _titles(here) == ["Other", "Story one"]


def test_two_sources_share_a_file(here: House, tmp_path: Path) -> None:
    other = record("response", "https://other.example/news/a", http(page("Other")))
    file = _put(tmp_path / "a.warc", other + _story("one"))
    _source(here, file)
    first = here.settings.sources / "gazette.toml"
    (here.settings.sources / "other.toml").write_text(
        first.read_text().replace(SITE, "https://other.example").replace("gaz", "her")
    )
    here.run()
    rows = here.ask("select source_id, title from articles order by all")
    assert rows == [("gazette", "Story one"), ("herette", "Other")]
    assert here.run().run.counts["requests"] == 0


def test_a_damaged_member_is_a_failure_and_the_rest_is_read(
    here: House, tmp_path: Path
) -> None:
    members = [packed([_story(name)]) for name in ("one", "two", "three")]
    members[1] = members[1][:50] + b"\0\0\0\0" + members[1][54:]
    _source(here, _put(tmp_path / "a.warc.gz", b"".join(members)))
    summary = here.run()
    assert _titles(here) == ["Story one", "Story three"]
    assert _reasons(summary) == {"damaged-record"}
    assert here.run().failures == 0


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (_story("cut", WARC_Truncated="length"), "short-body"),
        (
            record(
                "response",
                f"{SITE}/news/chunks",
                http(chunked(page("Cut"))[:300], "Transfer-Encoding: chunked"),
            ),
            "short-body",
        ),
        (
            record(
                "response",
                f"{SITE}/news/brotli",
                http(b"\x0b\x02\x80abc\x03", "Content-Encoding: br"),
            ),
            "bad-encoding",
        ),
        (
            record(
                "response",
                f"{SITE}/news/bomb",
                http(gzip.compress(b"\0" * (51 << 20)), "Content-Encoding: gzip"),
            ),
            "inflated-too-large",
        ),
        (
            record("response", f"{SITE}/news/huge", http(b"x" * (51 << 20))),
            "too-large",
        ),
        (_story("undated", date="yesterday"), "undated-record"),
        (
            record(
                "revisit",
                f"{SITE}/news/same",
                http(b""),
                WARC_Refers_To_Target_URI=f"{SITE}/news/elsewhere",
            ),
            "unresolved-revisit",
        ),
    ],
    ids=["cut", "chunks", "brotli", "bomb", "huge", "undated", "revisit"],
)
def test_a_record_without_a_whole_page_is_a_failure_with_its_reason(
    broken: bytes, reason: str, here: House, tmp_path: Path
) -> None:
    _source(here, _put(tmp_path / "a.warc.gz", packed([broken, _story("one")])))
    assert _reasons(here.run()) == {reason}
    assert _titles(here) == ["Story one"]
    assert here.run().failures == 0


def test_a_file_gzipped_as_one_is_refused_with_words(
    here: House, tmp_path: Path
) -> None:
    content = gzip.compress(_story("one") + _story("two"))
    _source(here, _put(tmp_path / "a.warc.gz", content))
    (failure,) = here.run().failed
    assert failure.reason == "gzipped-as-one"
    assert "warcio recompress" in failure.detail


def test_states_of_a_page_are_versions_in_the_order_of_their_dates(
    here: House, tmp_path: Path
) -> None:
    later = _story("bridge", title="Bridge open", date="2021-05-09T00:00:00.5Z")
    earlier = _story("bridge", title="Bridge shut", date="2021-05-07T00:00:00Z")
    _source(here, _put(tmp_path / "a.warc", later + earlier))
    here.run()
    rows = here.ask("select ordinal, title from versions order by ordinal")
    assert rows == [(1, "Bridge shut"), (2, "Bridge open")]


def test_what_is_copied_is_in_our_own_archive(here: House, tmp_path: Path) -> None:
    file = _put(tmp_path / "a.warc.gz", packed(_foreign()))
    _source(here, file)
    here.run()
    file.unlink()
    rows = here.ask("select url, file, fetched_at::date::varchar from ops.captures")
    assert len(rows) == 5
    own = {path.name for path in here.settings.captures.glob("*.warc.gz")}
    assert {file for _, file, _ in rows} == own
    assert {day for *_, day in rows} == {"2021-05-06"}


def test_the_archive_of_another_home_is_read_with_its_revisits(
    here: House, tmp_path: Path
) -> None:
    _source(here, _put(tmp_path / "a.warc.gz", packed(_foreign())))
    here.run()
    other = house(tmp_path / "other")
    _source(other, here.settings.captures)
    assert _reasons(other.run()) == set()
    assert other.contents() == here.contents()
    assert other.ask("select capture_id from ops.captures order by all") == here.ask(
        "select capture_id from ops.captures order by all"
    )


def test_our_own_archive_is_refused_as_a_source(here: House, tmp_path: Path) -> None:
    _source(here, _put(tmp_path / "a.warc", _story("one")))
    here.run()
    _source(here, here.settings.captures / "*.warc.gz")
    (failure,) = here.run().failed
    assert failure.reason == "own-archive"


def test_a_missing_file_and_one_nobody_may_read_are_failures(
    here: House, tmp_path: Path
) -> None:
    _source(here, tmp_path / "none-*.warc")
    assert _reasons(here.run()) == {"no-such-file"}
    _put(tmp_path / "files" / "a.warc", _story("one"))
    (tmp_path / "files" / "dead.warc").symlink_to(tmp_path / "nowhere")
    _source(here, tmp_path / "files")
    assert _reasons(here.run()) == {"unreadable-file"}
    assert _titles(here) == ["Story one"]


class StopsBeforeLanding(PlainSteps):
    def store(self, batch: Batch) -> Any:
        raise KeyboardInterrupt


def test_records_of_a_killed_run_are_taken_in_and_not_copied_again(
    here: House, tmp_path: Path
) -> None:
    _source(here, _put(tmp_path / "a.warc.gz", packed(_foreign())))
    with pytest.raises(KeyboardInterrupt):
        here.run(steps=StopsBeforeLanding)
    summary = here.run()
    assert _titles(here) == TITLES
    assert summary.run.counts["pages"] == 5
    assert here.repeated_keys() == {}
