"""Copies among what a batch brought: found, compared and settled during its load.

New versions are in the tables already, with ``incoming_fingerprints`` beside them.
One join finds candidates near in time, pure code compares their texts (``likeness``,
``relations``) and settles every cluster about which the batch tells something
(``clusters``); what has changed is written, with its trail.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from uuid import UUID

import duckdb

from transforms.duplicates import clusters
from transforms.duplicates.fingerprints import read_text
from transforms.duplicates.likeness import Text, compare, prepare
from transforms.duplicates.relations import relate
from warehouse.connection import THREADS_MAX, set_threads
from warehouse.staging import Row, records, run, run_all, stage, stage_records

_WINDOW_DAYS = 30
"""Copies follow within days. Each article is compared with those published so long
before and after itself, whenever it is loaded: a backfill finds its peers as well."""
_USUAL_CLUSTERS = 32
"""A fingerprint that so many clusters share is a formula of the trade."""
_TEXTS_KEPT = 1000

_LIKENESS_COLUMNS = {
    "version_id": "UUID",
    "other_version_id": "UUID",
    "relation": "VARCHAR",
    "containment": "DOUBLE",
    "length_ratio": "DOUBLE",
    "shared_runs": "INTEGER",
}
_COPY_COLUMNS = {
    "version_id": "UUID",
    "original_version_id": "UUID",
    "nearest_version_id": "UUID",
    "kind": "VARCHAR",
    "containment": "DOUBLE",
    "shared_runs": "INTEGER",
}


def match(connection: duckdb.DuckDBPyConnection) -> int:
    """Finds what a batch's texts are like and settles the clusters; as ``settle``."""
    find_candidates(connection, _WINDOW_DAYS)
    likenesses = list(_likenesses(connection))
    stage(connection, "incoming_likenesses", likenesses, _LIKENESS_COLUMNS)
    run_all(connection, "likenesses_insert", "fingerprints_insert")
    return settle(connection)


def settle(connection: duckdb.DuckDBPyConnection) -> int:
    """Settles the clusters that a batch touches; gives how many articles are copies
    since. ``incoming_likenesses`` and ``moved`` stay for what comes after."""
    run_all(connection, "members")
    copies = clusters.settle(
        records(connection, "members_read", clusters.Member),
        records(connection, "links", clusters.Link),
    )
    stage_records(connection, "incoming_copies", copies, _COPY_COLUMNS)
    run_all(
        connection,
        *("settled_copies", "duplicate_changes"),
        *("duplicates_delete", "duplicates_insert"),
        *("moved", "articles_duplicate_of"),
    )
    found = run(connection, "copies_found").fetchone()
    return int(found[0]) if found else 0


def find_candidates(connection: duckdb.DuckDBPyConnection, days: int) -> None:
    """Makes ``candidates``: whom ``incoming_fingerprints`` resemble within ``days``."""
    bounds = run(connection, "incoming_days").fetchone()
    first_day, last_day = bounds or (0, 0)
    run(connection, "repeated_fingerprints", usual=_USUAL_CLUSTERS)
    # The one statement of a load that reads a large part of a large table.
    set_threads(connection, THREADS_MAX)
    run(
        connection,
        "fingerprint_hits",
        first_day=first_day - days,
        last_day=last_day + days,
        days=days,
        usual=_USUAL_CLUSTERS,
    )
    set_threads(connection, 1)
    run(connection, "candidates", days=days)


def _likenesses(connection: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    """What the candidates are to each other, where they are anything."""
    words: Mapping[UUID, str] = dict(run(connection, "candidate_texts").fetchall())

    @lru_cache(maxsize=_TEXTS_KEPT)
    def text_of(version_id: UUID) -> Text:
        return prepare(read_text(words[version_id]))

    for one, other, days_apart in run(connection, "candidates_read").fetchall():
        likeness = compare(text_of(one), text_of(other))
        relation = relate(likeness, days_apart)
        if relation is not None:
            smaller, larger = sorted((one, other))
            yield {
                "version_id": smaller,
                "other_version_id": larger,
                "relation": relation,
                "containment": likeness.containment,
                "length_ratio": likeness.length_ratio,
                "shared_runs": likeness.shared_runs,
            }
