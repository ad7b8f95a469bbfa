-- Reading again what older code read, and what people decide by hand.

alter table versions add column fact_versions map(varchar, varchar);
alter table versions add column refused_by varchar;

comment on column versions.extractor_version is 'State of the page reader that made the text; dateline reprocess brings it up to date.';
comment on column versions.fact_versions is 'State of each extractor that has read the text, by kind of fact, whether it found any or not; null in versions from before this column, and where no facts were looked for.';
comment on column versions.refused_by is 'Newer state of the page reader, by which the archived page is no article: the text is the older one''s; null where none refused it.';

create table ops.replacements (
    replacement_id uuid not null,
    run_id uuid not null,
    stage varchar not null,
    kind varchar not null,
    versions integer not null,
    gone integer not null,
    new integer not null,
    changed integer not null,
    same integer not null,
    replaced_at timestamptz not null
);

comment on table ops.replacements is 'What dateline reprocess put in the place of what older code had read, one row per batch, stage and kind.';
comment on column ops.replacements.replacement_id is 'Key: BLAKE2b-128 of batch, stage and kind.';
comment on column ops.replacements.run_id is 'Run that did it: ops.runs.run_id.';
comment on column ops.replacements.stage is 'facts: read from the same text; article: read from the page again.';
comment on column ops.replacements.kind is 'Kind of fact, which is its table; versions: the texts themselves.';
comment on column ops.replacements.versions is 'Versions that were read again.';
comment on column ops.replacements.gone is 'Rows that are no more.';
comment on column ops.replacements.new is 'Rows that were not there.';
comment on column ops.replacements.changed is 'Rows with the same key and other contents.';
comment on column ops.replacements.same is 'Rows that differ in nothing but the extractor''s version.';
comment on column ops.replacements.replaced_at is 'UTC instant at which the batch was made.';

create table ops.source_orders (
    source_id varchar not null,
    reason varchar,
    interval_seconds integer,
    is_paused boolean not null,
    ordered_at timestamptz not null
);

comment on table ops.source_orders is 'What people ordered with dateline sources pause, resume and interval, one row a source; it goes before the source file.';
comment on column ops.source_orders.source_id is 'Key: sources.source_id.';
comment on column ops.source_orders.reason is 'Why it is paused, in the words of whoever did it; null if they gave none.';
comment on column ops.source_orders.interval_seconds is 'Seconds between two polls of each of its listings; null: as they adapt by themselves.';
comment on column ops.source_orders.is_paused is 'Whether runs leave it alone, those that name it too.';
comment on column ops.source_orders.ordered_at is 'UTC instant of the last order.';

create table ops.alerts (
    alert_id uuid not null,
    source_id varchar,
    flag varchar not null,
    detail varchar not null,
    raised_at timestamptz not null,
    sent_at timestamptz,
    cleared_at timestamptz
);

comment on table ops.alerts is 'What maintenance found worth a person''s look, one row from the night it began until it is over.';
comment on column ops.alerts.alert_id is 'Key: BLAKE2b-128 of source, flag and the instant it was raised.';
comment on column ops.alerts.source_id is 'Source: sources.source_id; null for the warehouse as a whole.';
comment on column ops.alerts.flag is 'As in source_health.flags, or landing-waits, landing-refused, disk-full, check-failed, maintenance-late.';
comment on column ops.alerts.detail is 'One sentence for a person, as of the last look.';
comment on column ops.alerts.raised_at is 'UTC instant at which it was first found.';
comment on column ops.alerts.sent_at is 'UTC instant at which the webhook took it; null if it has not or there is none.';
comment on column ops.alerts.cleared_at is 'UTC instant at which it was no longer found; null while it lasts.';

alter table ops.captures add column dropped_at timestamptz;

comment on column ops.captures.dropped_at is 'UTC instant at which its source was dropped with dateline sources drop; its bytes are still in the archive. Null for all others.';
