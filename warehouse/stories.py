"""Template families and stories, as a batch makes them grow; after ``matching``.

Forms come first: reports made from one are in no story together. Then each new
original is weighed by its terms, neighbours in time are found by one join, and pure
code (``duplicates.stories``, ``templates``, ``groups``) says what is linked and which
names groups keep. A group that only grew is touched at its new members alone, so that
a batch costs the same however large stories and families have become.
"""

from collections.abc import Iterable
from uuid import UUID

import duckdb

from transforms.duplicates import stories, templates
from transforms.duplicates.groups import Grouping, regroup
from warehouse.staging import records, run, run_all, stage, stage_records

_LEADING_TERMS = 20
"""Of the 48 terms of an original, those by which pairs are found."""
_LEADING_COSINE_MIN = 0.05
"""By these alone."""
_TERM_ORIGINALS_MAX = 400
"""A term that more of the originals around hold finds no pair."""
_MEMBER_COLUMNS = {"member_id": "UUID", "group_id": "UUID"}
_CHANGE_COLUMNS = {
    "kind": "VARCHAR",
    "from_id": "UUID",
    "to_id": "UUID",
    "member_count": "INTEGER",
}
_LINK_COLUMNS = {"article_id": "UUID", "other_article_id": "UUID", "cosine": "DOUBLE"}


def place(connection: duckdb.DuckDBPyConnection) -> None:
    """Puts what a batch brought into template families and stories."""
    _grow_families(connection)
    _stage_links(connection, _find_links(connection))
    _regroup_stories(connection)
    run_all(
        connection,
        "articles_stories_merged",
        "articles_story",
        "stories_touched",
        "stories_delete",
        "stories_insert",
    )
    run(connection, "group_changes_insert", noun="story")


def _grow_families(connection: duckdb.DuckDBPyConnection) -> None:
    run_all(connection, "template_ends")
    known: dict[UUID, UUID] = {}
    links: list[tuple[UUID, UUID]] = []
    for one, other, family, other_family in run(
        connection, "template_ends_read"
    ).fetchall():
        links.append((one, other))
        known.update({one: family} if family else {})
        known.update({other: other_family} if other_family else {})
    sizes = dict(run(connection, "template_sizes").fetchall())
    _stage_groups(connection, templates.families(known, sizes, links))
    run_all(connection, "templates_merge", "templates_insert")
    run(connection, "recognised", members_min=templates.FAMILY_MEMBERS_MIN)
    run_all(connection, "articles_template")
    run(connection, "group_changes_insert", noun="template")


def _find_links(
    connection: duckdb.DuckDBPyConnection,
) -> tuple[stories.Neighbour, ...]:
    """New originals with those that tell of the same; their terms are kept."""
    run_all(connection, "story_incoming", "term_counts")
    run(
        connection,
        "incoming_vectors",
        prior_documents=stories.PRIOR_DOCUMENTS,
        terms_max=stories.WEIGHTS_MAX,
    )
    run_all(connection, "term_vectors_insert")
    days = stories.NEIGHBOUR_DAYS
    found = run(connection, "story_bounds", days=days).fetchone()
    first_us, last_us = found or (0, 0)
    run(
        connection,
        "neighbours",
        first_us=first_us,
        last_us=last_us,
        days=days,
        found_min=_LEADING_COSINE_MIN,
        joining_cosine=stories.COSINE_MIN,
        leading_terms=_LEADING_TERMS,
        term_originals_max=_TERM_ORIGINALS_MAX,
    )
    placed = records(
        connection, "placed", stories.Placed, first_us=first_us, last_us=last_us
    )
    neighbours = records(connection, "neighbours_read", stories.Neighbour)
    incoming = [row[0] for row in run(connection, "story_incoming_read").fetchall()]
    return stories.link(
        incoming, {each.article_id: each for each in placed}, neighbours
    )


def _stage_links(
    connection: duckdb.DuckDBPyConnection, links: Iterable[stories.Neighbour]
) -> None:
    stage_records(connection, "incoming_links", links, _LINK_COLUMNS)
    run_all(connection, "story_links_insert")


def _regroup_stories(connection: duckdb.DuckDBPyConnection) -> None:
    run_all(connection, "loosened")
    known: dict[UUID, UUID] = dict(run(connection, "loosened_read").fetchall())
    sizes: dict[UUID, int] = {}
    for article_id, story_id, member_count in run(connection, "growing").fetchall():
        known[article_id] = story_id
        sizes[story_id] = member_count
    links = run(connection, "loose_links").fetchall()
    links += run(connection, "incoming_links_read").fetchall()
    _stage_groups(connection, regroup("story", known, links, sizes))


def _stage_groups(connection: duckdb.DuckDBPyConnection, grouping: Grouping) -> None:
    members = (
        {"member_id": member, "group_id": group}
        for member, group in grouping.group_of.items()
    )
    stage(connection, "regrouped", members, _MEMBER_COLUMNS)
    stage_records(connection, "group_changes", grouping.changes, _CHANGE_COLUMNS)
