"""A small news internet that exists only as long as a test needs it.

A seed and a day go in; publishers, articles, a clock and faults come out. The
clock stands still until a test moves it. Nothing here opens a socket:
``World.serve`` does, through ``tests.newsworld.served``.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import RLock

from tests.newsworld import served
from tests.newsworld.articles import Article, Truth, Version
from tests.newsworld.faults import Switchboard
from tests.newsworld.feeds import gives_date, link_in_feed
from tests.newsworld.history import file_copy, file_report, write_history
from tests.newsworld.publishers import Publisher, choose
from transforms.records import Block

START = datetime(2024, 3, 20, 6, tzinfo=UTC)


class World:
    """Publishers and what they have published by the world's own clock.

    Every address is ``http://<slug>.example`` until the world is served.

    Args:
        seed: the same seed and arguments give the same world.
        publishers: how many of ``tests.newsworld.publishers``.
        start: where the clock stands at first.
        history_days: days of articles before ``start``.
        per_day: articles a day and publisher.
        future_days: days of articles that ``tick`` will bring to light.
    """

    def __init__(
        self,
        *,
        seed: int = 7,
        publishers: int = 4,
        start: datetime = START,
        history_days: int = 4,
        per_day: int = 3,
        future_days: int = 2,
    ) -> None:
        self.now = start
        self.lock = RLock()
        self.publishers = {each.slug: each for each in choose(publishers)}
        self.bases = {slug: f"http://{slug}.example" for slug in self.publishers}
        self.faults = Switchboard()
        self._robots: dict[str, str] = {}
        offsets = range(-history_days, future_days)
        days = [start + timedelta(days=offset) for offset in offsets]
        written = write_history(seed, choose(publishers), days, per_day)
        self._articles = {article.article_id: article for article in written}

    def serve(self) -> AbstractContextManager[served.Served]:
        """The world on loopback until the ``with`` block ends."""
        return served.serve(self)

    def tick(self, *, days: float = 0, hours: float = 0, minutes: float = 0) -> None:
        """Moves the clock; what is due by then is published."""
        with self.lock:
            self.now += timedelta(days=days, hours=hours, minutes=minutes)

    def articles(self, slug: str | None = None) -> tuple[Article, ...]:
        """What is online now, of one publisher or of all, newest first."""
        with self.lock:
            online = [
                article
                for article in self._articles.values()
                if slug in (None, article.publisher)
                and article.published_at <= self.now
            ]
        online.sort(key=lambda each: (each.published_at, each.path), reverse=True)
        return tuple(online)

    def truth(self) -> tuple[Truth, ...]:
        """What a flawless reader would know of each article now, newest first."""
        with self.lock:
            return tuple(self._truth(article) for article in self.articles())

    def url(self, article: Article) -> str:
        """The article's address."""
        return self.bases[article.publisher] + article.path

    def canonical_url(self, article: Article) -> str:
        """What the page's canonical link says: the address, or the original's."""
        if article.names_origin and article.copy_of is not None:
            return self.url(self._articles[article.copy_of])
        return self.url(article)

    def publish(
        self,
        slug: str,
        title: str,
        blocks: Iterable[Block],
        authors: tuple[str, ...] = (),
    ) -> Article:
        """Puts an article of the test's own words online now."""
        version = Version(published_at=self.now, title=title, blocks=tuple(blocks))
        return self._add(
            file_report(
                self.publishers[slug], self._next_number(slug), authors, (version,)
            )
        )

    def syndicate(
        self,
        slug: str,
        origin: Article,
        *,
        credit: str | None = None,
        names_origin: bool = False,
    ) -> Article:
        """Puts a copy of ``origin``'s first words online now, at another publisher."""
        return self._add(
            file_copy(
                self.publishers[slug],
                self._next_number(slug),
                origin,
                self.now,
                credit=credit,
                names_origin=names_origin,
            )
        )

    def revise(
        self, article: Article, blocks: Iterable[Block], title: str | None = None
    ) -> Article:
        """Changes the words of a page now, at the same address.

        Versions that were due later are dropped.
        """
        with self.lock:
            due = self._articles[article.article_id].due(self.now)
            version = Version(
                published_at=self.now,
                title=due[-1].title if title is None else title,
                blocks=tuple(blocks),
            )
            return self._add(replace(article, versions=(*due, version)))

    def fault(self, url: str, name: str, times: int | None = None) -> None:
        """Makes ``url`` misbehave; ``tests.newsworld.faults.FAULTS`` has the names.

        Args:
            url: an address of this world: article, feed, robots.txt or home page.
            name: which fault; another on the same URL replaces it.
            times: how many requests see it; None: all, until ``mend``.

        Raises:
            ValueError: no such fault, or the URL is not of this world.
        """
        self.faults.switch_on(*self._split(url), name, times)

    def mend(self, url: str) -> None:
        """Ends the fault of ``url``; without one nothing happens."""
        self.faults.switch_off(*self._split(url))

    def set_robots(self, slug: str, text: str) -> None:
        """Replaces the publisher's robots.txt."""
        self._robots[slug] = text

    def robots(self, slug: str) -> str:
        """The publisher's robots.txt; nothing is forbidden unless a test says so."""
        return self._robots.get(slug, "User-agent: *\nDisallow:\n")

    def _add(self, article: Article) -> Article:
        with self.lock:
            self._articles[article.article_id] = article
        return article

    def _next_number(self, slug: str) -> int:
        with self.lock:
            known = tuple(self._articles.values())
        return 1 + max((a.number for a in known if a.publisher == slug), default=0)

    def _split(self, url: str) -> tuple[str, str]:
        for slug, base in self.bases.items():
            if url == base or url.startswith(base + "/"):
                return slug, url.removeprefix(base).partition("?")[0] or "/"
        raise ValueError(f"{url} is not of this world")

    def _truth(self, article: Article) -> Truth:
        publisher = self.publishers[article.publisher]
        versions = article.due(self.now)
        origin = self._articles.get(article.copy_of or "")
        return Truth(
            article_id=article.article_id,
            publisher=article.publisher,
            url=self.url(article),
            feed_url=self.bases[publisher.slug] + link_in_feed(publisher, article.path),
            title=versions[-1].title,
            authors=article.authors,
            language=publisher.language,
            published_at=article.published_at,
            published_on=article.published_at.astimezone(publisher.zone).date(),
            date_precision="second" if self._tells_time(publisher, article) else "day",
            modified_at=versions[-1].published_at,
            blocks=versions[-1].blocks,
            versions=versions,
            facts=versions[-1].facts,
            duplicate_of=self.url(origin) if origin else None,
            duplicate_kind=article.copy_kind,
            is_fetchable=not self.faults.hides_text(article.publisher, article.path),
        )

    @staticmethod
    def _tells_time(publisher: Publisher, article: Article) -> bool:
        return publisher.layout != "div-soup" or gives_date(publisher, article.number)
