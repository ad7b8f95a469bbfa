"""``dateline sources``: what is listed, what is wrong, what is written, exit codes."""

import json
import os
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.__main__ import main
from flows.commands.findings import Finding, age, counts, explain, finding
from flows.commands.source_drafts import write_new
from flows.registry import read_source
from flows.scouting import Sight
from tests.flows.worlds import (
    RSS,
    House,
    Site,
    house,
    page,
    rss,
    write_feed_source,
    write_files_source,
)
from tests.newsworld.answers import Answer, finish
from tests.newsworld.server import SiteServer, serving
from tests.newsworld.world import World
from tests.warehouse.foreign import http, packed, record
from transforms.errors import FetchError, UnreadableListing, UsageError
from transforms.listings.reading import Reading
from transforms.records import Link, Listing

NOW = datetime(2024, 3, 20, 12, tzinfo=UTC)
URL = "https://gazette.example/feed"
SITEMAP = "<urlset><url><loc>/one</loc></url></urlset>"


class Desk:
    """A home with source files, one site, and the command line."""

    def __init__(
        self, site: Site, server: SiteServer, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.site = site
        self.server = server
        self.base = server.base
        self._capsys = capsys

    def place(self, here: House) -> None:
        """Chooses the home."""
        self.sources = here.settings.sources
        self.house = here

    def __call__(self, *words: str) -> tuple[int, str, str]:
        self._capsys.readouterr()
        try:
            code = main(["sources", *words])
        except SystemExit as ended:
            code = int(ended.code or 0)
        shown = self._capsys.readouterr()
        return code, shown.out, shown.err

    def check(self, *words: str) -> tuple[int, list[str]]:
        """Exit code of ``check`` and its lines but the first and last."""
        code, out, err = self("check", *words)
        assert err == ""
        return code, out.splitlines()[1:-1]


@pytest.fixture
def desk(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Desk]:
    site = Site()
    with serving({"desk": lambda request: finish(request, site(request))}) as servers:
        desk = Desk(site, servers["desk"], capsys)
        desk.place(house(tmp_path, [servers["desk"].authority]))
        _enter(monkeypatch, desk.house, servers["desk"].authority)
        yield desk


def _enter(monkeypatch: pytest.MonkeyPatch, here: House, *authorities: str) -> None:
    for name in [each for each in os.environ if each.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DATELINE_HOME", str(here.settings.home))
    monkeypatch.setenv("DATELINE_SOURCES", str(here.settings.sources))
    monkeypatch.setenv("DATELINE_ALLOW_ADDRESSES", ",".join(authorities))
    monkeypatch.setattr("flows.scouting.MIN_DELAY_SECONDS", 0.0)


def test_a_list_without_a_warehouse_shows_the_files_alone(desk: Desk) -> None:
    write_feed_source(desk.sources, "gazette", f"{desk.base}/feed")
    code, out, err = desk("list")
    assert (code, err) == (0, "")
    assert "articles" not in out
    assert out.split()[-6:] == ["gazette", "gazette", "GB", "en", "feed", "yes"]
    assert desk.server.hits == []


def test_a_list_shows_what_came_of_each_source(desk: Desk) -> None:
    desk.site.list_pages(desk.base, "one", "two")
    write_feed_source(desk.sources, "gazette", f"{desk.base}/feed")
    desk.house.run()
    write_feed_source(desk.sources, "herald", f"{desk.base}/herald")
    code, out, err = desk("list")
    assert (code, err) == (0, "")
    head, gazette, herald = out.splitlines()
    assert head.split()[-4:] == ["last", "poll", "(UTC)", "articles"]
    assert gazette.split()[-1] == "2"
    assert datetime.strptime(" ".join(gazette.split()[-3:-1]), "%Y-%m-%d %H:%M")  # noqa: DTZ007 - only whether it is one
    assert herald.split()[-2:] == ["yes", "0"]


def test_a_damaged_warehouse_does_not_hide_the_list(desk: Desk) -> None:
    write_feed_source(desk.sources, "gazette", f"{desk.base}/feed")
    desk.house.file.write_bytes(b"no warehouse at all" * 1000)
    code, out, err = desk("list")
    assert code == 0
    assert "gazette" in out
    assert err.startswith("without what came of them: ")


def test_check_reads_every_listing_once_and_keeps_nothing(desk: Desk) -> None:
    desk.site.list_pages(desk.base, "one", "two")
    write_feed_source(desk.sources, "gazette", f"{desk.base}/feed")
    code, (line,) = desk.check()
    assert code == 0
    start = f"ok  gazette  feed {desk.base}/feed  2 items; newest item is "
    assert line.startswith(start)
    assert [hit.target for hit in desk.server.hits] == ["/robots.txt", "/feed"]
    assert {path.name for path in desk.house.settings.home.iterdir()} <= {
        "hosts",
        "sources",
    }


def test_check_offline_asks_nobody(desk: Desk) -> None:
    write_feed_source(desk.sources, "gazette", f"{desk.base}/feed")
    code, out, _ = desk("check", "--offline")
    assert (code, out) == (0, f"{desk.sources}: 1 source file, all right\n")
    assert desk.server.hits == []


def test_check_of_a_wrong_file_asks_nobody(desk: Desk) -> None:
    write_feed_source(desk.sources, "gazette", f"{desk.base}/feed")
    (desk.sources / "broken.toml").write_text("id = 3\n", "utf-8")
    code, out, err = desk("check")
    assert (code, out) == (2, "")
    assert "broken.toml: id: " in err
    assert desk.server.hits == []


def test_check_of_an_unknown_source_is_wrong_usage(desk: Desk) -> None:
    write_feed_source(desk.sources, "gazette", f"{desk.base}/feed")
    code, _, err = desk("check", "nowhere")
    assert code == 2
    assert "no source nowhere; there are: gazette" in err


def test_check_reads_the_named_sources_only(desk: Desk) -> None:
    desk.site.list_pages(desk.base, "one")
    path = write_feed_source(desk.sources, "gazette", f"{desk.base}/feed")
    off = path.read_text("utf-8").replace("enabled = true", "enabled = false")
    path.write_text(off, "utf-8")
    write_feed_source(desk.sources, "herald", f"{desk.base}/herald")
    assert desk.check("gazette")[0] == 0
    code, (line,) = desk.check()
    assert code == 1
    assert line.startswith("unusable  herald")


def test_check_tells_every_listing_of_a_source(desk: Desk) -> None:
    desk.site.list_pages(desk.base, "one")
    feeds = (f"{desk.base}/feed", f"{desk.base}/gone")
    write_feed_source(desk.sources, "gazette", *feeds)
    code, out, _ = desk("check")
    assert code == 1
    assert out.splitlines()[-1] == "2 listings read: 1 unusable, 1 with remarks"


def test_check_reads_folders(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.txt").write_text(" date 2024-03-19 It rained.", "utf-8")
    write_files_source(desk.sources, "shelf", str(tmp_path / "files"))
    write_files_source(desk.sources, "gap", str(tmp_path / "nowhere"))
    code, lines = desk.check()
    assert code == 1
    assert [line.split()[:2] for line in sorted(lines)] == [
        ["ok", "shelf"],
        ["unusable", "gap"],
    ]


def _answer(body: str, content_type: str = RSS, status: int = 200) -> Answer:
    return Answer(status=status, body=body.encode(), content_type=content_type)


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (_answer("", status=404), 1, "answered 404: is the address still right?"),
        (_answer("", status=403), 1, "answered 403: refuses us"),
        (_answer("", status=418), 1, "answered 418"),
        (_answer("  "), 1, "is empty"),
        (_answer("<rss><channel></channel></rss>"), 1, "is empty"),
        (_answer("<html><p>Hello</p></html>"), 1, "an HTML page that names no feed"),
        (_answer("certainly no feed"), 1, "not a feed: starts with"),
        (
            _answer("<rss><channel><item><link>/one</link></item></channel></rss>"),
            0,
            "1 item; no dates in 1 of 1 items",
        ),
        (
            _answer("<rss><channel><item><title>x</title></item></channel></rss>"),
            1,
            "1 more without a usable link",
        ),
    ],
)
def test_check_says_what_is_wrong(
    desk: Desk, answer: Answer, code: int, words: str
) -> None:
    desk.site.answers["/feed"] = answer
    write_feed_source(desk.sources, "gazette", f"{desk.base}/feed")
    found, (line,) = desk.check()
    assert words in line
    assert found == code


def test_check_names_the_feeds_of_a_page(desk: Desk) -> None:
    desk.site.list_pages(desk.base, "one", feed="/rss")
    named = '<html><link rel="alternate" type="application/rss+xml" href="/rss"></html>'
    desk.site.answers["/feed"] = _answer(named)
    write_feed_source(desk.sources, "gazette", f"{desk.base}/feed")
    code, (line,) = desk.check()
    assert f"is an HTML page; it names these feeds: {desk.base}/rss" in line
    assert code == 0  # a run follows it as well
    del desk.site.answers["/rss"]
    code, (line,) = desk.check()
    assert f"{desk.base}/rss in it: answered 404" in line
    assert code == 1


def test_check_tells_permanent_redirects_and_no_others(desk: Desk) -> None:
    desk.site.list_pages(desk.base, "one", feed="/new")
    moved = Answer(status=301, headers=(("Location", "/new"),))
    desk.site.answers["/feed"] = moved
    write_feed_source(desk.sources, "gazette", f"{desk.base}/feed")
    advice = f"redirects permanently to {desk.base}/new, consider writing that"
    code, (line,) = desk.check()
    assert code == 0
    assert advice in line
    desk.site.answers["/feed"] = replace(moved, status=302)
    assert "redirects" not in desk.check()[1][0]


def test_check_heeds_robots_txt(desk: Desk) -> None:
    desk.site.list_pages(desk.base, "one", "two")
    write_feed_source(desk.sources, "gazette", f"{desk.base}/feed")
    for rule, code, words in (
        ("/feed", 1, "disallowed by robots.txt"),
        ("/one", 0, "robots.txt disallows 1 of 2 items"),
        ("/*o", 1, "robots.txt disallows 2 of 2 items"),
    ):
        text = f"User-agent: *\nDisallow: {rule}\n"
        desk.site.answers["/robots.txt"] = _answer(text, "text/plain")
        found, (line,) = desk.check()
        assert words in line
        assert found == code
    assert "/one" not in {hit.target for hit in desk.server.hits}


def test_check_tells_unsafe_and_dead_hosts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.fetching.retrying._FIRST_WAIT_SECONDS", 0.01)
    authority = desk.server.authority
    write_feed_source(desk.sources, "a", "http://127.0.0.1:9/feed")
    write_feed_source(desk.sources, "b", f"{desk.base}/feed")
    desk.server.stop()
    code, lines = desk.check()
    assert code == 1
    unsafe, dead = sorted(lines)
    assert "DATELINE_ALLOW_ADDRESSES=HOST:PORT" in unsafe
    assert "its robots.txt cannot be read" in dead
    assert authority in dead


def test_one_broken_listing_does_not_stop_the_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.site.list_pages(desk.base, "one")
    write_feed_source(desk.sources, "a", f"{desk.base}/feed")
    write_feed_source(desk.sources, "b", f"{desk.base}/feed?b")

    def broken(body: bytes, content_type: str | None, url: str) -> Reading:
        if url.endswith("?b"):
            raise ZeroDivisionError("nobody foresaw it")
        return Reading(links=(Link(url=url, listing_url=url),))

    monkeypatch.setitem(
        __import__("transforms.listings").listings.READERS, "feed", broken
    )
    code, lines = desk.check()
    assert code == 1
    assert "unforeseen: ZeroDivisionError: nobody foresaw it" in sorted(lines)[1]
    assert sorted(lines)[0].startswith("ok  a")


def test_check_of_the_whole_world_is_clean(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    world = World(publishers=4)
    with world.serve() as served:
        here = house(tmp_path, served.authorities())
        _enter(monkeypatch, here, *served.authorities())
        served.write_sources(here.settings.sources)
        assert main(["sources", "check"]) == 0
        lines = capsys.readouterr().out.splitlines()
        for each in served.publishers:
            (line,) = [line for line in lines if f"  {each.slug}  " in line]
            assert line.startswith("ok")
            assert "12 items" in line
            assert len(served.log(each.slug)) == 2


def test_add_writes_a_file_that_can_be_read_and_ingested(desk: Desk) -> None:
    desk.site.list_pages(desk.base, "one", "two")
    name = '<meta property="og:site_name" content="The &quot;Gazette&quot; \\ Co">'
    desk.site.answers["/"] = _answer(f'<html lang="en-GB">{name}</html>', "text/html")
    code, out, err = desk("add", desk.base, "--id", "gazette")
    path = desk.sources / "gazette.toml"
    assert code == 0
    assert path.read_text("utf-8") == out
    told = f"{path}: written; next: dateline --sources {path.parent} ingest gazette"
    assert told in err
    source = read_source(path)
    assert source.name == 'The "Gazette" \\ Co'
    assert (source.language, source.country, source.timezone) == ("en", None, "UTC")
    assert source.homepage == f"{desk.base}/"
    assert [each.url for each in source.listings] == [f"{desk.base}/feed"]
    path.write_text(f"min_delay_seconds = 0\n{out}", "utf-8")
    assert desk.house.run("gazette").run.counts["articles"] == 2


def test_add_shows_what_it_would_fetch_and_how_often(desk: Desk) -> None:
    desk.site.list_pages(desk.base, "one", "two", "three", "four")
    code, out, err = desk("add", f"{desk.base}/feed", "--dry-run")
    assert code == 0
    assert tomllib.loads(out)["id"] == desk.base[7:].replace(".", "-").replace(":", "-")
    assert "4 items" in err
    assert "asked about every 60 minutes at first" in err
    assert "    Story one\n    Story two\n    Story three\n    and 1 more\n" in err
    assert list(desk.sources.iterdir()) == []


def test_add_of_the_world_names_country_nowhere_and_language_everywhere(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    world = World(publishers=2)
    with world.serve() as served:
        here = house(tmp_path, served.authorities())
        _enter(monkeypatch, here, *served.authorities())
        for each in served.publishers:
            assert main(["sources", "add", each.base, "--id", each.slug]) == 0
            source = read_source(here.settings.sources / f"{each.slug}.toml")
            assert source.name == each.publisher.name
            assert source.language == each.publisher.language
            assert source.country is None
    assert "# timezone" in capsys.readouterr().out


def test_add_writes_where_a_listing_has_moved_and_does_not_advise_it(
    desk: Desk,
) -> None:
    desk.site.list_pages(desk.base, "one", feed="/new")
    desk.site.answers["/feed"] = Answer(status=301, headers=(("Location", "/new"),))
    _, out, err = desk("add", f"{desk.base}/feed", "--dry-run")
    assert f'url = "{desk.base}/new"' in out
    assert "redirects" not in err


def test_add_does_not_overwrite(desk: Desk) -> None:
    desk.site.list_pages(desk.base, "one")
    path = write_feed_source(desk.sources, "gazette", "https://elsewhere.example/feed")
    before = path.read_text("utf-8")
    code, out, err = desk("add", f"{desk.base}/feed", "--id", "gazette")
    assert (code, out) == (2, "")
    assert "there is a source gazette already; --id gives another name" in err
    assert path.read_text("utf-8") == before


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "new" / "gazette.toml"
    write_new(path, "one")
    with pytest.raises(UsageError, match="is there already"):
        write_new(path, "two")
    assert path.read_text("utf-8") == "one"
    with pytest.raises(UsageError, match="cannot be written"):
        write_new(path / "below.toml", "three")


def test_add_refuses_a_listing_that_another_source_has(desk: Desk) -> None:
    desk.site.list_pages(desk.base, "one")
    write_feed_source(desk.sources, "gazette", f"{desk.base}/feed/")
    code, _, err = desk("add", f"{desk.base}/feed", "--id", "other")
    assert code == 2
    assert f"{desk.base}/feed/ is a listing of source gazette already" in err
    code, out, err = desk("add", f"{desk.base}/feed", "--id", "other", "--dry-run")
    assert code == 0
    assert 'id = "other"' in out
    assert "is a listing of source gazette already" in err


def test_add_does_not_write_among_the_packaged_files(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATELINE_SOURCES")
    desk.site.list_pages(desk.base, "one")
    code, out, err = desk("add", f"{desk.base}/feed")
    assert (code, out) == (2, "")
    assert "DATELINE_SOURCES or --sources" in err
    assert desk.server.hits == []
    assert desk("add", f"{desk.base}/feed", "--dry-run")[0] == 0


def test_the_folder_may_be_named_last_and_need_not_exist(
    desk: Desk, tmp_path: Path
) -> None:
    desk.site.list_pages(desk.base, "one")
    folder = tmp_path / "my" / "own"
    words = ("add", f"{desk.base}/feed", "--id", "post", "--sources", str(folder))
    assert desk(*words)[0] == 0
    assert read_source(folder / "post.toml").id == "post"


def test_add_without_a_listing_ends_with_1_and_says_why(desk: Desk) -> None:
    desk.site.answers["/"] = _answer("<html><p>Hello</p></html>", "text/html")
    code, out, err = desk("add", desk.base)
    assert (code, out) == (1, "")
    assert f"{desk.base}/: no feed and no sitemap: 8 addresses were asked for" in err
    assert f"no use: {desk.base}/feed  answered 404" in err
    assert list(desk.sources.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("ftp://gazette.example/",), 2, "is no http(s) address"),
        (("http://",), 2, "is no http(s) address"),
        (("http://127.0.0.1:9/",), 1, "is not public: DATELINE_ALLOW_ADDRESSES"),
        (("localhost",), 1, "is not public"),
        (("x.example", "--id", "The Post"), 2, "no slug such as 'the-post'"),
        (("x.example", "--id", ""), 2, "no slug such as 'harbour-gazette'"),
        ((), 2, "usage: dateline sources add"),
    ],
)
def test_add_of_nonsense_is_told_in_words(
    desk: Desk, words: tuple[str, ...], code: int, told: str
) -> None:
    found, out, err = desk("add", *words)
    assert (found, out) == (code, "")
    assert told in err
    assert "Traceback" not in err


def _sight(links: list[Link], kind: str = "feed") -> Sight:
    listing = Listing(kind=kind, url=URL)
    return Sight(listing=listing, response=None, reading=Reading(links=tuple(links)))


def _links(*ages: timedelta | None) -> list[Link]:
    return [
        Link(
            url=f"{URL}/{number}",
            listing_url=URL,
            published_at=None if old is None else NOW - old,
        )
        for number, old in enumerate(ages)
    ]


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ([timedelta(hours=3)] * 2, "2 items, newest 3 hours old"),
        ([timedelta(days=400)], "1 item; newest item is 400 days old"),
        ([None] * 12 + [timedelta(0)] * 8, "no dates in 12 of 20 items"),
        ([timedelta(days=-3)], "dates in the future in 1 of 1 items"),
    ],
)
def test_items_are_judged_by_their_dates(
    ages: list[timedelta | None], words: str
) -> None:
    found = finding(_sight(_links(*ages)), NOW)
    assert words in found.words
    assert found.is_usable


def test_a_page_need_not_date_what_it_lists() -> None:
    assert finding(_sight(_links(None), kind="page"), NOW).problems == ()


def test_a_sound_listing_has_no_problems() -> None:
    assert finding(_sight(_links(timedelta(hours=1))), NOW) == Finding(
        counts="1 item, newest 60 minutes old", problems=(), is_usable=True
    )
    assert counts((), NOW) == "0 items"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FetchError("http-503", "x"), "answered 503: the publisher's server is in"),
        (FetchError("unreachable", "no route"), "unreachable: no route"),
        (
            FetchError("robots-unreachable", "https://a.example/: robots.txt: no host"),
            "its robots.txt cannot be read (no host): is the address right?",
        ),
        (FetchError("timed-out", "after 50 s"), "timed out: after 50 s"),
        (FetchError("redirect-loop", "x"), "redirects in a circle"),
        (UnreadableListing("broken-gzip", "bad CRC"), "broken gzip: bad CRC"),
    ],
)
def test_errors_are_told_in_words(
    error: FetchError | UnreadableListing, words: str
) -> None:
    assert explain(error).startswith(words)


def test_an_age_is_told_in_its_unit() -> None:
    days, minute = timedelta(days=2), timedelta(minutes=1)
    assert (age(days), age(minute), age(-days)) == ("2 days", "1 minute", "0 minutes")


def test_a_sitemap_counts_changes_as_dates(desk: Desk) -> None:
    desk.site.answers["/map.xml"] = _answer(SITEMAP, "application/xml")
    text = (
        'id = "map"\nname = "Map"\nmin_delay_seconds = 0\n'
        f'[[listings]]\nkind = "sitemap"\nurl = "{desk.base}/map.xml"\n'
    )
    (desk.sources / "map.toml").write_text(text, "utf-8")
    assert "no dates in 1 of 1 items" in desk.check()[1][0]
    dated = SITEMAP.replace("</loc>", "</loc><lastmod>2024-03-20</lastmod>")
    desk.site.answers["/map.xml"] = _answer(dated, "application/xml")
    assert "no dates" not in desk.check()[1][0]


def test_a_feed_of_other_sites_is_not_judged_by_their_robots_txt(desk: Desk) -> None:
    items = [("https://elsewhere.example/a", "One")]
    desk.site.answers["/feed"] = Answer(body=rss(items), content_type=RSS)
    write_feed_source(desk.sources, "gazette", f"{desk.base}/feed")
    assert desk.check()[0] == 0
    assert [hit.target for hit in desk.server.hits] == ["/robots.txt", "/feed"]


def test_a_web_archive_is_told_by_its_captures(desk: Desk) -> None:
    rows = [["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest"]]
    for year in (2015, 2019):
        for path in ("/news/bridge", "/news/mine", "/tag/flood"):
            url, tag = f"https://n.example{path}", f"{year}{path}"
            rows.append(["k", f"{year}0304120000", url, "text/html", "200", tag])
    body = json.dumps(rows).encode()
    desk.site.answers["/cdx/search/cdx"] = Answer(
        body=body, content_type="application/json"
    )
    _write_listing(desk, "cdx", f'url = "{desk.base}/cdx/search/cdx?url=n.example/"')
    code, (line,) = desk.check()
    assert code == 0
    assert line.startswith("ok  gazette  cdx")
    assert line.endswith("4 captures of 2 pages, 2015-03-04 to 2019-03-04")
    (hit,) = [hit for hit in desk.server.hits if hit.target.startswith("/cdx")]
    assert "output=json" in hit.target


def test_replays_that_the_archives_robots_txt_disallows_are_told(desk: Desk) -> None:
    row = ["k", "2019", "https://n.example/news/a", "text/html", "200", "D", "9"]
    desk.site.answers["/cdx"] = Answer(
        body=" ".join(row).encode(), content_type="text/plain"
    )
    desk.site.answers["/robots.txt"] = Answer(
        body=b"User-agent: *\nDisallow: /web/", content_type="text/plain"
    )
    _write_listing(desk, "cdx", f'url = "{desk.base}/cdx?url=n.example/"')
    code, (line,) = desk.check()
    assert code == 1
    assert line.endswith("2019-01-01; robots.txt disallows 1 of 1 items")


def test_an_archive_without_a_page_of_the_source_is_unusable(desk: Desk) -> None:
    desk.site.answers["/cdx"] = Answer(body=b"[]", content_type="application/json")
    _write_listing(desk, "cdx", f'url = "{desk.base}/cdx?url=n.example/"')
    code, (line,) = desk.check()
    assert code == 1
    assert line.endswith("holds no page of this source")


def test_warc_files_are_told_by_their_captures(desk: Desk, tmp_path: Path) -> None:
    body = http(page("Bridge"))
    records = [
        record("response", "https://n.example/news/bridge", body),
        record("response", "https://other.example/news/mine", body),
    ]
    (tmp_path / "a.warc.gz").write_bytes(packed(records))
    _write_listing(desk, "warc", f'path = "{tmp_path}/*.warc.gz"')
    code, (line,) = desk.check()
    assert code == 0
    assert "1 capture of 1 page, 2021-05-06 to 2021-05-06; other-site: " in line
    (tmp_path / "a.warc.gz").write_bytes(packed(records[1:]))
    code, (line,) = desk.check()
    assert code == 1
    assert line.endswith("holds no page of this source")
    _write_listing(desk, "warc", f'path = "{tmp_path}/none.warc"')
    code, (line,) = desk.check()
    assert code == 1
    assert "no such file" in line


def _write_listing(desk: Desk, kind: str, place: str) -> None:
    (desk.sources / "gazette.toml").write_text(
        'id = "gazette"\nname = "gazette"\nhomepage = "https://n.example/"\n'
        f'[[listings]]\nkind = "{kind}"\n{place}\n'
    )
