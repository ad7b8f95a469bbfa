"""From a batch to the rows of each table: what lies in ``landing`` and is loaded.

Ids and spans are settled here once, so that loading the same rows again changes
nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from datetime import datetime
from uuid import UUID

from transforms import dated_text
from transforms.batches import Batch, Replacement, Run, Sighting
from transforms.facts import KINDS
from transforms.identity import identify
from transforms.intervals import ListingState
from transforms.records import Capture, Failure, Fetch, Link, Refined, Source, Terms
from transforms.urls import canonical_url
from transforms.windows import Window
from warehouse.fact_rows import fact_rows, fact_versions, replaced_row

Row = Mapping[str, object]

PAGES: Mapping[str, str] = {
    "article_id": "uuid",
    "version_id": "uuid",
    "capture_id": "uuid",
    "content_digest": "uuid",
    "source_id": "varchar",
    "url": "varchar",
    "canonical_url": "varchar",
    "origin_url": "varchar",
    "title": "varchar",
    "authors": "varchar[]",
    "language": "varchar",
    "text": "varchar",
    "date_precision": "varchar",
    "date_origin": "varchar",
    "extractor_version": "varchar",
    "facts_skipped": "varchar",
    "fact_versions": "map(varchar, varchar)",
    "word_count": "integer",
    "partial_reason": "varchar",
    "agency": "varchar",
    "winnowed": "bigint[]",
    "terms": "struct(buckets integer[], hashes bigint[], "
    "weights float[], priors float[])",
    "blocks": "struct(kind varchar, start_char integer, end_char integer)[]",
    "dropped": "struct(reason varchar, blocks integer, characters integer)[]",
    "published_on": "date",
    "published_at": "timestamptz",
    "seen_at": "timestamptz",
}
"""Columns of landed pages: an article and its text, before versions are settled."""

REPLACED: Mapping[str, str] = {
    "run_id": "uuid",
    "version_id": "uuid",
    "read_by": "varchar",
    "kinds": "varchar[]",
    "facts_skipped": "varchar",
    "fact_versions": "map(varchar, varchar)",
    "refused_by": "varchar",
}
"""What is read again; ``kinds`` is null where the version goes as a whole."""

SIGHTINGS: Mapping[str, str] = {"url_id": "uuid", "seen_at": "timestamptz"}


def rows_of(batch: Batch) -> Mapping[str, list[Row]]:
    """The batch's rows by table; ``pages`` and ``sightings`` are staging only."""
    return {
        "sources": [_source(source, batch.made_at) for source in batch.sources],
        "pages": [_page(refined) for refined in batch.refined],
        **{
            kind: [
                *(row for refined in batch.refined for row in _facts(refined, kind)),
                *(row for each in batch.replacements for row in _anew(each, kind)),
            ]
            for kind in KINDS
        },
        "sightings": [_sighting(sighting) for sighting in batch.sightings],
        "captures": [_capture(capture) for capture in batch.captures],
        "fetches": [_fetch(fetch) for fetch in batch.fetches],
        "failures": list(_failures(batch)),
        "runs": [_run(run) for run in batch.runs],
        "source_state": [_state(state) for state in batch.states],
        "backfill_windows": [_window(window) for window in batch.windows],
        "replaced": [replaced_row(each, batch.run_id) for each in batch.replacements],
        "same_words": [
            _page(each.same_words) for each in batch.replacements if each.same_words
        ],
    }


def url_id(url: str) -> UUID:
    """The key under which an address is joined: one for all spellings of it."""
    return identify("url", canonical_url(url))


def _source(source: Source, added_at: datetime) -> Row:
    return {
        "source_id": source.id,
        "name": source.name,
        "homepage": source.homepage,
        "country": source.country,
        "language": source.language,
        "timezone": source.timezone,
        "kinds": sorted({listing.kind for listing in source.listings}),
        "is_enabled": source.is_enabled,
        "added_at": added_at,
    }


def _ids(refined: Refined) -> tuple[UUID, UUID]:
    """Article and version."""
    article = refined.article
    article_id = identify("article", article.canonical_url)
    return article_id, identify("version", article_id, article.capture_id)


def _page(refined: Refined) -> Row:
    article = refined.article
    article_id, version_id = _ids(refined)
    return {
        "article_id": article_id,
        "version_id": version_id,
        "capture_id": article.capture_id,
        "content_digest": refined.fingerprints.content_digest,
        "source_id": article.source_id,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "origin_url": article.origin_url,
        "title": article.title,
        "authors": article.authors,
        "language": article.language,
        "text": refined.text,
        "date_precision": article.date_precision,
        "date_origin": article.date_origin,
        "extractor_version": article.extractor_version,
        "facts_skipped": refined.facts_skipped,
        "fact_versions": fact_versions(refined.facts_skipped, refined.names_by),
        "word_count": sum(len(block.text.split()) for block in article.blocks),
        "blocks": [
            {
                "kind": span.kind,
                "start_char": span.start_char,
                "end_char": span.end_char,
            }
            for span in dated_text.spans(refined.text)
        ],
        "partial_reason": article.partial_reason,
        "dropped": [asdict(dropped) for dropped in article.dropped],
        "agency": refined.fingerprints.agency,
        "winnowed": refined.fingerprints.winnowed,
        "terms": _terms(refined.fingerprints.terms),
        "published_on": article.published_on,
        "published_at": article.published_at,
        "seen_at": article.seen_at,
    }


def _terms(terms: Terms) -> Row:
    # asdict would copy each of 500 numbers by itself.
    return {field.name: getattr(terms, field.name) for field in fields(terms)}


def _facts(refined: Refined, kind: str) -> Iterator[Row]:
    if facts := refined.facts.get(kind, ()):
        yield from fact_rows(*_ids(refined), kind, facts, refined.names_by)


def _anew(replacement: Replacement, kind: str) -> Iterator[Row]:
    facts = (replacement.facts or {}).get(kind, ())
    yield from fact_rows(
        replacement.article_id,
        replacement.version_id,
        kind,
        facts,
        replacement.names_by,
    )


def _sighting(sighting: Sighting) -> Row:
    return {"url_id": url_id(sighting.url), "seen_at": sighting.seen_at}


def _capture(capture: Capture) -> Row:
    return {
        "capture_id": capture.capture_id,
        "url_id": url_id(capture.url),
        "source_id": capture.source_id,
        "kind": capture.kind,
        "url": capture.url,
        "final_url": capture.final_url,
        "content_type": capture.content_type,
        "payload_digest": capture.payload_digest,
        "file": capture.file,
        "link": _link(capture.link),
        "status": capture.status,
        "payload_bytes": capture.payload_bytes,
        "file_offset": capture.file_offset,
        "file_length": capture.file_length,
        "fetched_at": capture.fetched_at,
    }


def _link(link: Link | None) -> Row | None:
    if link is None:
        return None
    return {field.name: getattr(link, field.name) for field in fields(link)}


def _fetch(fetch: Fetch) -> Row:
    return {
        "fetch_id": identify("fetch", fetch.url, fetch.started_at.isoformat()),
        "url_id": url_id(fetch.url),
        **{field.name: getattr(fetch, field.name) for field in fields(fetch)},
    }


def _failures(batch: Batch) -> Iterator[Row]:
    """Equal failures are told apart by their order: a feed drops many at once."""
    places: Counter[Failure] = Counter()
    for failure in batch.failures:
        yield {
            "failure_id": identify(
                "failure",
                batch.run_id,
                failure.source_id,
                failure.url,
                failure.stage,
                failure.reason,
                failure.detail,
                failure.occurred_at.isoformat(),
                places[failure],
            ),
            "run_id": batch.run_id,
            **{field.name: getattr(failure, field.name) for field in fields(failure)},
        }
        places[failure] += 1


def _state(state: ListingState) -> Row:
    return {field.name: getattr(state, field.name) for field in fields(state)}


def _window(window: Window) -> Row:
    return {field.name: getattr(window, field.name) for field in fields(window)}


def _run(run: Run) -> Row:
    return {field.name: getattr(run, field.name) for field in fields(run)}
