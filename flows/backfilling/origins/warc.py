"""WARC files of anyone's, and lists of their paths."""

from collections.abc import Iterator

from flows.backfilling.fields import Field, Lead
from flows.warcs import walk, warc_files
from transforms.records import Source
from transforms.urls import canonical_url

RECORDS_MAX = 1_000_000


def problem(source: Source) -> str | None:
    """Records are told apart by the site they are of."""
    return None if source.homepage else "the source file has no homepage"


def find(field: Field) -> Iterator[Lead]:
    """The first record of each of the source's pages in the files.

    Raises:
        UnreadableListing: a file is not there, or is damaged all over.
    """
    seen = set[str]()
    own = field.context.settings.captures
    for place in field.files:
        for path in warc_files(place, own):
            walked = walk(
                path,
                0,
                listing=place,
                homepage=field.source.homepage,
                most=RECORDS_MAX,
            )
            for link in walked.links:
                if canonical_url(link.url) not in seen:
                    seen.add(canonical_url(link.url))
                    yield Lead(link=link)
