"""WARC files of anyone's, and lists of them: on this machine, and on servers.

Lists are as Common Crawl publishes them (``warc.paths.gz``): a path a line, below the
address that the list's own path begins from. Files whose names tell when they were
begun, as those of CC-NEWS do, are taken for their days alone: a month has hundreds of
a gigabyte each.
"""

from collections.abc import Iterator

from flows.backfilling.fields import Field, Lead
from flows.backfilling.spools import Spool
from flows.backfilling.warc_lists import is_remote, places
from flows.visits import Visit
from flows.warcs import is_of, walk, warc_files
from transforms.errors import ItemError
from transforms.records import Fetch, Link, Source
from transforms.urls import canonical_url

RECORDS_MAX = 1_000_000
"""Pages taken of one file."""


def problem(source: Source) -> str | None:
    """Records are told apart by the site they are of."""
    return None if source.homepage else "the source file has no homepage"


def find(field: Field) -> Iterator[Lead]:
    """The first record of each of the source's pages in the files.

    A file of a list that cannot be read is counted and leaves the others.

    Raises:
        ItemError: nothing that was named could be read.
    """
    seen, problems, are_read = set[str](), list[ItemError](), 0
    for place, is_listed in places(field, problems):
        try:
            links = _links(field, place)
        except ItemError as error:
            if not is_listed and not is_remote(place):
                raise
            problems.append(error)
            visit = field.poll.failed_visit("listing", error, place)
            field.walk.visits.append(visit)
            continue
        are_read += 1
        for link in links:
            if canonical_url(link.url) not in seen:
                seen.add(canonical_url(link.url))
                yield Lead(link=link)
    if problems and not are_read:
        raise problems[0]


def _links(field: Field, place: str) -> list[Link]:
    if is_remote(place):
        return _streamed(field, place)
    homepage = field.source.homepage
    return [
        link
        for path in warc_files(place, field.context.settings.captures)
        for link in walk(
            path, 0, listing=place, homepage=homepage, most=RECORDS_MAX
        ).links
    ]


def _streamed(field: Field, url: str) -> list[Link]:
    """The source's pages in a server's file; of a preview those that are here."""
    context = field.context
    spool = Spool(
        folder=context.settings.spools, url=url, homepages=tuple(field.homepages)
    )
    with spool.held():
        spool.recall()
        if not spool.is_whole and field.is_preview:
            field.notes.append(f"{url} has yet to be read: what it holds is not known")
        elif not spool.is_whole:
            _read(field, spool)
    own = [str(field.source.homepage)]
    return [link for link in spool.links if is_of(link.url, own)]


def _read(field: Field, spool: Spool) -> None:
    begun_at = field.context.now()
    spool.follow = field.tell
    received, seconds = spool.read_on(lambda span: field.ask(spool.url, span))
    fetch = Fetch(
        source_id=field.source.id,
        kind="listing",
        url=spool.url,
        final_url=spool.url,
        started_at=begun_at,
        seconds=seconds,
        status=206,
        wire_bytes=received,
    )
    field.walk.visits.append(Visit(fetch=fetch))
    field.tell("")
