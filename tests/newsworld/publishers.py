"""Who publishes in this world: four papers and an agency, each with habits of its own.

A habit is something that real sites do and that has broken a reader: relative links
in feeds, trackers in links, items without a date, pages in windows-1251, no markup.
"""

from dataclasses import dataclass, replace
from datetime import tzinfo
from typing import Literal
from zoneinfo import ZoneInfo

FeedKind = Literal["rss", "atom", "rdf", "json"]
LayoutKind = Literal["json-ld", "div-soup", "cyrillic", "old"]
LinkStyle = Literal["absolute", "relative", "tracked"]
PathStyle = Literal["dated", "numbered", "cyrillic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """One site, and how it does things."""

    slug: str
    name: str
    country: str
    language: str
    timezone: str
    feed: FeedKind
    layout: LayoutKind
    links: LinkStyle = "absolute"
    """How the feed names its articles; ``tracked``: with utm parameters."""
    paths: PathStyle = "dated"
    charset: str = "utf-8"
    undated_every: int = 0
    """Every how-many-th item of the feed lacks its date; 0: none does."""
    is_syndicating: bool = False
    """Every second article is a copy of another publisher's."""

    @property
    def zone(self) -> tzinfo:
        return ZoneInfo(self.timezone)


PUBLISHERS = (
    Publisher(
        slug="harbour-gazette",
        name="Harbour Gazette",
        country="GB",
        language="en",
        timezone="Europe/London",
        feed="rss",
        layout="json-ld",
        links="tracked",
    ),
    Publisher(
        slug="visnyk-skhodu",
        name="Вісник Сходу",
        country="UA",
        language="uk",
        timezone="Europe/Kyiv",
        feed="atom",
        layout="cyrillic",
        links="relative",
        paths="cyrillic",
        charset="windows-1251",
    ),
    Publisher(
        slug="civic-ledger",
        name="The Civic Ledger",
        country="US",
        language="en",
        timezone="America/New_York",
        feed="json",
        layout="div-soup",
        links="relative",
        paths="numbered",
        undated_every=3,
    ),
    Publisher(
        slug="mirror-tribune",
        name="Mirror Tribune",
        country="AU",
        language="en",
        timezone="Australia/Sydney",
        feed="rdf",
        layout="old",
        paths="numbered",
        is_syndicating=True,
    ),
    Publisher(
        slug="continental-wire",
        name="Continental Wire",
        country="CH",
        language="en",
        timezone="Europe/Zurich",
        feed="rss",
        layout="json-ld",
        paths="numbered",
    ),
)


def choose(count: int) -> tuple[Publisher, ...]:
    """The first ``count`` publishers; past the fifth they return under a number."""
    chosen = []
    for position in range(count):
        lap, index = divmod(position, len(PUBLISHERS))
        publisher = PUBLISHERS[index]
        if lap:
            slug, name = f"{publisher.slug}-{lap + 1}", f"{publisher.name} {lap + 1}"
            publisher = replace(publisher, slug=slug, name=name)
        chosen.append(publisher)
    return tuple(chosen)
