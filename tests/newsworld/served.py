"""A world on loopback, and what a test needs to point Dateline at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.newsworld.feeds import FORMATS
from tests.newsworld.publishers import Publisher
from tests.newsworld.server import Hit, SiteServer, serving
from tests.newsworld.site import application
from tests.newsworld.sources import write_source

if TYPE_CHECKING:
    from tests.newsworld.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedPublisher:
    """Where one publisher is found."""

    publisher: Publisher
    base: str
    authority: str
    """host:port"""
    feeds: tuple[str, ...]

    @property
    def slug(self) -> str:
        return self.publisher.slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """All publishers of a world while they are served."""

    publishers: tuple[ServedPublisher, ...]
    servers: tuple[SiteServer, ...]

    def publisher(self, slug: str) -> ServedPublisher:
        """The publisher of that slug; KeyError without one."""
        return {each.slug: each for each in self.publishers}[slug]

    def authorities(self) -> tuple[str, ...]:
        """host:port of each, for ``DATELINE_ALLOW_ADDRESSES``."""
        return tuple(each.authority for each in self.publishers)

    def write_sources(
        self, folder: Path, min_delay_seconds: float | None = 0.0
    ) -> tuple[Path, ...]:
        """One source file a publisher; the folder is made if need be.

        Args:
            folder: for ``DATELINE_SOURCES``.
            min_delay_seconds: the wait between requests; None leaves the default.
        """
        return tuple(
            write_source(
                folder,
                source_id=each.slug,
                name=each.publisher.name,
                homepage=f"{each.base}/",
                country=each.publisher.country,
                language=each.publisher.language,
                timezone=each.publisher.timezone,
                feeds=each.feeds,
                min_delay_seconds=min_delay_seconds,
            )
            for each in self.publishers
        )

    def log(self, slug: str | None = None) -> tuple[Hit, ...]:
        """What was asked, of one publisher or of all in turn, oldest first."""
        return tuple(
            hit
            for server in self.servers
            if slug in (None, server.name)
            for hit in tuple(server.hits)
        )

    def forget_log(self) -> None:
        """Empties every log, so that the next one shows one run only."""
        for server in self.servers:
            server.hits.clear()


@contextmanager
def serve(world: "World") -> Iterator[Served]:
    """The world on loopback until the block ends; its addresses change for good."""
    sites = {slug: application(world, slug) for slug in world.publishers}
    with serving(sites) as servers:
        world.bases.update({slug: server.base for slug, server in servers.items()})
        yield Served(
            publishers=tuple(
                ServedPublisher(
                    publisher=world.publishers[slug],
                    base=server.base,
                    authority=server.authority,
                    feeds=(server.base + FORMATS[world.publishers[slug].feed].path,),
                )
                for slug, server in servers.items()
            ),
            servers=tuple(servers.values()),
        )
