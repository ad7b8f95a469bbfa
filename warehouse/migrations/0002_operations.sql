-- What happened: every request, every raw record, every failure, every run.

create table ops.captures (
    capture_id uuid not null,
    url_id uuid not null,
    source_id varchar not null,
    kind varchar not null,
    url varchar not null,
    final_url varchar not null,
    content_type varchar,
    payload_digest uuid not null,
    file varchar not null,
    link json,
    status integer not null,
    payload_bytes bigint not null,
    file_offset bigint not null,
    file_length bigint not null,
    fetched_at timestamptz not null
);

comment on table ops.captures is 'Responses in the raw archive (WARC 1.1), one row each, written after the record was synced to disk.';
comment on column ops.captures.capture_id is 'Key: BLAKE2b-128 of url, instant and payload.';
comment on column ops.captures.url_id is 'BLAKE2b-128 of url in canonical form, for joins.';
comment on column ops.captures.source_id is 'Source on whose behalf it was fetched: sources.source_id.';
comment on column ops.captures.kind is 'listing, page, file or robots.';
comment on column ops.captures.url is 'Address asked for.';
comment on column ops.captures.final_url is 'Address that answered, after redirects.';
comment on column ops.captures.content_type is 'Content-Type header as sent; null if none.';
comment on column ops.captures.payload_digest is 'BLAKE2b-128 of the body without content coding.';
comment on column ops.captures.file is 'WARC file below the folder captures.';
comment on column ops.captures.link is 'What the listing said of it (url, title, dates); null for listings.';
comment on column ops.captures.status is 'HTTP status; 200 for a local file.';
comment on column ops.captures.payload_bytes is 'Bytes of the body without content coding.';
comment on column ops.captures.file_offset is 'Byte at which its gzip member begins.';
comment on column ops.captures.file_length is 'Bytes of its gzip members, the link''s metadata record included.';
comment on column ops.captures.fetched_at is 'UTC instant of the request.';

create table ops.fetches (
    fetch_id uuid not null,
    url_id uuid not null,
    capture_id uuid,
    source_id varchar not null,
    kind varchar not null,
    url varchar not null,
    final_url varchar,
    etag varchar,
    last_modified varchar,
    payload_digest uuid,
    link_digest uuid,
    failure_reason varchar,
    status integer,
    wire_bytes bigint not null,
    seconds double not null,
    started_at timestamptz not null
);

comment on table ops.fetches is 'Every request, one row each; the newest rows of an address are its fetching state.';
comment on column ops.fetches.fetch_id is 'Key: BLAKE2b-128 of url and instant.';
comment on column ops.fetches.url_id is 'BLAKE2b-128 of url in canonical form, for joins.';
comment on column ops.fetches.capture_id is 'Archived response: ops.captures.capture_id; of a 304 the answer of another address that it confirms; null if none was kept.';
comment on column ops.fetches.source_id is 'Source on whose behalf: sources.source_id.';
comment on column ops.fetches.kind is 'listing, page, file or robots.';
comment on column ops.fetches.url is 'Address asked for.';
comment on column ops.fetches.final_url is 'Address that answered, after redirects; null if none did.';
comment on column ops.fetches.etag is 'ETag header, sent back as If-None-Match; null if none.';
comment on column ops.fetches.last_modified is 'Last-Modified header, sent back as If-Modified-Since; null if none.';
comment on column ops.fetches.payload_digest is 'BLAKE2b-128 of the body; null without one.';
comment on column ops.fetches.failure_reason is 'Slug as in ops.failures.reason; null if it succeeded.';
comment on column ops.fetches.status is 'HTTP status; null where no response came.';
comment on column ops.fetches.wire_bytes is 'Bytes of the body as sent.';
comment on column ops.fetches.seconds is 'Seconds from request to last byte.';
comment on column ops.fetches.link_digest is 'BLAKE2b-128 of what the listing said of the page; another one means: look again; null for listings.';
comment on column ops.fetches.started_at is 'UTC instant of the request.';

create table ops.failures (
    failure_id uuid not null,
    run_id uuid not null,
    source_id varchar,
    url varchar,
    stage varchar not null,
    reason varchar not null,
    detail varchar not null,
    traceback varchar,
    occurred_at timestamptz not null
);

comment on table ops.failures is 'Everything that failed, was refused or was dropped, one row each with its reason.';
comment on column ops.failures.failure_id is 'Key: BLAKE2b-128 of run, all columns but traceback, and place among equals.';
comment on column ops.failures.run_id is 'Run in which it happened: ops.runs.run_id.';
comment on column ops.failures.source_id is 'Source: sources.source_id; null where it was none''s.';
comment on column ops.failures.url is 'Address or file; null where there is none.';
comment on column ops.failures.stage is 'fetch, listing, article, facts, load, or item for what nobody foresaw.';
comment on column ops.failures.reason is 'Short slug to count by, e.g. http-404, timed-out, no-text.';
comment on column ops.failures.detail is 'One sentence for a person.';
comment on column ops.failures.traceback is 'Python traceback of what nobody foresaw; null otherwise.';
comment on column ops.failures.occurred_at is 'UTC instant.';

create table ops.runs (
    run_id uuid not null,
    flow varchar not null,
    state varchar not null,
    parameters json not null,
    counts json not null,
    started_at timestamptz not null,
    finished_at timestamptz
);

comment on table ops.runs is 'Runs of flows, one row each.';
comment on column ops.runs.run_id is 'Key: BLAKE2b-128 of flow, start and process.';
comment on column ops.runs.flow is 'ingest.';
comment on column ops.runs.state is 'completed, or failed where anything failed.';
comment on column ops.runs.parameters is 'What it was called with.';
comment on column ops.runs.counts is 'Its summary: listed, fetched, unchanged, articles, versions, copies, facts, failures.';
comment on column ops.runs.started_at is 'UTC instant.';
comment on column ops.runs.finished_at is 'UTC instant; null while it runs.';
