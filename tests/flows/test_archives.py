"""The kind ``cdx``: pages out of a web archive, dated as they were captured."""

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from flows.context import open_context
from flows.recovery import adopt, find_leftovers
from flows.registry import read_sources
from flows.runs import PlainSteps
from tests.flows.worlds import RSS, House, Site, house, page, rss
from tests.newsworld.answers import Answer, finish
from tests.newsworld.archives import WebArchive
from tests.newsworld.server import Hit, SiteServer, serving
from transforms.batches import Batch

NOON = datetime(2019, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Reading:
    """A home with one source: a site, and the archive that holds what it had."""

    def __init__(self, here: House, site: SiteServer, archive: SiteServer) -> None:
        self.house, self.site, self.server = here, site, archive
        assert isinstance(site.application, Site)
        self.pages = site.application
        self.archive = WebArchive()
        archive.application = lambda request: finish(request, self.archive(request))

    def url(self, name: str) -> str:
        """Address of a page on the site."""
        return f"{self.site.base}/news/{name}"

    def hits(self) -> list[Hit]:
        """What the archive was asked since the last call, robots.txt apart."""
        hits = [hit for hit in self.server.hits if hit.target != "/robots.txt"]
        self.server.hits.clear()
        return hits

    def replays(self) -> list[str]:
        """The replays asked for since the last call."""
        targets = [hit.target for hit in self.hits()]
        return [target for target in targets if target.startswith("/web/")]

    def versions(self, name: str) -> list[tuple[Any, ...]]:
        """Ordinal, title and instant of every version of a page."""
        return self.house.ask(
            "select ordinal, versions.title, epoch(seen_at) from versions "
            "join articles using (article_id) where url = ? order by ordinal",
            self.url(name),
        )


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Reading]:
    with serving({"site": Site(), "archive": WebArchive()}) as servers:
        site, archive = servers["site"], servers["archive"]
        here = house(tmp_path, [site.authority, archive.authority])
        (here.settings.sources / "gazette.toml").write_text(
            f'id = "gazette"\nname = "Gazette"\nhomepage = "{site.base}/"\n'
            'language = "en"\nmin_delay_seconds = 0.0\nuser_agent = "Agreed/1"\n'
            f'[[listings]]\nkind = "feed"\nurl = "{site.base}/feed"\n'
            '[[listings]]\nkind = "cdx"\n'
            f'url = "{archive.base}/cdx/search/cdx?url={site.authority}/news/"\n'
        )
        site.application.answers["/feed"] = Answer(  # type: ignore[attr-defined]  # a Site
            body=rss([]).replace(
                b"</title>", b"</title><item><title>none</title></item>", 1
            ),
            content_type=RSS,
        )
        yield Reading(here, site, archive)


def _failed(summary: Any) -> set[str]:
    return {each.reason for each in summary.failed} - {"item-without-link"}


def test_every_state_of_a_page_becomes_a_version_at_its_instant(
    reading: Reading,
) -> None:
    for hours, title in ((0, "Bridge shut"), (2, "Bridge open"), (5, "Bridge sold")):
        reading.archive.hold(
            reading.url("bridge"), NOON + hours * HOUR, page(f"{title} today")
        )
    assert _failed(reading.house.run()) == set()
    assert reading.versions("bridge") == [
        (1, "Bridge shut today", NOON.timestamp()),
        (2, "Bridge open today", (NOON + 2 * HOUR).timestamp()),
        (3, "Bridge sold today", (NOON + 5 * HOUR).timestamp()),
    ]


def test_the_publisher_is_asked_for_nothing_but_its_feed(reading: Reading) -> None:
    reading.archive.hold(reading.url("bridge"), NOON, page("Bridge shut"))
    reading.house.run()
    asked = {hit.target for hit in reading.site.hits}
    assert asked == {"/robots.txt", "/feed"}


def test_a_replay_and_a_live_page_are_one_article(reading: Reading) -> None:
    reading.archive.hold(reading.url("bridge"), NOON, page("Bridge shut"))
    live = page("Bridge open")
    reading.pages.answers["/news/bridge"] = Answer(body=live)
    reading.pages.answers["/feed"] = Answer(
        body=rss([(reading.url("bridge"), "Bridge open")]), content_type=RSS
    )
    reading.house.run()
    titles = [title for _, title, _ in reading.versions("bridge")]
    assert titles == ["Bridge shut", "Bridge open"]
    (row,) = reading.house.ask("select title, version_count from articles")
    assert row == ("Bridge open", 2)


def test_a_second_run_asks_for_no_replay_again(reading: Reading) -> None:
    for hours in range(3):
        reading.archive.hold(
            reading.url("bridge"), NOON + hours * HOUR, page(f"State {hours}")
        )
    reading.house.run()
    assert len(reading.replays()) == 3
    before = reading.house.contents()
    second = reading.house.run()
    assert reading.replays() == []
    assert (second.run.counts["pages"], second.run.counts["versions"]) == (0, 0)
    assert reading.house.contents() == before
    assert reading.house.repeated_keys() == {}


def test_a_run_takes_its_share_and_the_next_the_rest_breadth_first(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("bridge", "mine"):
        for hours in range(2):
            reading.archive.hold(
                reading.url(name), NOON + hours * HOUR, page(f"{name} {hours}")
            )
    monkeypatch.setattr("flows.polling.PAGES_MAX", 2)
    monkeypatch.setattr("flows.walks.PAGES_MAX", 2)
    reading.house.run()
    first = reading.replays()
    assert {target.rpartition("/")[2] for target in first} == {"bridge", "mine"}
    reading.house.run()
    assert len(reading.replays()) == 2
    assert [row[0] for row in reading.versions("mine")] == [1, 2]
    reading.house.run()
    assert reading.replays() == []


def test_rows_past_the_first_answer_are_reached_by_its_resume_key(
    reading: Reading,
) -> None:
    for number in range(7):
        reading.archive.hold(
            reading.url(f"story-{number}"), NOON, page(f"Story {number}")
        )
    _limit_rows(reading, 3)
    reading.house.run()
    assert reading.house.one("select count(*) from articles") == 7


def test_an_archive_is_read_only_as_far_as_there_is_work_for_a_run(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(9):
        reading.archive.hold(
            reading.url(f"story-{number}"), NOON, page(f"Story {number}")
        )
    _limit_rows(reading, 3)
    monkeypatch.setattr("flows.walks.PAGES_MAX", 3)
    for read in (1, 2, 3):
        reading.house.run()
        asked = [hit for hit in reading.hits() if hit.target.startswith("/cdx")]
        assert len(asked) == read
    assert reading.house.one("select count(*) from articles") == 9


def _limit_rows(reading: Reading, rows: int) -> None:
    path = reading.house.settings.sources / "gazette.toml"
    path.write_text(path.read_text().replace('/news/"', f'/news/&limit={rows}"'))


def test_the_archive_hears_our_own_name_and_its_robots_txt_is_obeyed(
    reading: Reading,
) -> None:
    reading.archive.hold(reading.url("bridge"), NOON, page("Bridge shut"))
    reading.archive.answers["/robots.txt"] = Answer(
        body=b"User-agent: *\nDisallow: /web/", content_type="text/plain"
    )
    assert _failed(reading.house.run()) == {"disallowed"}
    assert reading.replays() == []
    agents = {hit.user_agent for hit in reading.server.hits}
    assert not any("Agreed" in str(agent) for agent in agents)
    # The publisher's own page is not held to have failed.
    assert reading.house.ask(
        "select url from ops.fetches where failure_reason is not null and kind = 'page'"
    ) == [(f"{reading.server.base}/web/20190304120000id_/{reading.url('bridge')}",)]


def test_a_robots_txt_of_the_publisher_has_no_say_in_replays(reading: Reading) -> None:
    reading.archive.hold(reading.url("bridge"), NOON, page("Bridge shut"))
    reading.pages.answers["/robots.txt"] = Answer(
        body=b"User-agent: *\nDisallow: /news/", content_type="text/plain"
    )
    reading.house.run()
    assert len(reading.versions("bridge")) == 1


def test_a_redirect_to_another_instant_counts_as_that_instant(
    reading: Reading,
) -> None:
    held = reading.archive.hold(reading.url("bridge"), NOON, page("Bridge shut"))
    replay = f"/web/{held.timestamp}id_/{held.url}"
    earlier = replace(held, at=NOON - 7 * HOUR)
    reading.archive.captures.append(earlier)
    target = f"/web/{earlier.timestamp}id_/{held.url}"
    reading.archive.answers[replay] = Answer(
        status=302, headers=(("Location", target),)
    )
    reading.house.run()
    assert reading.versions("bridge") == [
        (1, "Bridge shut", (NOON - 7 * HOUR).timestamp())
    ]
    assert reading.house.repeated_keys() == {}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer(status=404, body=b"not in the archive"), "http-404"),
        (Answer(status=403, body=b"blocked"), "http-403"),
        (Answer(body=page("The archive is down for maintenance")), "not-a-replay"),
        (
            Answer(status=302, headers=(("Location", "/sorry"),)),
            "replayed-elsewhere",
        ),
        (
            Answer(body=b"\x1f\x8b broken", headers=(("Memento-Datetime", "x"),)),
            "not-a-replay",
        ),
        (
            Answer(
                body=b"\x1f\x8b broken",
                headers=(("Memento-Datetime", "Mon, 04 Mar 2019 12:00:00 GMT"),),
            ),
            "bad-encoding",
        ),
    ],
    ids=["missing", "blocked", "own-page", "elsewhere", "dateless", "broken"],
)
def test_an_answer_that_is_no_replay_is_a_failure_with_its_reason(
    answer: Answer, reason: str, reading: Reading
) -> None:
    held = reading.archive.hold(reading.url("bridge"), NOON, page("Bridge shut"))
    reading.archive.answers[f"/web/{held.timestamp}id_/{held.url}"] = answer
    reading.archive.answers["/sorry"] = Answer(body=page("Sorry for that"))
    summary = reading.house.run()
    assert _failed(summary) == {reason}
    assert reading.house.one("select count(*) from articles") == 0
    (failure,) = [each for each in summary.failed if each.reason == reason]
    assert str(failure.url).startswith(f"{reading.server.base}/web/")


def test_an_archive_that_asks_for_patience_is_left_alone(reading: Reading) -> None:
    for name in ("bridge", "mine"):
        held = reading.archive.hold(reading.url(name), NOON, page(name))
        reading.archive.answers[f"/web/{held.timestamp}id_/{held.url}"] = Answer(
            status=429, headers=(("Retry-After", "600"),)
        )
    assert "http-429" in _failed(reading.house.run())
    assert len(reading.replays()) == 1


def test_gzip_that_the_archive_does_not_name_is_undone(reading: Reading) -> None:
    reading.archive.hold(reading.url("bridge"), NOON, gzip.compress(page("Bridge up")))
    reading.house.run()
    assert [title for _, title, _ in reading.versions("bridge")] == ["Bridge up"]


def test_fronts_and_tags_are_not_asked_for(reading: Reading) -> None:
    for name in ("", "tag/flood", "search?q=a", "photo.jpg"):
        reading.archive.hold(reading.url(name), NOON, page("Front"))
    reading.archive.hold(reading.url("bridge"), NOON, page("Bridge shut"))
    reading.house.run()
    asked = {target.rpartition("/news/")[2] for target in reading.replays()}
    assert "bridge" in asked
    assert not asked & {"tag/flood", "search?q=a", "photo.jpg"}


def test_the_record_of_a_replay_is_the_publishers_of_that_day(
    reading: Reading,
) -> None:
    held = reading.archive.hold(reading.url("bridge"), NOON, page("Bridge shut"))
    reading.house.run()
    folder = reading.house.settings.captures
    today = f"{datetime.now(UTC):%Y%m%d}"
    (file,) = folder.glob("*.warc.gz")
    assert today in file.name
    with file.open("rb") as opened:
        found = [
            (dict(each.rec_headers.headers), each.http_headers)
            for each in ArchiveIterator(opened)
            if each.rec_type == "response"
        ]
    ((fields, head),) = [
        each for each in found if each[0]["WARC-Target-URI"] == held.url
    ]
    assert fields["WARC-Date"] == "2019-03-04T12:00:00.000000Z"
    source = f"{reading.server.base}/web/20190304120000id_/{held.url}"
    assert fields["WARC-Source-URI"] == source
    assert fields["WARC-Creation-Date"][:4] == today[:4]
    assert head.get_header("Server") == "gazette/1"
    (row,) = reading.house.ask(
        "select captures.url, captures.fetched_at = to_timestamp(?), fetches.url, "
        "fetches.started_at > to_timestamp(?) from ops.captures "
        "join ops.fetches using (capture_id) where captures.url = ?",
        NOON.timestamp(),
        NOON.timestamp(),
        held.url,
    )
    assert row == (held.url, True, source, True)


class StopsBeforeLanding(PlainSteps):
    def store(self, batch: Batch) -> Any:
        raise KeyboardInterrupt


def test_replays_of_a_killed_run_are_taken_in_and_not_asked_for_again(
    reading: Reading,
) -> None:
    for name in ("bridge", "mine"):
        reading.archive.hold(reading.url(name), NOON, page(f"Story {name}"))
    wrong = reading.archive.hold(reading.url("wrong"), NOON, page("Wrong"))
    reading.archive.answers[f"/web/{wrong.timestamp}id_/{wrong.url}"] = Answer(
        body=page("The archive is down for maintenance")
    )
    with pytest.raises(KeyboardInterrupt):
        reading.house.run(steps=StopsBeforeLanding)
    reading.hits()
    summary = reading.house.run()
    asked = {target.rpartition("/")[2] for target in reading.replays()}
    assert asked <= {"wrong"}
    assert reading.house.one("select count(*) from articles") == 2
    assert summary.run.counts["articles"] == 2
    assert reading.versions("bridge")[0][2] == NOON.timestamp()


def test_what_a_killed_run_left_of_a_replay_is_known_by_the_replay(
    reading: Reading,
) -> None:
    reading.archive.hold(reading.url("bridge"), NOON, page("Story"))
    with pytest.raises(KeyboardInterrupt):
        reading.house.run(steps=StopsBeforeLanding)
    sources = {each.id: each for each in read_sources(reading.house.settings.sources)}
    with open_context(reading.house.settings) as context:
        (gathered,), _ = adopt(context, find_leftovers(context), sources)
        fetches = [visit.fetch for visit in gathered.visits if visit.fetch]
    assert [each.url for each in fetches] == [
        f"{reading.server.base}/web/20190304120000id_/{reading.url('bridge')}"
    ]
    assert fetches[0].started_at > NOON + 1000 * HOUR
