"""WARC files of anyone's on this machine, and lists of their paths."""

import gzip
from collections.abc import Iterator
from pathlib import Path

from flows.backfilling.fields import Field, Lead
from flows.warcs import walk, warc_files
from transforms.errors import UnreadableListing
from transforms.records import Source
from transforms.urls import canonical_url

RECORDS_MAX = 1_000_000
"""Pages taken of one file."""
_LISTS = (".paths", ".paths.gz", ".txt", ".txt.gz")


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
    for named in field.files:
        for place in _places(named):
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


def _places(named: str) -> list[str]:
    """The paths in a list, beside which they lie; anything else is a place itself."""
    if not named.lower().endswith(_LISTS):
        return [named]
    path = Path(named).expanduser()
    try:
        packed = path.read_bytes()
        written = gzip.decompress(packed) if named.endswith(".gz") else packed
        lines = written.decode("utf-8").splitlines()
    except (OSError, EOFError, ValueError) as error:
        detail = f"{named}: no list of paths: {error}"
        raise UnreadableListing("unreadable-file", detail) from error
    return [str(path.parent / line.strip()) for line in lines if line.strip()]
