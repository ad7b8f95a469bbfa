"""One source while it is polled: which links are worth a request, and what came."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from flows.context import RunContext, open_context
from flows.permission import Permission
from flows.polling import Poll
from flows.registry import read_sources
from flows.runs import run_ingest
from flows.steps import gather
from flows.visits import page_error
from flows.walks import Walk
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
from tests.newsworld.answers import Answer, Request, finish
from tests.newsworld.server import Hit, SiteServer, serving
from transforms.freshness import Known, link_digest
from transforms.records import Link
from warehouse.read import Memory

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class Post:
    """A home with one source; its site, with validators, and its log."""

    def __init__(self, here: House, site: Site, server: SiteServer) -> None:
        self.house = here
        self.site = site
        self.server = server

    def hits(self) -> list[Hit]:
        """What was asked since the last call."""
        hits = list(self.server.hits)
        self.server.hits.clear()
        return hits

    def put(self, path: str, answer: Answer) -> None:
        """An answer with validators."""
        self.site.answers[path] = replace(answer, modified_at=LONG_AGO)

    @contextmanager
    def context(
        self, later: timedelta = timedelta(0), *, due_only: bool = False
    ) -> Iterator[RunContext]:
        """A run's context, some time from now."""
        settings, shifted = self.house.settings, partial(_shifted, later)
        with open_context(settings, now=shifted, due_only=due_only) as context:
            yield context


def _shifted(later: timedelta) -> datetime:
    return datetime.now(UTC) + later


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    site = Site()
    with serving({"post": lambda request: finish(request, site(request))}) as servers:
        server = servers["post"]
        here = house(tmp_path, [server.authority])
        write_feed_source(here.settings.sources, "post", f"{server.base}/feed")
        site.list_pages(server.base, "one", "two", "three")
        post = Post(here, site, server)
        for path, answer in list(site.answers.items()):
            post.put(path, answer)
        yield post


def test_pages_past_the_most_of_a_run_are_due_in_the_next(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.polling.PAGES_MAX", 2)
    assert post.house.run().run.counts["pages"] == 2
    post.hits()
    second = post.house.run()
    # The listing is answered 304: its links come from the archive.
    assert [hit.status for hit in post.hits()] == [304, 200]
    assert second.run.counts["pages"] == 1
    assert post.house.one("select count(*) from articles") == 3


def test_a_page_that_failed_is_found_through_an_unchanged_listing(post: Post) -> None:
    whole = post.site.answers.pop("/two")
    assert [each.reason for each in post.house.run().failed] == ["http-404"]
    post.put("/two", whole)
    post.hits()
    assert post.house.run().failures == 0
    assert [(hit.target, hit.status) for hit in post.hits()] == [
        ("/feed", 304),
        ("/two", 200),
    ]


def test_spellings_of_one_address_are_asked_for_once(post: Post) -> None:
    base = post.server.base
    items = [
        (f"{base}/one?utm_source=rss", "Story one"),
        (f"{base}/one", "Story one"),
        (f"{base}/one#comments", "Story one, discussed"),
        (f"{base}/two", "Story two"),
    ]
    post.put("/feed", Answer(body=rss(items), content_type=RSS))
    post.house.run()
    assert [path for _, path in pages_asked(post.hits())] == ["/one", "/two"]
    assert post.house.one("select count(*) from articles") == 2


def test_two_listings_with_the_same_page_ask_for_it_once(post: Post) -> None:
    base = post.server.base
    items = [(f"{base}/one", "Story one"), (f"{base}/three", "Story three")]
    post.put("/sport", Answer(body=rss(items), content_type=RSS))
    folder = post.house.settings.sources
    write_feed_source(folder, "post", f"{base}/feed", f"{base}/sport")
    summary = post.house.run()
    pages = [path for _, path in pages_asked(post.hits()) if path != "/sport"]
    assert sorted(pages) == ["/one", "/three", "/two"]
    assert summary.by_source["post"]["listed"] == 5


def test_a_broken_listing_does_not_keep_the_other_from_being_read(post: Post) -> None:
    base = post.server.base
    folder = post.house.settings.sources
    write_feed_source(folder, "post", f"{base}/absent", f"{base}/feed")
    summary = post.house.run()
    assert [failure.reason for failure in summary.failed] == ["http-404"]
    assert post.house.one("select count(*) from articles") == 3


def test_young_pages_are_looked_at_again_with_their_validators(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.house.run()
    post.hits()
    post.put("/two", Answer(body=page("Story two", "It is told in other words now.")))
    monkeypatch.setattr(
        "flows.runs.open_context",
        partial(open_context, now=partial(_shifted, timedelta(hours=2))),
    )
    summary = post.house.run()
    hits = {hit.target: hit for hit in post.hits()}
    assert {target: hit.status for target, hit in hits.items()} == {
        "/feed": 304,
        "/one": 304,
        "/two": 200,
        "/three": 304,
    }
    assert hits["/one"].if_none_match is not None
    assert summary.run.counts["unchanged"] == 2
    assert summary.run.counts["not_modified"] == 3
    rows = post.house.ask(
        "select title, version_count, last_seen_at > first_seen_at from articles "
        "order by title"
    )
    assert rows == [
        ("Story one", 1, True),
        ("Story three", 1, True),
        ("Story two", 2, True),
    ]


def test_the_same_bytes_again_are_seen_and_not_read(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server without validators gives the whole page each time."""
    for path in ("/one", "/two", "/three"):
        answer = replace(post.site.answers[path], modified_at=None)
        post.site.answers[path] = answer
    post.house.run()
    monkeypatch.setattr(
        "flows.runs.open_context",
        partial(open_context, now=partial(_shifted, timedelta(hours=2))),
    )
    summary = post.house.run()
    assert summary.run.counts["unchanged"] == 3
    assert summary.run.counts["pages"] == 0
    assert post.house.one("select count(*) from versions") == 3
    # Each response has its record all the same.
    assert post.house.one("select count(*) from ops.captures where kind = 'page'") == 6


def test_a_listing_whose_archive_was_moved_away_is_asked_for_in_full(
    post: Post,
) -> None:
    post.house.run()
    post.hits()
    for file in post.house.settings.captures.glob("*.warc.gz"):
        file.rename(post.house.settings.home / file.name)
    summary = post.house.run()
    assert summary.failures == 0
    assert [(hit.target, hit.status) for hit in post.hits()] == [
        ("/robots.txt", 404),
        ("/feed", 200),
    ]


def test_relative_links_of_a_moved_feed_mean_the_same_after_a_304(post: Post) -> None:
    moved = Answer(status=302, headers=(("Location", "/news/feed"),))
    items = [("one", "Story one"), ("two", "Story two")]
    post.site.answers["/feed"] = moved
    post.put("/news/feed", Answer(body=rss(items), content_type=RSS))
    for name in ("one", "two"):
        post.put(f"/news/{name}", Answer(body=page(f"Story {name}")))
    post.house.run()
    post.hits()
    summary = post.house.run()
    assert summary.failures == 0
    assert [(hit.target, hit.status) for hit in post.hits()] == [
        ("/feed", 302),
        ("/news/feed", 304),
    ]


def test_a_304_that_nobody_asked_for_is_a_failure(post: Post) -> None:
    post.site.answers["/feed"] = Answer(status=304, content_type=None)
    assert [each.reason for each in post.house.run().failed] == ["http-304"]


def test_items_that_nobody_can_fetch_are_each_counted(post: Post) -> None:
    feed = rss([(f"{post.server.base}/one", "Story one")]).replace(
        b"</channel>",
        b"<item><title>No link</title></item><item><title>Nor here</title></item>"
        b"<item><title>Bad link</title><link>http://[::1</link></item></channel>",
    )
    post.put("/feed", Answer(body=feed, content_type=RSS))
    summary = post.house.run()
    assert sorted(each.reason for each in summary.failed) == [
        "bad-link",
        "item-without-link",
        "item-without-link",
    ]
    assert post.house.one("select count(*) from ops.failures") == 3
    assert post.house.one("select count(*) from articles") == 1


def _poll(context: RunContext) -> Poll:
    (source,) = read_sources(context.settings.sources)
    return Poll(context, source)


def _feed(post: Post, count: int, days_apart: int, undated: int = 0) -> None:
    newest = datetime(2024, 3, 20, tzinfo=UTC)
    items = "".join(
        f"<item><link>{post.server.base}/{number}</link>"
        + (
            ""
            if number == undated
            else f"<pubDate>{newest - timedelta(days=days_apart * number):%d %b %Y} "
            "08:00:00 GMT</pubDate>"
        )
        + "</item>"
        for number in range(count)
    )
    body = f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()
    post.put("/feed", Answer(body=body, content_type=RSS))


def _listed(post: Post) -> list[int]:
    with post.context() as context:
        (source,) = read_sources(context.settings.sources)
        walk = Walk(context, source, Poll(context, source))
        links = walk.links(source.listings[0])
    return [int(link.url.rpartition("/")[2]) for link in links]


def test_pages_are_kept_before_the_listing_that_named_them(post: Post) -> None:
    _feed(post, count=3, days_apart=1)
    (source,) = read_sources(post.house.settings.sources)
    with post.context() as context:
        visits = gather(context, source).visits
    kinds = [visit.fetch.kind for visit in visits if visit.fetch]
    assert kinds == ["page"] * 3 + ["robots", "listing"]


def test_a_short_feed_is_taken_whatever_the_age_of_its_items(post: Post) -> None:
    _feed(post, count=100, days_apart=30)
    assert len(_listed(post)) == 100


def test_the_far_past_of_an_endless_feed_is_left_to_a_backfill(post: Post) -> None:
    # Item 90 is 90 days old, yet among the first 100; from 101 on all are too old.
    _feed(post, count=150, days_apart=1, undated=140)
    assert _listed(post) == [*range(100), 140]


def test_an_endless_feed_of_recent_items_is_taken_whole(post: Post) -> None:
    _feed(post, count=150, days_apart=0)
    assert len(_listed(post)) == 150


def test_robots_txt_is_asked_for_once_a_day(post: Post) -> None:
    (source,) = read_sources(post.house.settings.sources)
    url = f"{post.server.base}/one"
    post.house.run()
    post.hits()
    for hours, asked in ((1, 0), (23, 0), (25, 1)):
        with post.context(timedelta(hours=hours)) as context:
            permission = Permission(context, source)
            permission.verdict(url)
            permission.verdict(url)
        assert [hit.target for hit in post.hits()] == ["/robots.txt"] * asked


@pytest.mark.parametrize(
    ("own", "robots", "expected"),
    [
        (None, "", 1.0),
        (None, "User-agent: *\nCrawl-delay: 7\n", 7.0),
        (0.0, "", 0.0),
        (3.0, "User-agent: *\nCrawl-delay: 2\n", 3.0),
        (0.5, "User-agent: *\nCrawl-delay: 2\n", 2.0),
    ],
)
def test_the_longer_of_both_delays_counts(
    post: Post, own: float | None, robots: str, expected: float
) -> None:
    post.put("/robots.txt", Answer(body=robots.encode(), content_type="text/plain"))
    (source,) = read_sources(post.house.settings.sources)
    source = replace(source, min_delay_seconds=own)
    with post.context() as context:
        verdict = Permission(context, source).verdict(f"{post.server.base}/one")
    assert verdict.crawl_delay == expected


def test_an_agent_of_its_own_reaches_the_publisher(post: Post) -> None:
    path = post.house.settings.sources / "post.toml"
    path.write_text(f'user_agent = "Reader/1"\n{path.read_text("utf-8")}', "utf-8")
    post.house.run()
    agents = {hit.target: hit.user_agent for hit in post.hits()}
    assert agents["/feed"] == agents["/one"] == "Reader/1"


SITE = "https://harbour.example"


@pytest.mark.parametrize(
    ("status", "url", "final_url", "reason"),
    [
        (200, "/2024/flood", "/2024/flood", None),
        (200, "/2024/flood", "/2024/flood?page=1", None),
        (404, "/2024/flood", "/2024/flood", "http-404"),
        (204, "/2024/flood", "/2024/flood", "http-204"),
        (500, "/2024/flood", "/2024/flood", "http-500"),
        (200, "/2024/flood", "/", "redirected-home"),
        (200, "/", "/", None),
        (200, "/?p=12", "/2024/flood", None),
    ],
)
def test_what_is_no_page_of_an_article_is_told(
    status: int, url: str, final_url: str, reason: str | None
) -> None:
    error = page_error(status, SITE + url, SITE + final_url)
    assert (error.reason if error else None) == reason


def test_a_failed_request_says_what_it_cost(post: Post) -> None:
    whole = post.site.answers["/two"]
    post.site.answers["/two"] = replace(whole, manner="short", modified_at=None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.fetching.retrying._FIRST_WAIT_SECONDS", 0.01)
        post.house.run()
    (row,) = post.house.ask(
        "select failure_reason, seconds > 0, wire_bytes > 0, status "
        "from ops.fetches where url like '%/two'"
    )
    assert row == ("short-body", True, True, None)


def test_a_link_that_says_something_else_is_another(post: Post) -> None:
    link = Link(url=f"{SITE}/a", listing_url=SITE, title="One")
    assert link_digest(link) != link_digest(replace(link, title="Two"))


def test_after_a_day_asleep_one_run_covers_the_gap_and_late_ones_ask_for_nothing(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.house.run()
    post.hits()
    post.site.list_pages(post.server.base, "one", "two", "three", "four", "five")
    _later(monkeypatch, 24)
    settings = post.house.settings
    summary = run_ingest(settings, due_only=True)
    assert summary.run.counts["articles"] == 2
    asked = [hit.target for hit in post.hits()]
    assert [asked.count(path) for path in ("/feed", "/four", "/five")] == [1, 1, 1]
    for _ in range(2):
        assert run_ingest(settings, due_only=True).run.counts["articles"] == 0
    assert post.hits() == []
    assert post.house.repeated_keys() == {}


def test_a_listing_is_left_alone_until_its_interval_has_passed(post: Post) -> None:
    _feed(post, count=3, days_apart=1)
    post.house.run()
    post.hits()
    asked = []
    (source,) = read_sources(post.house.settings.sources)
    for minutes in (30, 61):
        with post.context(timedelta(minutes=minutes), due_only=True) as context:
            gathered = gather(context, source)
        asked.append(sum(hit.target == "/feed" for hit in post.hits()))
        assert gathered.listed == (3 if minutes == 61 else 0)
    assert asked == [0, 1]


def test_the_polling_state_of_a_listing_is_a_row(post: Post) -> None:
    _feed(post, count=3, days_apart=1)
    post.house.run()
    post.house.run()
    columns = "kind, url, polled_url, interval_seconds, failures_in_row, is_disabled"
    rows = post.house.ask(f"select {columns} from ops.source_state")
    url = f"{post.server.base}/feed"
    assert [row[:3] for row in rows] == [("feed", url, url)]
    assert [row[4:] for row in rows] == [(0, False)]
    assert 600 <= rows[0][3] <= 86400


def test_a_listing_that_fails_is_asked_less_often(post: Post) -> None:
    post.put("/feed", Answer(status=404))
    post.house.run()
    query = "select failures_in_row, last_failure_reason from ops.source_state"
    assert post.house.ask(query) == [(1, "http-404")]


def _short_links(post: Post, *names: str) -> None:
    """A second feed whose links are redirects to the pages of the first."""
    base = post.server.base
    for name in names:
        answer = Answer(status=302, headers=(("Location", f"/{name}"),))
        post.site.answers[f"/r/{name}"] = answer
    items = [(f"{base}/r/{name}", f"Story {name}") for name in names]
    post.put("/short", Answer(body=rss(items), content_type=RSS))
    folder = post.house.settings.sources
    write_feed_source(folder, "post", f"{base}/short", f"{base}/feed")


def _later(monkeypatch: pytest.MonkeyPatch, hours: int) -> None:
    shifted = partial(_shifted, timedelta(hours=hours))
    monkeypatch.setattr("flows.runs.open_context", partial(open_context, now=shifted))


def _pages(post: Post) -> list[tuple[str, int]]:
    """Pages asked for since the last call, and what they answered."""
    apart = ("/robots.txt", "/feed", "/short")
    return [(hit.target, hit.status) for hit in post.hits() if hit.target not in apart]


def test_a_page_by_two_addresses_is_sent_once(post: Post) -> None:
    _short_links(post, "one", "two")
    summary = post.house.run()
    assert _pages(post) == [
        ("/r/one", 302),
        ("/one", 200),
        ("/r/two", 302),
        ("/two", 200),
        ("/one", 304),
        ("/two", 304),
        ("/three", 200),
    ]
    assert summary.run.counts["pages"] == 3
    assert post.house.one("select count(*) from articles") == 3
    assert post.house.one("select count(*) from ops.captures where kind = 'page'") == 3
    rows = post.house.ask(
        "select count(*) from ops.fetches "
        "inner join ops.captures on fetches.capture_id = captures.capture_id "
        "where fetches.status = 304 and captures.url like '%/r/%' "
        "and fetches.etag is not null and fetches.link_digest is not null"
    )
    assert rows == [(2,)]


def test_a_page_by_two_addresses_is_known_by_both(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    _short_links(post, "one")
    post.house.run()
    post.hits()
    assert post.house.run().run.counts["unchanged"] == 0
    assert _pages(post) == []
    _later(monkeypatch, 2)
    post.put("/two", Answer(body=page("Story two", "It is told in other words now.")))
    assert post.house.run().run.counts["unchanged"] == 3
    assert _pages(post) == [
        ("/r/one", 302),
        ("/one", 304),
        ("/one", 304),
        ("/two", 200),
        ("/three", 304),
    ]
    query = "select count(*) from articles where last_seen_at > first_seen_at"
    assert post.house.one(query) == 3


def test_a_page_seen_by_its_other_address_alone_is_seen(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    _short_links(post, "one")
    post.house.run()
    folder = post.house.settings.sources
    write_feed_source(folder, "post", f"{post.server.base}/feed")
    _later(monkeypatch, 2)
    post.house.run()
    query = "select count(*) from articles where last_seen_at > first_seen_at"
    assert post.house.one(query) == 3


def test_a_new_link_to_a_page_of_an_earlier_run_is_conditional(post: Post) -> None:
    post.house.run()
    post.hits()
    _short_links(post, "one")
    summary = post.house.run()
    assert _pages(post) == [("/r/one", 302), ("/one", 304)]
    assert (summary.run.counts["pages"], summary.run.counts["unchanged"]) == (0, 1)


def test_a_page_that_changed_is_sent_once_to_two_addresses(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    _short_links(post, "one")
    post.house.run()
    post.hits()
    _later(monkeypatch, 2)
    post.put("/one", Answer(body=page("Story one", "It is told in other words now.")))
    post.house.run()
    assert _pages(post)[:3] == [("/r/one", 302), ("/one", 200), ("/one", 304)]
    query = "select version_count from articles where title = 'Story one'"
    assert post.house.one(query) == 2
    # The old words again, under a new validator.
    post.put("/one", Answer(body=page("Story one")))
    post.hits()
    _later(monkeypatch, 4)
    post.house.run()
    assert _pages(post)[:3] == [("/r/one", 302), ("/one", 200), ("/one", 304)]


def test_every_link_that_leads_home_is_a_failure_even_unchanged(post: Post) -> None:
    base = post.server.base
    post.put("/", Answer(body=page("The Post")))
    for path in ("/gone", "/lost"):
        answer = Answer(status=302, headers=(("Location", "/"),))
        post.site.answers[path] = answer
    items = [(f"{base}/gone", "Gone"), (f"{base}/lost", "Lost")]
    post.put("/feed", Answer(body=rss(items), content_type=RSS))
    summary = post.house.run()
    assert _pages(post) == [("/gone", 302), ("/", 200), ("/lost", 302), ("/", 304)]
    assert [each.reason for each in summary.failed] == ["redirected-home"] * 2
    assert summary.run.counts["unchanged"] == 0


@pytest.mark.parametrize("runs_before", [0, 1])
def test_what_came_as_a_listing_is_not_taken_for_a_page(
    post: Post, runs_before: int
) -> None:
    base = post.server.base
    items = [(f"{base}/one", "Story one")]
    post.put("/sport", Answer(body=rss(items), content_type=RSS))
    folder = post.house.settings.sources
    write_feed_source(folder, "post", f"{base}/feed", f"{base}/sport")
    for _ in range(runs_before):
        post.house.run()
    post.hits()
    answer = Answer(status=302, headers=(("Location", "/sport"),))
    post.site.answers["/all"] = answer
    post.put("/feed", Answer(body=rss([(f"{base}/all", "All")]), content_type=RSS))
    post.house.run()
    hits = [(hit.target, hit.status) for hit in post.hits()]
    assert hits[hits.index(("/all", 302)) + 1] == ("/sport", 200)


def test_a_304_without_validators_leaves_those_that_it_confirms(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Site.__call__

    def terse(site: Site, request: Request) -> Answer:
        if request.path == "/one" and "if-none-match" in request.headers:
            return Answer(status=304, content_type=None)
        return whole(site, request)

    monkeypatch.setattr(Site, "__call__", terse)
    _short_links(post, "one")
    post.house.run()
    post.hits()
    _later(monkeypatch, 2)
    post.house.run()
    assert _pages(post)[:3] == [("/r/one", 302), ("/one", 304), ("/one", 304)]


def test_a_page_answered_304_out_of_the_blue_is_a_failure(post: Post) -> None:
    post.site.answers["/two"] = Answer(status=304, content_type=None)
    assert [each.reason for each in post.house.run().failed] == ["http-304"]


def test_only_redirects_cost_a_look_up_of_their_own(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    _short_links(post, "one")
    asked: list[list[str]] = []
    known = Memory.known

    def noted(memory: Memory, urls: Iterable[str]) -> Mapping[str, Known]:
        asked.append(list(urls))
        return known(memory, asked[-1])

    monkeypatch.setattr(Memory, "known", noted)
    post.house.run()
    base = post.server.base
    pages = {f"{base}/{name}" for name in ("one", "two", "three")}
    assert [urls for urls in asked if set(urls) <= pages] == [[f"{base}/one"]]


def test_two_feeds_that_are_one_file_are_sent_it_once(post: Post) -> None:
    """Within one run; both are known from then on, and read from the archive."""
    base = post.server.base
    for path, status in (("/news", 301), ("/news2", 302)):
        answer = Answer(status=status, headers=(("Location", "/feed"),))
        post.site.answers[path] = answer
    folder = post.house.settings.sources
    write_feed_source(folder, "post", f"{base}/news", f"{base}/news2")
    asked = []
    for _ in range(2):
        summary = post.house.run()
        assert (summary.failures, summary.by_source["post"]["listed"]) == (0, 6)
        asked.append([hit.status for hit in post.hits() if hit.target == "/feed"])
    assert asked == [[200, 304], [304, 304]]
    query = "select count(*) from ops.captures where kind = 'listing'"
    assert post.house.one(query) == 1


def test_a_feed_without_items_is_a_counted_failure(post: Post) -> None:
    _feed(post, count=0, days_apart=1)
    summary = post.house.run()
    assert [failure.reason for failure in summary.failed] == ["no-items"]
    assert post.house.failures() == {("post", "no-items")}


def _fronts(post: Post, *names: str) -> None:
    """A listing of one page after the other; the last leads to ``/behind``."""
    for number, name in enumerate(names, start=1):
        following = f"/front-{number + 1}" if number < len(names) else "/behind"
        links = "".join(
            f'<article><h2><a href="/news/2024/03/{name}-{each}-story-of-the-day">'
            f"A long enough headline of {name} {each}</a></h2></article>"
            for each in range(3)
        )
        html = f'<html><body>{links}<a rel="next" href="{following}">Older</a></body>'
        post.put(f"/front-{number}", Answer(body=html.encode()))
    path = post.house.settings.sources / "post.toml"
    path.write_text(
        'id = "post"\nname = "post"\nlanguage = "en"\nmin_delay_seconds = 0.0\n'
        '[[listings]]\nkind = "page"\n'
        f'url = "{post.server.base}/front-1"\nnext_selector = "a[rel=next]"\n'
    )


def test_a_further_page_without_articles_is_the_end_and_no_failure(post: Post) -> None:
    _fronts(post, "one", "two")
    post.put("/behind", Answer(body=b"<html><body><p>Nothing more.</p></body></html>"))
    summary = post.house.run()
    # The stories themselves are not there.
    assert {each.reason for each in summary.failed} == {"http-404"}
    assert "/behind" in [hit.target for hit in post.hits()]


def test_a_first_page_without_articles_is_a_failure(post: Post) -> None:
    _fronts(post, "one")
    post.put("/front-1", Answer(body=b"<html><body><p>Nothing.</p></body></html>"))
    assert [each.reason for each in post.house.run().failed] == ["no-article-links"]


def test_an_empty_further_page_is_still_the_end_when_it_is_unchanged(
    post: Post,
) -> None:
    _fronts(post, "one")
    post.put("/behind", Answer(body=b"<html><body><p>Nothing more.</p></body></html>"))
    post.house.run()
    post.hits()
    _fronts(post, "new")
    summary = post.house.run()
    behind = [hit.status for hit in post.hits() if hit.target == "/behind"]
    assert behind == [304]
    assert {each.reason for each in summary.failed} == {"http-404"}
