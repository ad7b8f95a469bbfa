"""The whole path over a small news internet: three runs, nothing lost, none twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows.runs import PlainSteps, Summary, run_ingest
from tests.flows.worlds import House, house, pages_asked
from tests.newsworld.score import Score, score
from tests.newsworld.server import Hit
from tests.newsworld.world import World
from transforms.errors import UsageError
from transforms.records import Block

REVISED = "harbour-gazette"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One run as it was seen from outside."""

    summary: Summary
    hits: tuple[Hit, ...]
    score: Score
    contents: dict[str, list[tuple[Any, ...]]]
    repeated_keys: dict[str, int]

    def asked(self) -> set[tuple[str, str]]:
        """Publisher and path of the pages."""
        return set(pages_asked(self.hits))


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Three runs: everything is new, nothing is, a little is."""

    house: House
    first: Told
    second: Told
    third: Told
    published: set[tuple[str, str]]
    """Publisher and path of what was published or changed before the third run."""
    revised: tuple[str, str]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    world = World(seed=7, publishers=4, history_days=2, per_day=3)
    with world.serve() as served:
        here = house(tmp_path_factory.mktemp("runs"), served.authorities())
        served.write_sources(here.settings.sources)

        def run() -> Told:
            served.forget_log()
            summary = here.run()
            return Told(
                summary=summary,
                hits=served.log(),
                score=score(world.truth(), here.articles()),
                contents=here.contents(),
                repeated_keys=here.repeated_keys(),
            )

        first, second = run(), run()
        before = world.now
        world.tick(hours=9)
        article = world.articles(REVISED)[-1]
        lead = Block(kind="lead", text="The lead is another one now, said the mayor.")
        world.revise(article, (lead, *article.versions[0].blocks[1:]))
        yield Story(
            house=here,
            first=first,
            second=second,
            third=run(),
            published={
                (each.publisher, each.path)
                for each in world.articles()
                if any(version.published_at > before for version in each.versions)
            },
            revised=(article.publisher, article.path),
        )


def test_first_run_loads_every_article_once(story: Story) -> None:
    found = story.first.score
    assert found.expected == 24
    assert found.recall == 1.0
    assert found.missed == ()
    assert found.unexpected == ()
    assert found.repeated == ()


def test_first_run_reads_titles_dates_and_paragraphs_right(story: Story) -> None:
    found = story.first.score
    assert found.title_accuracy == 1.0
    assert found.author_accuracy == 1.0
    assert found.date_accuracy == 1.0
    assert found.paragraph_precision is not None
    assert found.paragraph_precision > 0.98
    assert found.duplicate_precision == 1.0


def test_first_run_counts_what_it_did(story: Story) -> None:
    summary = story.first.summary
    assert summary.run.state == "completed"
    assert summary.failures == 0
    assert summary.run.counts["articles"] == 24
    assert summary.run.counts["versions"] == 24
    assert summary.run.counts["facts"] == len(story.first.contents["facts"]) > 0
    rows = {row["source"]: row for row in summary.table()}
    assert len(rows) == 4
    for row in rows.values():
        assert row["listed"] == row["pages"] == row["read"] == 6
        # 6 pages, the feed and robots.txt.
        assert row["requests"] == 8
        assert row["failures"] == 0


def test_every_request_of_the_first_run_has_its_row(story: Story) -> None:
    rows = story.house.ask(
        "select kind, count(*) from ops.fetches "
        "where started_at <= (select min(finished_at) from ops.runs) group by kind"
    )
    assert dict(rows) == {"listing": 4, "robots": 4, "page": 24}
    assert len(story.first.hits) == 32


def test_requests_say_who_asks_and_take_compressed_answers(story: Story) -> None:
    for hit in story.first.hits:
        assert hit.user_agent is not None
        assert hit.user_agent.startswith("Dateline/")
        assert hit.accept_encoding is not None
        assert "gzip" in hit.accept_encoding


def test_no_host_is_held_by_two_hands(story: Story) -> None:
    assert {hit.in_flight for hit in story.first.hits} == {1}


def test_second_run_asks_for_feeds_alone_and_is_answered_304(story: Story) -> None:
    assert story.second.asked() == set()
    assert len(story.second.hits) == 4
    for hit in story.second.hits:
        assert hit.status == 304
        assert hit.if_none_match or hit.if_modified_since


def test_second_run_changes_nothing(story: Story) -> None:
    assert story.second.contents == story.first.contents
    counts = story.second.summary.run.counts
    assert counts["not_modified"] == 4
    assert counts["articles"] == counts["versions"] == counts["facts"] == 0
    assert story.second.summary.run.state == "completed"


def test_third_run_asks_only_for_what_is_new_or_changed(story: Story) -> None:
    assert story.revised in story.third.asked()
    assert story.third.asked() <= story.published


def test_third_run_loads_what_is_new(story: Story) -> None:
    found = story.third.score
    assert found.expected > 24
    assert found.recall == 1.0
    assert found.repeated == ()
    counts = story.third.summary.run.counts
    assert counts["articles"] == found.expected - 24
    assert counts["versions"] == len(story.third.asked())


def test_a_changed_article_gains_a_version_and_keeps_the_old_one(story: Story) -> None:
    publisher, path = story.revised
    rows = story.house.ask(
        "select ordinal, text from versions inner join articles using (article_id) "
        "where source_id = ? and contains(url, ?) order by ordinal",
        publisher,
        path,
    )
    assert [ordinal for ordinal, _ in rows] == [1, 2]
    assert "another one now" not in rows[0][1]
    assert "another one now" in rows[1][1]


def test_no_key_is_in_a_table_twice_after_any_run(story: Story) -> None:
    for told in (story.first, story.second, story.third):
        assert told.repeated_keys == {}


def test_every_run_has_its_row(story: Story) -> None:
    rows = story.house.ask("select flow, state from ops.runs order by started_at")
    assert rows == [("ingest", "completed")] * 3


def test_nothing_is_left_waiting_or_unsettled(story: Story) -> None:
    settings = story.house.settings
    assert list(settings.landing.iterdir()) == []
    assert list(settings.captures.glob("*.open*")) == []


def test_every_fact_stands_on_its_words(story: Story) -> None:
    wrong = story.house.ask(
        "select fact_id from readings.every_kind as facts "
        "inner join versions using (version_id) where facts.evidence <> "
        "substring(text, facts.start_char + 1, facts.end_char - facts.start_char)"
    )
    assert wrong == []


def test_every_version_comes_from_a_capture_that_has_its_row(story: Story) -> None:
    orphans = story.house.one(
        "select count(*) from versions anti join ops.captures using (capture_id)"
    )
    assert orphans == 0


def test_a_name_that_no_source_has_runs_nothing(tmp_path: Path) -> None:
    here = house(tmp_path)
    with pytest.raises(UsageError, match="no source nowhere"):
        run_ingest(here.settings, ["nowhere"], make_steps=PlainSteps)
    assert not here.file.exists()


def test_a_run_without_sources_is_a_run(tmp_path: Path) -> None:
    here = house(tmp_path)
    summary = here.run()
    assert summary.run.state == "completed"
    assert here.ask("select state from ops.runs") == [("completed",)]


def test_only_the_named_sources_are_polled(tmp_path: Path) -> None:
    world = World(seed=7, publishers=3, history_days=1, per_day=1)
    with world.serve() as served:
        here = house(tmp_path, served.authorities())
        served.write_sources(here.settings.sources)
        here.run("civic-ledger")
        assert {hit.publisher for hit in served.log()} == {"civic-ledger"}
    assert here.ask("select source_id from sources") == [("civic-ledger",)]
