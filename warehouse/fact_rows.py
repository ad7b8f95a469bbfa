"""Rows of facts: with the ids of their version, and who made them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from uuid import UUID

from transforms.batches import Replacement
from transforms.facts import KINDS
from transforms.facts.happenings.spans import EventSpan
from transforms.identity import identify
from transforms.records import Fact

Row = Mapping[str, object]


def fact_rows(
    article_id: UUID,
    version_id: UUID,
    kind: str,
    facts: Iterable[Fact],
    names_by: str | None,
) -> Iterator[Row]:
    """Rows of one kind; equal spans are told apart by their order."""
    places: Counter[tuple[int, int]] = Counter()
    for fact in facts:
        span = (fact.start_char, fact.end_char)
        yield {
            "fact_id": identify("fact", version_id, kind, *span, places[span]),
            "article_id": article_id,
            "version_id": version_id,
            "extractor": kind,
            "extractor_version": extractor_version(kind, names_by),
            **_columns(version_id, fact),
        }
        places[span] += 1


def _columns(version_id: UUID, fact: Fact) -> Row:
    row = {field.name: getattr(fact, field.name) for field in fields(fact)}
    if "event" in row:
        row["event_id"] = _event_id(version_id, row.pop("event"))
    return row


def _event_id(version_id: UUID, span: object) -> UUID | None:
    """The ``fact_id`` of the event whose trigger stands there."""
    if not isinstance(span, EventSpan):
        return None
    return identify("fact", version_id, "events", span.start_char, span.end_char, 0)


def extractor_version(kind: str, names_by: str | None) -> str:
    """State of the extractor, with the model where another one found the names."""
    version = KINDS[kind].version
    return f"{version} {names_by}" if names_by else version


def fact_versions(
    facts_skipped: str | None, names_by: str | None
) -> Mapping[str, str] | None:
    """Who has looked for facts; nobody in a language that none knows."""
    if facts_skipped not in (None, "failed"):
        return None
    return {kind: extractor_version(kind, names_by) for kind in KINDS}


def replaced_row(replacement: Replacement, run_id: UUID) -> Row:
    """What the load needs to know to replace what a version had."""
    return {
        "run_id": run_id,
        "version_id": replacement.version_id,
        "read_by": replacement.read_by,
        "kinds": None if replacement.facts is None else sorted(replacement.facts),
        "facts_skipped": replacement.facts_skipped,
        "fact_versions": fact_versions(replacement.facts_skipped, replacement.names_by),
        "refused_by": replacement.refused_by,
    }
