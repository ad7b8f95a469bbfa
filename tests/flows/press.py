"""A publisher with a past: articles by day, in sitemaps, dated listings, an archive."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from flows.backfilling.engine import run_backfill
from flows.backfilling.orders import Form, Order, read_order
from flows.backfilling.reports import Report
from tests.flows.worlds import House, house
from tests.newsworld.answers import Answer, Request
from tests.newsworld.archives import WebArchive
from tests.newsworld.server import Hit, SiteServer, serving

XML = "application/xml"
TODAY = date(2024, 6, 1)


def at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def story(name: str, on: date, others: str = "") -> bytes:
    """An article's page that states its day."""
    words = "".join(
        f"<p>{text}</p>"
        for text in (
            f"The council of Arden met on the matter of {name} and heard a report.",
            "Members asked for two hours how the work would be paid for and by whom.",
            "A vote on the plan of 3 million euros is expected before the summer.",
        )
    )
    stated = f'{{"@type":"NewsArticle","datePublished":"{at_noon(on).isoformat()}"}}'
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{name}</title>'
        f'<script type="application/ld+json">{stated}</script></head>'
        f"<body><article><h1>Story {name}</h1>{words}</article>{others}</body></html>"
    ).encode()


@dataclass(slots=True)
class Press:
    """An application; a test edits ``stories`` and what is wrong with the site."""

    stories: dict[str, date] = field(default_factory=dict)
    """Day of publication by path."""
    touched: dict[str, date] = field(default_factory=dict)
    """The day of a later change, which is all that the sitemap then tells."""
    answers: dict[str, Answer] = field(default_factory=dict)
    base: str = ""

    def publish(self, days: Iterable[date], each: int = 1, prefix: str = "") -> None:
        """That many stories a day, at addresses that name no day."""
        for day in days:
            for number in range(each):
                self.stories[f"/news/{prefix}plan-for-{day:%j}-part-{number}"] = day

    def __call__(self, request: Request) -> Answer:
        path = request.target.partition("?")[0]
        if path in self.answers:
            return self.answers[path]
        if path in self.stories:
            return Answer(body=story(path.rpartition("/")[2], self.stories[path]))
        if path == "/robots.txt":
            text = f"User-agent: *\nDisallow:\nSitemap: {self.base}/sitemap.xml\n"
            return Answer(body=text.encode(), content_type="text/plain")
        if path == "/sitemap.xml":
            return self._index()
        if path.startswith("/sitemap-"):
            return self._month(path.removeprefix("/sitemap-").removesuffix(".xml"))
        if path.startswith("/archive/"):
            return self._day(date.fromisoformat(path.removeprefix("/archive/")))
        return Answer(status=404, body=b"not found")

    def _index(self) -> Answer:
        months = sorted({f"{day:%Y-%m}" for day in self.stories.values()})
        maps = "".join(
            f"<sitemap><loc>{self.base}/sitemap-{month}.xml</loc></sitemap>"
            for month in months
        )
        return Answer(
            body=f"<sitemapindex>{maps}</sitemapindex>".encode(), content_type=XML
        )

    def _month(self, month: str) -> Answer:
        urls = "".join(
            f"<url><loc>{self.base}{path}</loc>{self._dates(path, day)}</url>"
            for path, day in self.stories.items()
            if f"{day:%Y-%m}" == month
        )
        return Answer(body=f"<urlset>{urls}</urlset>".encode(), content_type=XML)

    def _dates(self, path: str, day: date) -> str:
        if path in self.touched:
            return f"<lastmod>{self.touched[path]}</lastmod>"
        published = at_noon(day).isoformat()
        news = "<news:publication_date>" + published + "</news:publication_date>"
        name = path.rpartition("/")[2]
        return f"<news:news><news:title>{name}</news:title>{news}</news:news>"

    def _day(self, day: date) -> Answer:
        items = "".join(
            f'<li><a href="{path}">The long headline of {path[6:]}</a></li>'
            for path, on in self.stories.items()
            if on == day
        )
        body = f"<html><body><h1>News of {day}</h1><ul>{items}</ul></body></html>"
        return Answer(body=body.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A home, its publishers by source id, and a web archive."""

    house: House
    papers: Mapping[str, Press]
    servers: Mapping[str, SiteServer]
    archive: WebArchive

    def order(self, start: date, end: date, **others: object) -> Order:
        """An order over all papers."""
        form = Form(start=start, end=end, **others)  # type: ignore[arg-type]  # a test's
        return read_order(self.house.settings, form, TODAY)

    def backfill(self, start: date, end: date, **others: object) -> Report:
        """One backfill, without Prefect."""
        self.house.prepare()
        return run_backfill(self.house.settings, self.order(start, end, **others))

    def stored(self) -> list[tuple[str, date]]:
        """Path and day of every article in the warehouse, in order."""
        rows = self.house.ask("select url, published_on from articles order by all")
        return sorted(
            (url.partition("://")[2].partition("/")[2], on) for url, on in rows
        )

    def published(self, start: date, end: date) -> list[tuple[str, date]]:
        """What ``stored`` should give for those days."""
        return sorted(
            (path.lstrip("/"), on)
            for paper in self.papers.values()
            for path, on in paper.stories.items()
            if start <= on <= end
        )

    def ledger(self) -> list[tuple[object, ...]]:
        """Source, day and state of every window."""
        return self.house.ask(
            "select source_id, covers_on, state from ops.backfill_windows order by all"
        )

    def pages_asked(self) -> list[str]:
        """Paths of articles asked for since the last call."""
        hits: list[Hit] = []
        for server in self.servers.values():
            hits += server.hits
            server.hits.clear()
        targets = [hit.target for hit in hits]
        return sorted(
            each for each in targets if "/news/" in each and "cdx" not in each
        )


@contextmanager
def town(home: Path, names: Sequence[str], zone: str = "UTC") -> Iterator[Town]:
    """A home with a source for every name, and their sites."""
    papers = {name: Press() for name in names}
    with serving({**papers, "archive": WebArchive()}) as servers:
        archive = servers["archive"]
        here = house(home, [server.authority for server in servers.values()])
        for name, paper in papers.items():
            paper.base = servers[name].base
            _write_source(here, name, paper.base, archive.base, zone)
        assert isinstance(archive.application, WebArchive)
        yield Town(
            house=here, papers=papers, servers=servers, archive=archive.application
        )


def days(start: date, count: int) -> list[date]:
    """That many days from ``start`` on."""
    return [start + timedelta(days=each) for each in range(count)]


def _write_source(here: House, name: str, base: str, archive: str, zone: str) -> None:
    cdx = f"{archive}/cdx/search/cdx?url={base.partition('://')[2]}/news/"
    template = base + "/archive/{year}-{month:02}-{day:02}"
    (here.settings.sources / f"{name}.toml").write_text(
        f'id = "{name}"\nname = "{name}"\nhomepage = "{base}/"\nlanguage = "en"\n'
        f'timezone = "{zone}"\nmin_delay_seconds = 0.0\n'
        f'[[listings]]\nkind = "page"\nurl = "{base}/news"\n'
        f'url_template = "{template}"\n'
        f'[[listings]]\nkind = "cdx"\nurl = "{cdx}"\n'
    )
