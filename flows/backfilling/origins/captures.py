"""Our own archive: pages that were fetched once and whose article is in no table.

What an earlier backfill left out as not of its days, what could not be read then,
what came with a table that is gone. Nothing is asked of anyone.
"""

from collections.abc import Iterator

from flows.backfilling.fields import Field, Lead
from transforms.records import Link, Source
from warehouse.unread import unread_captures


def problem(source: Source) -> str | None:
    """There always is an archive, if an empty one."""
    return None


def find(field: Field) -> Iterator[Lead]:
    """Every such page that was fetched on the first day or later."""
    settings = field.context.settings
    for capture in unread_captures(
        settings.warehouse,
        field.source.id,
        field.since,
        patience_seconds=settings.patience_seconds,
    ):
        link = capture.link or Link(url=capture.url, listing_url=capture.url)
        yield Lead(link=link, capture=capture)
