"""Bad input is normal input: a counted failure with its reason, and the run goes on.

One run over a dozen publishers, each with a trouble of its own; then another.
"""

import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.__main__ import main
from flows.runs import Summary
from tests.flows.worlds import (
    RSS,
    House,
    Site,
    house,
    page,
    pages_asked,
    rss,
    write_feed_source,
)
from tests.newsworld.answers import Answer
from tests.newsworld.score import Score, score
from tests.newsworld.server import Hit, SiteServer, serving
from tests.newsworld.world import World
from transforms import articles, facts
from transforms.facts.documents import Document
from transforms.records import Article, Capture, Source
from warehouse import landing

PATIENCE_SECONDS = 60.0

FEED_TROUBLE = {
    "harbour-gazette": ("404", "http-404"),
    "visnyk-skhodu": ("html-instead-of-feed", "html-instead-of-feed"),
    "civic-ledger": ("empty", "empty-body"),
    "mirror-tribune": ("500", "http-500"),
}
"""Publisher, its feed's fault, and the reason that is counted."""

PAGE_TROUBLE = {
    "continental-wire": ("no-text", "no-text"),
    "harbour-gazette-2": ("404", "http-404"),
    "visnyk-skhodu-2": ("410", "http-410"),
    "civic-ledger-2": ("reset", "short-body"),
    "mirror-tribune-2": ("redirect-home", "redirected-home"),
    "continental-wire-2": ("redirect-loop", "redirect-loop"),
    "harbour-gazette-3": ("empty", "empty-body"),
}
"""Publisher, the fault of its newest page, and the reason that is counted."""

READ_ANYWAY = {"mirror-tribune-3": "latin-1-without-charset"}
FORBIDDING = "continental-wire-3"
MENDED = "harbour-gazette-2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """Two runs over the same troubles; between them the 404 page was mended."""

    house: House
    first: Summary
    second: Summary
    first_score: Score
    second_hits: tuple[Hit, ...]
    slugs: tuple[str, ...]
    troubled: dict[str, str]
    """Address of the troubled page as the feed names it, by publisher."""

    def reasons(self, summary: Summary, source_id: str) -> list[str]:
        """Reasons of what failed of one source."""
        return [
            failure.reason
            for failure in summary.failed
            if failure.source_id == source_id
        ]


@contextmanager
def closed_port() -> Iterator[int]:
    """A port of this machine at which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bad]:
    world = World(seed=5, publishers=15, history_days=1, per_day=2)
    quiet = Site()
    quiet.answers["/feed"] = Answer(body=rss([]), content_type=RSS)
    faults = {slug: fault for slug, (fault, _) in PAGE_TROUBLE.items()} | READ_ANYWAY
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr("flows.fetching.retrying._FIRST_WAIT_SECONDS", 0.01)
        served = stack.enter_context(world.serve())
        (quiet_server,) = stack.enter_context(serving({"quiet": quiet})).values()
        port = stack.enter_context(closed_port())
        authorities = (
            *served.authorities(),
            quiet_server.authority,
            f"127.0.0.1:{port}",
        )
        here = house(tmp_path_factory.mktemp("bad"), authorities)
        sources = here.settings.sources
        served.write_sources(sources)
        write_feed_source(sources, "quiet", f"{quiet_server.base}/feed")
        write_feed_source(sources, "unreachable", f"http://127.0.0.1:{port}/feed")
        write_feed_source(sources, "not-allowed", "http://127.0.0.1:9/feed")
        for slug, (fault, _) in FEED_TROUBLE.items():
            world.fault(served.publisher(slug).feeds[0], fault)
        newest = {slug: world.articles(slug)[0] for slug in world.publishers}
        for slug, fault in faults.items():
            world.fault(world.url(newest[slug]), fault)
        links = {each.article_id: each.feed_url for each in world.truth()}
        world.set_robots(FORBIDDING, "User-agent: *\nDisallow: /news/\n")
        first = here.run()
        first_score = score(world.truth(), here.articles())
        world.mend(world.url(newest[MENDED]))
        served.forget_log()
        second = here.run()
        yield Bad(
            house=here,
            first=first,
            second=second,
            first_score=first_score,
            second_hits=served.log(),
            slugs=tuple(world.publishers),
            troubled={slug: links[newest[slug].article_id] for slug in faults},
        )


@pytest.mark.parametrize("slug", FEED_TROUBLE)
def test_a_troubled_feed_is_one_counted_failure(bad: Bad, slug: str) -> None:
    reason = FEED_TROUBLE[slug][1]
    assert bad.reasons(bad.first, slug) == [reason]
    assert (slug, reason) in bad.house.failures()


@pytest.mark.parametrize("slug", PAGE_TROUBLE)
def test_a_troubled_page_is_one_counted_failure_beside_its_neighbour(
    bad: Bad, slug: str
) -> None:
    reason = PAGE_TROUBLE[slug][1]
    assert bad.reasons(bad.first, slug) == [reason]
    assert (bad.troubled[slug], reason) in bad.house.ask(
        "select url, reason from ops.failures where source_id = ?", slug
    )
    titles = bad.house.ask("select title from articles where source_id = ?", slug)
    assert len(titles) >= 1


def test_an_unreachable_source_is_a_counted_failure(bad: Bad) -> None:
    (failure,) = [each for each in bad.first.failed if each.source_id == "unreachable"]
    assert failure.reason in {"unreachable", "robots-unreachable"}
    assert "unreachable" in failure.detail
    assert failure.traceback is None


def test_an_address_that_is_not_allowed_is_never_asked(bad: Bad) -> None:
    (failure,) = [each for each in bad.first.failed if each.source_id == "not-allowed"]
    assert "unsafe-address" in f"{failure.reason} {failure.detail}"


def test_robots_txt_forbids_its_pages_and_says_so(bad: Bad) -> None:
    assert bad.reasons(bad.first, FORBIDDING) == ["disallowed", "disallowed"]
    assert (
        bad.house.one(
            "select count(*) from ops.captures where source_id = ? and kind = 'page'",
            FORBIDDING,
        )
        == 0
    )


def test_a_feed_without_items_is_a_failure(bad: Bad) -> None:
    assert bad.reasons(bad.first, "quiet") == ["no-items"]
    assert bad.first.by_source["quiet"]["listed"] == 0


@pytest.mark.parametrize("slug", [*READ_ANYWAY, "visnyk-skhodu-3"])
def test_pages_in_other_encodings_are_read_right(bad: Bad, slug: str) -> None:
    assert bad.reasons(bad.first, slug) == []
    texts = bad.house.ask(
        "select text from versions inner join articles using (article_id) "
        "where source_id = ?",
        slug,
    )
    assert len(texts) == 2
    for (text,) in texts:
        assert "\ufffd" not in text


def test_everything_that_could_be_read_was_read_right(bad: Bad) -> None:
    hidden = {*FEED_TROUBLE, FORBIDDING}
    rows = bad.house.ask("select source_id, count(*) from articles group by all")
    assert dict(rows) == {
        slug: 1 if slug in PAGE_TROUBLE and slug != MENDED else 2
        for slug in bad.slugs
        if slug not in hidden
    }
    assert bad.first_score.unexpected == ()
    assert bad.first_score.repeated == ()
    assert bad.first_score.title_accuracy == 1.0
    assert bad.first_score.paragraph_precision is not None
    assert bad.first_score.paragraph_precision > 0.98


def test_every_failure_of_the_summary_has_its_row_and_no_other(bad: Bad) -> None:
    rows = bad.house.ask(
        "select source_id, url, stage, reason, detail from ops.failures "
        "where run_id = ? order by all",
        bad.first.run.run_id,
    )
    told = [
        (each.source_id, each.url, each.stage, each.reason, each.detail)
        for each in bad.first.failed
    ]
    assert rows == sorted(told, key=lambda row: [str(value) for value in row])
    assert bad.first.run.counts["failures"] == len(rows)


def test_foreseen_failures_leave_the_run_completed(bad: Bad) -> None:
    assert bad.first.run.state == "completed"
    assert bad.first.run.counts.get("unforeseen", 0) == 0


def test_failed_requests_have_their_row_with_the_reason(bad: Bad) -> None:
    rows = bad.house.ask(
        "select distinct failure_reason from ops.fetches where source_id = ?",
        "civic-ledger-2",
    )
    assert ("short-body",) in rows


def test_answers_that_are_no_articles_are_in_the_archive_too(bad: Bad) -> None:
    for slug, status in (("harbour-gazette-2", 404), ("visnyk-skhodu-2", 410)):
        found = bad.house.ask(
            "select status from ops.captures where url = ? order by fetched_at",
            bad.troubled[slug],
        )
        assert found[0] == (status,)


def test_a_page_that_failed_is_asked_for_again_and_one_that_is_gone_is_not(
    bad: Bad,
) -> None:
    asked = {slug for slug, _ in pages_asked(bad.second_hits)}
    assert MENDED in asked
    assert "civic-ledger-2" in asked
    assert "visnyk-skhodu-2" not in asked
    assert bad.reasons(bad.second, MENDED) == []
    assert bad.house.one(
        "select count(*) from articles where url = ?",
        bad.troubled[MENDED],
    )


def test_a_page_without_text_is_not_asked_for_at_every_run(bad: Bad) -> None:
    asked = {slug for slug, _ in pages_asked(bad.second_hits)}
    assert "continental-wire" not in asked
    assert "harbour-gazette-3" not in asked


def test_what_robots_txt_forbids_is_not_asked_for_at_all(bad: Bad) -> None:
    assert FORBIDDING not in {slug for slug, _ in pages_asked(bad.second_hits)}


@pytest.fixture
def one_site(tmp_path: Path) -> Iterator[tuple[House, Site, SiteServer]]:
    """A home with one source, and its site with three articles."""
    site = Site()
    with serving({"post": site}) as servers:
        server = servers["post"]
        here = house(tmp_path, [server.authority])
        write_feed_source(here.settings.sources, "post", f"{server.base}/feed")
        site.list_pages(server.base, "one", "two", "three")
        yield here, site, server


OneSite = tuple[House, Site, SiteServer]


def test_what_nobody_foresaw_in_one_article_keeps_its_traceback(
    one_site: OneSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _, server = one_site
    read = articles.READERS["text/html"]

    def divide(body: bytes, capture: Capture, source: Source) -> Article:
        if capture.url.endswith("/two"):
            raise ZeroDivisionError("in a reader")
        return read(body, capture, source)

    monkeypatch.setattr(articles, "READERS", {"text/html": divide})
    summary = here.run()
    (failure,) = summary.failed
    assert (failure.reason, failure.url) == ("unforeseen", f"{server.base}/two")
    assert failure.detail == "ZeroDivisionError: in a reader"
    assert summary.run.state == "failed"
    assert here.one("select count(*) from articles") == 2
    (trace,) = here.ask("select traceback from ops.failures")
    assert "in divide" in trace[0]


def test_an_extractor_that_fails_leaves_its_article_without_facts(
    one_site: OneSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _, _ = one_site
    extract = facts.extract

    def fail(document: Document) -> Mapping[str, tuple[facts.Fact, ...]]:
        if "Story two" in document.text:
            raise ZeroDivisionError("in an extractor")
        return extract(document)

    monkeypatch.setattr(facts, "extract", fail)
    summary = here.run()
    assert [failure.reason for failure in summary.failed] == ["unforeseen"]
    rows = here.ask(
        "select title, facts_skipped, "
        "(select count(*) from money where version_id = versions.version_id) "
        "from versions order by title"
    )
    assert [(title, skipped) for title, skipped, _ in rows] == [
        ("Story one", None),
        ("Story three", None),
        ("Story two", "failed"),
    ]
    assert [count > 0 for _, _, count in rows] == [True, True, False]


HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "reader")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(here: House, manner: str) -> Iterator[int]:
    """The warehouse in the hands of another process; gives its id."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(here.settings.warehouse), manner],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process.pid
        finally:
            process.stdin.close()
            process.wait(PATIENCE_SECONDS)


@pytest.mark.parametrize("manner", ["writer", "reader"])
def test_a_held_warehouse_lets_its_batch_wait_and_loads_it_later(
    one_site: OneSite, manner: str
) -> None:
    here, site, server = one_site
    here.run()
    hasty = here.replace(patience_seconds=0.0)
    late = here.replace(patience_seconds=0.0, late_after_seconds=0.0)
    site.list_pages(server.base, "one", "two", "three", "four")
    with held(here, manner) as holder:
        summary = hasty.run()
        assert [failure.reason for failure in summary.failed] == ["warehouse-held"]
        assert f"process {holder}" in summary.failed[0].detail
        assert summary.waiting > 0
        assert "waiting in landing" in summary.sentence()
        assert summary.run.state == "completed"
        waiting = len(landing.pending(here.settings.landing))
        assert waiting == summary.waiting
        server.hits.clear()
        # What waits is known: nothing is asked for a second time.
        again = late.run("post")
        assert again.waiting > waiting
        assert again.run.state == "failed"
        assert pages_asked(server.hits) == []
    after = here.run()
    assert after.waiting == 0
    assert after.failures == 0
    assert landing.pending(here.settings.landing) == []
    assert here.one("select count(*) from articles") == 4
    assert (None, "warehouse-held") in here.failures()
    assert here.repeated_keys() == {}
    states = here.ask("select state from ops.runs order by started_at")
    assert states == [("completed",), ("completed",), ("failed",), ("completed",)]


def test_a_batch_that_does_not_fit_is_put_aside_and_the_others_load(
    one_site: OneSite,
) -> None:
    here, _, _ = one_site
    poison = here.settings.landing / "20200101T000000000000-poison"
    poison.mkdir(parents=True)
    (poison / "captures.jsonl").write_text('{"capture_id": "no id"}\n', "utf-8")
    summary = here.run()
    assert here.one("select count(*) from articles") == 3
    (failure,) = summary.failed
    assert failure.stage == "load" or failure.reason == "unforeseen"
    assert (None, failure.reason) in here.failures()
    aside = here.settings.landing / landing.REFUSED / poison.name
    assert (aside / "captures.jsonl").exists()
    assert "no id" in (aside / "reason.txt").read_text("utf-8")
    assert here.run().failures == 0


def test_a_run_with_failures_ends_with_code_1_and_a_clean_one_with_0(
    one_site: OneSite,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    here, site, server = one_site
    monkeypatch.setenv("DATELINE_ALLOW_ADDRESSES", server.authority)
    places = ["--home", str(here.settings.home)]
    places += ["--sources", str(here.settings.sources)]
    site.answers["/two"] = Answer(status=404, body=page("Not found"))
    assert main([*places, "ingest", "--direct"]) == 1
    shown = capsys.readouterr().err
    assert f"http-404: {server.base}/two" in shown
    assert "Traceback" not in shown
    site.list_pages(server.base, "one", "two", "three")
    assert main([*places, "ingest", "--direct"]) == 0
