"""Who is meant by the full names of a batch, given whom the warehouse knows.

Runs in a load, behind ``stories``: one story names one bearer of a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from transforms.facts.names.namesakes import Identity, Profile, name_key, tell_apart
from warehouse.connection import Connection
from warehouse.staging import records, run, stage, stage_records

_COLUMNS: Mapping[str, object] = {
    "identity_id": "UUID",
    "version_id": "UUID",
    "article_id": "UUID",
    "entity": "INTEGER",
    "name": "VARCHAR",
    "name_key": "VARCHAR",
    "country": "VARCHAR",
    "occupations": ["VARCHAR"],
    "organisations": ["VARCHAR"],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A profile as the query gives it: lists, and null for an empty one."""

    version_id: UUID
    article_id: UUID
    entity: int
    name: str
    country: str | None
    roles: list[str] | None
    organisations: list[str] | None
    story_id: UUID | None


def decide(connection: Connection) -> None:
    """Adds an identity for each person whom the new versions name in full."""
    profiles = [_profile(row) for row in records(connection, "profiles", _Row)]
    if not profiles:
        return
    keys = sorted({name_key(profile.name) for profile in profiles})
    rows = [{"name_key": key} for key in keys]
    stage(connection, "incoming_name_keys", rows, {"name_key": "VARCHAR"})
    known = records(connection, "identities_known", Identity)
    found = tell_apart(known, profiles)
    stage_records(connection, "incoming_identities", found, _COLUMNS)
    run(connection, "identities_insert")


def _profile(row: _Row) -> Profile:
    return Profile(
        version_id=row.version_id,
        article_id=row.article_id,
        entity=row.entity,
        name=row.name,
        country=row.country,
        roles=tuple(sorted(row.roles or ())),
        organisations=tuple(sorted(row.organisations or ())),
        story_id=row.story_id,
    )
