"""From a home page to its listings, and what one look at a listing sees."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from pathlib import Path

import pytest

from flows.appraisal import judge
from flows.discovery import WELL_KNOWN, Discovery, NothingFound, discover
from flows.fronts import Front, as_slug, country_of, feed_language, name_of, slug_of
from flows.scouting import Manners, Scout, open_scout
from tests.flows.worlds import RSS, Site, house
from tests.newsworld.answers import Answer, finish
from tests.newsworld.server import SiteServer, serving
from tests.newsworld.world import START, World
from transforms.errors import FetchError, ItemError
from transforms.records import Listing

NOW = datetime(2024, 3, 20, 12, tzinfo=UTC)
XML = "application/xml"
TITLES = "The harbour council voted on the long delayed repair of the northern pier"


class Town:
    """One site, and a scout that asks it without pauses."""

    def __init__(self, site: Site, server: SiteServer, scout: Scout) -> None:
        self.site = site
        self.base = server.base
        self.server = server
        self.scout = scout

    def asked(self) -> list[str]:
        """What was asked for so far, without robots.txt."""
        return [hit.target for hit in self.server.hits if hit.target != "/robots.txt"]

    def put(self, path: str, body: str, content_type: str = XML) -> None:
        """An answer of the site's."""
        self.site.answers[path] = Answer(body=body.encode(), content_type=content_type)

    def put_home(self, *links: str, head: str = "") -> None:
        """A front page that declares ``links`` as feeds."""
        declared = "".join(
            f'<link rel="alternate" type="application/rss+xml" href="{link}">'
            for link in links
        )
        self.put("/", f"<html><head>{declared}{head}</head><body></body></html>", HTML)

    def put_feed(
        self, path: str, items: int, *, age_days: float = 0, title: str = "Gazette"
    ) -> None:
        """A feed with one item an hour, the newest ``age_days`` old."""
        self.put(path, feed(self.base, items, age_days=age_days, title=title), RSS)

    def discover(self, path: str = "/") -> Discovery:
        """What is found at ``path``."""
        return discover(self.scout, self.base + path)

    def urls(self, path: str = "/") -> list[str]:
        """The paths of the chosen listings."""
        chosen = self.discover(path).chosen
        return [str(each.listing.url).removeprefix(self.base) for each in chosen]


HTML = "text/html; charset=utf-8"


def feed(base: str, items: int, *, age_days: float = 0, title: str = "Gazette") -> str:
    newest = NOW - timedelta(days=age_days)
    listed = "".join(
        f"<item><title>{TITLES}, part {number}</title><link>{base}/a{number}</link>"
        f"<pubDate>{format_datetime(newest - timedelta(hours=number))}</pubDate></item>"
        for number in range(items)
    )
    head = f"<title>{escape(title)}</title><language>en-gb</language>"
    return f'<rss version="2.0"><channel>{head}{listed}</channel></rss>'


def news_sitemap(base: str, items: int) -> str:
    entries = "".join(
        f"<url><loc>{base}/a{number}</loc><news:news><news:title>{TITLES}</news:title>"
        f"<news:publication_date>{NOW.isoformat()}</news:publication_date>"
        "</news:news></url>"
        for number in range(items)
    )
    return (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        f"{entries}</urlset>"
    )


def sitemap(base: str, items: int) -> str:
    entries = "".join(
        f"<url><loc>{base}/a{number}</loc><lastmod>2024-03-20</lastmod></url>"
        for number in range(items)
    )
    return f"<urlset>{entries}</urlset>"


def index(*urls: str) -> str:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f"<sitemapindex>{entries}</sitemapindex>"


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    monkeypatch.setattr("flows.scouting.MIN_DELAY_SECONDS", 0.0)
    site = Site()
    with serving({"town": lambda request: finish(request, site(request))}) as servers:
        server = servers["town"]
        settings = house(tmp_path, [server.authority]).settings
        with open_scout(settings, now=lambda: NOW) as scout:
            yield Town(site, server, scout)


def test_every_publisher_of_the_world_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.scouting.MIN_DELAY_SECONDS", 0.0)
    world = World(publishers=5)
    with world.serve() as served:
        settings = house(tmp_path, served.authorities()).settings
        with open_scout(settings, now=lambda: START) as scout:
            for each in served.publishers:
                found = discover(scout, each.base)
                assert [found_.listing.url for found_ in found.chosen] == [*each.feeds]
                assert found.name == each.publisher.name
                assert found.language == each.publisher.language
                assert found.refused == ()


def test_declared_feeds_are_asked_once_and_usual_addresses_are_not(town: Town) -> None:
    town.put_home("/news.xml", "/news.xml#again", "/comments/feed/")
    town.put_feed("/news.xml", 5)
    assert town.urls() == ["/news.xml"]
    assert town.asked() == ["/", "/news.xml"]


def test_of_fresh_feeds_the_longest_is_chosen(town: Town) -> None:
    town.put_home("/sport", "/all", "/old")
    town.put_feed("/sport", 5)
    town.put_feed("/all", 20, age_days=1)
    town.put_feed("/old", 90, age_days=20)
    assert town.urls() == ["/all"]
    assert len(town.discover().others) == 2


def test_a_news_sitemap_stands_beside_the_feed(town: Town) -> None:
    town.put_home("/feed.xml")
    town.put_feed("/feed.xml", 5)
    town.put("/robots.txt", "Sitemap: /all.xml\nSitemap: /news.xml\n", "text/plain")
    town.put("/all.xml", sitemap(town.base, 500))
    town.put("/news.xml", news_sitemap(town.base, 9))
    assert town.urls() == ["/feed.xml", "/news.xml"]


def test_a_dead_feed_gives_way_to_a_sitemap_that_goes_on(town: Town) -> None:
    town.put_home("/feed.xml")
    town.put_feed("/feed.xml", 5, age_days=400)
    town.put("/robots.txt", f"Sitemap: {town.base}/all.xml\n", "text/plain")
    town.put("/all.xml", sitemap(town.base, 50))
    assert town.urls() == ["/all.xml"]


def test_the_news_sitemap_of_an_index_is_chosen_itself(town: Town) -> None:
    town.put_home()
    town.put("/robots.txt", f"Sitemap: {town.base}/index.xml\n", "text/plain")
    town.put("/index.xml", index(f"{town.base}/posts.xml", f"{town.base}/news.xml"))
    town.put("/news.xml", news_sitemap(town.base, 9))
    assert town.urls() == ["/news.xml"]
    assert town.asked() == ["/", "/index.xml", "/news.xml"]


def test_an_index_without_news_stays_an_index(town: Town) -> None:
    town.put_home()
    town.put("/robots.txt", f"Sitemap: {town.base}/index.xml\n", "text/plain")
    town.put("/index.xml", index(f"{town.base}/posts.xml"))
    town.put("/posts.xml", sitemap(town.base, 9))
    (found,) = town.discover().chosen
    assert found.listing == Listing(kind="sitemap", url=f"{town.base}/index.xml")
    assert len(found.links) == 9


def test_usual_addresses_are_tried_where_nothing_is_declared(town: Town) -> None:
    town.put_home()
    town.put_feed("/rss.xml", 3)
    assert town.urls() == ["/rss.xml"]
    assert town.asked() == ["/", *WELL_KNOWN]


def test_usual_addresses_that_lead_to_one_feed_are_one(town: Town) -> None:
    town.put_home()
    town.put_feed("/rss.xml", 3)
    moved = Answer(status=302, headers=(("Location", "/rss.xml"),))
    town.site.answers["/feed"] = town.site.answers["/rss"] = moved
    found = town.discover()
    assert len(found.chosen) == 1
    assert found.others == ()


def test_a_feed_behind_a_permanent_redirect_is_written_as_it_is_now(town: Town) -> None:
    town.put_home("/old")
    town.site.answers["/old"] = Answer(status=301, headers=(("Location", "/new"),))
    town.put_feed("/new", 3)
    assert town.urls() == ["/new"]


def test_a_feed_is_used_as_it_is_and_its_site_gives_the_name(town: Town) -> None:
    town.put_home("/other", head='<meta property="og:site_name" content="The Gazette">')
    town.put_feed("/feed", 3, title="Headlines")
    found = town.discover("/feed")
    assert [each.listing.url for each in found.chosen] == [f"{town.base}/feed"]
    assert (found.name, found.homepage) == ("The Gazette", f"{town.base}/")
    assert town.asked() == ["/feed", "/"]


def test_a_feed_whose_site_refuses_us_gives_its_own_name(town: Town) -> None:
    town.put_feed("/feed", 3, title="Headlines")
    found = town.discover("/feed")
    assert (found.name, found.language) == ("Headlines", "en")
    assert [error.reason for _, error in found.refused] == ["http-404"]


def test_a_front_page_that_refuses_us_does_not_hide_the_feed(town: Town) -> None:
    town.site.answers["/"] = Answer(status=403, body=b"no")
    town.put_feed("/feed", 3)
    assert town.urls() == ["/feed"]


def test_a_language_that_the_items_contradict_is_not_believed(town: Town) -> None:
    town.put("/", '<html lang="de"><head></head></html>', HTML)
    town.put_feed("/feed", 5)
    assert town.discover().language == "en"


def test_a_site_without_listings_says_what_each_address_answered(town: Town) -> None:
    town.put_home("/feed.xml", "/empty")
    town.put_feed("/empty", 0)
    with pytest.raises(NothingFound) as caught:
        town.discover()
    reasons = {url: error.reason for url, error in caught.value.refused}
    assert reasons[f"{town.base}/feed.xml"] == "http-404"
    assert reasons[f"{town.base}/empty"] == "empty-listing"
    assert set(reasons) >= {town.base + path for path in WELL_KNOWN}


def test_a_front_page_of_articles_without_listings_says_how_to_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.scouting.MIN_DELAY_SECONDS", 0.0)
    world = World(publishers=1)
    with world.serve() as served:
        (only,) = served.publishers
        world.set_robots(only.slug, "User-agent: *\nDisallow: /rss.xml\n")
        settings = house(tmp_path, served.authorities()).settings
        with (
            open_scout(settings, now=lambda: START) as scout,
            pytest.raises(NothingFound, match='12 articles: kind = "page"'),
        ):
            discover(scout, only.base)


def test_a_disallowed_feed_is_not_asked_for(town: Town) -> None:
    town.put_home("/feed.xml")
    town.put_feed("/feed.xml", 3)
    town.put("/robots.txt", "User-agent: *\nDisallow: /feed.xml\n", "text/plain")
    with pytest.raises(NothingFound) as caught:
        town.discover()
    assert caught.value.refused[0][1].reason == "disallowed"
    assert "/feed.xml" not in town.asked()


def test_a_host_that_does_not_answer_is_asked_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.fetching.retrying._FIRST_WAIT_SECONDS", 0.01)
    town.put("/robots.txt", "", "text/plain")
    robots = town.site.answers["/robots.txt"]
    town.site.answers["/robots.txt"] = replace(robots, status=500)
    with pytest.raises(FetchError) as caught:
        town.discover()
    assert caught.value.reason == "robots-unreachable"
    assert town.asked() == []


def test_a_private_address_is_refused(town: Town) -> None:
    with pytest.raises(FetchError) as caught:
        discover(town.scout, "http://127.0.0.1:9/")
    assert caught.value.reason == "unsafe-address"


def test_the_pace_follows_from_the_dates(town: Town) -> None:
    town.put_feed("/feed", 25)
    listing = Listing(kind="feed", url=f"{town.base}/feed")
    found = judge(listing, town.scout.look(listing), NOW)
    assert found.items_per_day == pytest.approx(24)
    assert (found.interval_seconds, found.newest_at) == (3600, NOW)


def test_the_pace_of_what_tells_no_dates_is_that_of_a_new_listing(town: Town) -> None:
    town.put("/feed", "<rss><channel><item><link>/a</link></item></channel></rss>")
    listing = Listing(kind="feed", url=f"{town.base}/feed")
    found = judge(listing, town.scout.look(listing), NOW)
    assert (found.items_per_day, found.interval_seconds) == (None, 3600)


def test_a_look_follows_a_page_to_the_feeds_it_names(town: Town) -> None:
    town.put_home("/feed", "https://elsewhere.example/feed")
    town.put_feed("/feed", 3)
    sight = town.scout.look(Listing(kind="feed", url=f"{town.base}/"))
    assert sight.is_page
    assert len(sight.links) == 3
    assert sight.feeds == (f"{town.base}/feed", "https://elsewhere.example/feed")


def test_a_look_counts_what_robots_txt_keeps_from_us(town: Town) -> None:
    town.put_feed("/feed", 12)
    town.put("/robots.txt", "User-agent: *\nDisallow: /a1\n", "text/plain")
    sight = town.scout.look(Listing(kind="feed", url=f"{town.base}/feed"))
    assert sight.forbidden == 3  # 1, 10 and 11
    assert town.asked() == ["/feed"]


def test_a_look_tells_what_in_an_index_is_lost(town: Town) -> None:
    town.put("/index.xml", index(f"{town.base}/news.xml"))
    sight = town.scout.look(Listing(kind="sitemap", url=f"{town.base}/index.xml"))
    ((url, error),) = sight.lost
    assert (url, error.reason) == (f"{town.base}/news.xml", "http-404")


def test_an_index_that_names_itself_ends(town: Town) -> None:
    town.put("/1.xml", index(f"{town.base}/2.xml"))
    town.put("/2.xml", index(f"{town.base}/1.xml"))
    sight = town.scout.look(Listing(kind="sitemap", url=f"{town.base}/1.xml"))
    assert sight.links == ()
    assert len(town.asked()) <= 3


def test_a_source_is_asked_as_it_wishes(town: Town) -> None:
    town.put_feed("/feed", 1)
    listing = Listing(kind="feed", url=f"{town.base}/feed")
    town.scout.look(listing, Manners(user_agent="Reader/1"))
    assert town.server.hits[-1].user_agent == "Reader/1"


def test_a_look_leaves_nothing_in_archive_or_warehouse(
    town: Town, tmp_path: Path
) -> None:
    town.put_feed("/feed", 3)
    town.scout.look(Listing(kind="feed", url=f"{town.base}/feed"))
    with pytest.raises(ItemError):
        town.scout.look(Listing(kind="feed", url=f"{town.base}/none"))
    assert {path.name for path in tmp_path.iterdir()} <= {"hosts", "sources"}


@pytest.mark.parametrize(
    ("url", "slug", "country"),
    [
        ("https://www.harbour-gazette.example/", "harbour-gazette", None),
        ("https://news.harbour.co.uk/world", "news-harbour", "GB"),
        ("https://feeds.harbour.com.co/", "harbour", "CO"),
        ("https://harbour.io/", "harbour", None),
        ("https://harbour.eu/", "harbour", None),
        ("https://harbour.de./", "harbour", "DE"),
        ("http://127.0.0.1:8080/", "127-0-0-1-8080", None),
        ("http://[::1]:8080/", "1-8080", None),
        ("https://xn--80ak6aa92e.ua/", "xn-80ak6aa92e", "UA"),
    ],
)
def test_the_host_gives_an_id_and_a_country(
    url: str, slug: str, country: str | None
) -> None:
    assert (slug_of(url), country_of(url)) == (slug, country)


def test_a_slug_is_never_too_long() -> None:
    assert len(as_slug("x" * 100)) == 64
    assert as_slug("Ünïcode & Co.") == "n-code-co"


@pytest.mark.parametrize(
    ("front", "titles", "name"),
    [
        (Front(site_name=" The\n Gazette "), ["Feed"], "The Gazette"),
        (Front(title="Home | The Gazette | World"), [None, "RSS"], "The Gazette"),
        (Front(), ["The Gazette - News"], "The Gazette"),
        (Front(title="Home"), ["News"], "gazette.example"),
        (Front(site_name="x" * 500), [], "x" * 80),
    ],
)
def test_a_name_is_what_the_site_calls_itself(
    front: Front, titles: list[str | None], name: str
) -> None:
    assert name_of(front, titles, "https://gazette.example/") == name


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("<rss><channel><language>en-us</language>", "en"),
        ("<rss><language><![CDATA[ uk ]]></language>", "uk"),
        ('<feed xml:lang="fr">', "fr"),
        ('{"version": "", "language": "pt-BR"}', "pt"),
        ("<rss><language>English</language>", None),
        ("<rss>", None),
    ],
)
def test_a_feed_says_its_language(town: Town, body: str, language: str | None) -> None:
    town.put("/feed", body)
    assert feed_language(town.scout.ask(f"{town.base}/feed")) == language
