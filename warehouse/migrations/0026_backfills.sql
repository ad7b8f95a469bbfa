-- Which days of which source were looked for in its past, and what came of it.

create table ops.backfill_windows (
    window_id uuid not null,
    run_id uuid not null,
    recipe_digest uuid not null,
    source_id varchar not null,
    origin varchar not null,
    state varchar not null,
    reason varchar,
    listed integer not null,
    known integer not null,
    articles integer not null,
    lost integer not null,
    failed integer not null,
    covers_on date not null,
    started_at timestamptz not null,
    updated_at timestamptz not null
);

comment on table ops.backfill_windows is 'The ledger of backfills: a source, a day and an origin, one row each, from the first backfill that took it on.';
comment on column ops.backfill_windows.window_id is 'Key: BLAKE2b-128 of source, origin and day.';
comment on column ops.backfill_windows.run_id is 'Run that wrote the row last: ops.runs.run_id once it has ended.';
comment on column ops.backfill_windows.recipe_digest is 'BLAKE2b-128 of what the window was filled by: the source''s listings and the version of the origin''s code; another one makes it stale.';
comment on column ops.backfill_windows.source_id is 'Source: sources.source_id.';
comment on column ops.backfill_windows.origin is 'Where it was looked for: sitemaps, listings, cdx, warc or captures.';
comment on column ops.backfill_windows.state is 'missing (begun, then left), running, done, empty (the origin has nothing of that day), failed (worth another try), stale (done, but out of date), unavailable (the origin has no such thing for this source).';
comment on column ops.backfill_windows.reason is 'Why it failed, is unavailable, stale or was left; null otherwise.';
comment on column ops.backfill_windows.listed is 'Pages that the origin dates to that day or, undated, near it.';
comment on column ops.backfill_windows.known is 'Those of listed that earlier runs had asked for with success.';
comment on column ops.backfill_windows.articles is 'Articles of that day that the last run over this window read.';
comment on column ops.backfill_windows.lost is 'Pages that are gone, forbidden or no articles; asking again does not mend that.';
comment on column ops.backfill_windows.failed is 'Pages that failed and are worth another try.';
comment on column ops.backfill_windows.covers_on is 'The day of publication, in the source''s time zone.';
comment on column ops.backfill_windows.started_at is 'UTC instant at which the last run began with it.';
comment on column ops.backfill_windows.updated_at is 'UTC instant of the last change; the newest counts.';
