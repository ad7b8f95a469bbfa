"""Incidents: which events of different articles are one happening; after ``stories``.

The batch's events are compared with those that were printed within a month of them and
share a place, a story or an original; pure code (``transforms.incidents``) decides.
An incident keeps its id while it grows; where two turn out to be one, the larger name
stays and ``incident_changes`` tells of the other.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from uuid import UUID

import duckdb

from transforms.duplicates.groups import Grouping, regroup
from transforms.incidents import WINDOW_DAYS, Telling, pairs, retold
from warehouse.staging import records, run, run_all, stage

_COMPARED_MAX = 200
"""Candidates of one telling: more share its place only where the place says little."""
_GROUPED = {"member_id": "UUID", "group_id": "UUID", "since_on": "DATE"}
_JOINED = {"incident_id": "UUID", "merged_into": "UUID", "since_on": "DATE"}


def join(connection: duckdb.DuckDBPyConnection) -> None:
    """Puts the batch's events into incidents and counts those anew that it touched."""
    run_all(connection, "incident_incoming", "moved_told", "incident_copies")
    bounds = run(connection, "incident_bounds").fetchone()
    first_on, last_on = bounds or (None, None)
    run(
        connection,
        "incident_known",
        first_on=first_on,
        last_on=last_on,
        window_days=WINDOW_DAYS,
    )
    known = _read_known(connection)
    recounted: Mapping[UUID, date] = dict(
        run(connection, "incident_touched").fetchall()
    )
    grouping = _group(connection, {event: name for event, (name, _) in known.items()})
    since = dict(known.values()) | dict(recounted)
    since_on = min([*since.values(), *([first_on] if first_on else [])], default=None)
    if since_on is None:
        return
    _stage(connection, grouping, recounted, since, since_on)
    run(connection, "incident_moved", since_on=since_on)
    run_all(
        connection,
        "incident_changes_insert",
        "incident_reports_insert",
        "incidents_delete",
    )
    run(connection, "incidents_insert", since_on=since_on)


def follow_stories(connection: duckdb.DuckDBPyConnection) -> None:
    """Names the stories of incidents anew where ``stories_touched`` changed them."""
    run(connection, "incidents_story")


def _read_known(
    connection: duckdb.DuckDBPyConnection,
) -> Mapping[UUID, tuple[UUID, date]]:
    """Known event -> its incident, and since when that is told."""
    rows = run(connection, "incident_named").fetchall()
    return {event: (name, since_on) for event, name, since_on in rows}


def _group(
    connection: duckdb.DuckDBPyConnection, known: Mapping[UUID, UUID]
) -> Grouping:
    tellings = {
        each.event_id: each
        for each in records(connection, "incident_tellings", Telling)
    }
    found = run(connection, "incident_candidates", most=_COMPARED_MAX).fetchall()
    links = [
        *pairs((tellings[one], tellings[other]) for one, other in found),
        *retold(each for each in tellings.values() if each.event_id not in known),
    ]
    # An event that nothing is tied to is an incident of its own.
    alone = [(each, each) for each in tellings if each not in known]
    tied = {event for link in links for event in link}
    return regroup(
        "incident",
        {event: name for event, name in known.items() if event in tied},
        [*links, *alone],
        Counter(known.values()),
    )


def _stage(
    connection: duckdb.DuckDBPyConnection,
    grouping: Grouping,
    recounted: Mapping[UUID, date],
    since: Mapping[UUID, date],
    since_on: date,
) -> None:
    """Temporary tables: whose incident is which, and which is no more."""
    members = [
        {
            "member_id": event,
            "group_id": name,
            "since_on": since.get(name),
        }
        for event, name in grouping.group_of.items()
    ]
    members += [
        {"member_id": None, "group_id": name, "since_on": None} for name in recounted
    ]
    stage(connection, "incidents_grouped", members, _GROUPED)
    joined = [
        {
            "incident_id": change.from_id,
            "merged_into": change.to_id,
            "since_on": min(
                since[name]
                for name in (change.from_id, change.to_id)
                if name is not None and name in since
            ),
        }
        for change in grouping.changes
    ]
    stage(connection, "incidents_joined", joined, _JOINED)
