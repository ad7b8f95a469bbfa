-- When each listing is looked at again, and why then.

create table ops.source_state (
    listing_id uuid not null,
    source_id varchar not null,
    kind varchar not null,
    url varchar not null,
    polled_url varchar not null,
    moved_to varchar,
    last_failure_reason varchar,
    disabled_reason varchar,
    interval_seconds integer not null,
    publisher_seconds integer,
    items_per_day double,
    failure_weight double not null,
    failures_in_row integer not null,
    gone_seen integer not null,
    moved_seen integer not null,
    is_disabled boolean not null,
    first_polled_at timestamptz not null,
    last_polled_at timestamptz not null,
    last_read_at timestamptz,
    last_changed_at timestamptz,
    gone_first_seen_at timestamptz,
    moved_first_seen_at timestamptz,
    next_poll_at timestamptz not null
);

comment on table ops.source_state is 'Listings (feeds, sitemaps, listing pages) with their polling state, one row each; a row stays when its source goes.';
comment on column ops.source_state.listing_id is 'Key: BLAKE2b-128 of source, kind and url.';
comment on column ops.source_state.source_id is 'Source: sources.source_id.';
comment on column ops.source_state.kind is 'Kind of listing: feed, sitemap, page and so on.';
comment on column ops.source_state.url is 'Address as in the source file.';
comment on column ops.source_state.polled_url is 'Address that is asked for; not url once a permanent redirect was confirmed.';
comment on column ops.source_state.moved_to is 'Target of a permanent redirect that is not confirmed yet; null without one.';
comment on column ops.source_state.last_failure_reason is 'Slug as in ops.failures.reason; null if the last poll succeeded.';
comment on column ops.source_state.disabled_reason is 'Why it is no longer polled, in words; null where it is.';
comment on column ops.source_state.interval_seconds is 'Seconds between two polls while it answers, 600 to 86400; failures stretch the pause to next_poll_at, not this.';
comment on column ops.source_state.publisher_seconds is 'Seconds that the publisher asks to wait between polls (ttl, sy:update, max-age), at most 86400; null if it asks for nothing.';
comment on column ops.source_state.items_per_day is 'Moving average of new items per day; null before the second readable answer.';
comment on column ops.source_state.failure_weight is 'Sum of the failures in a row, a hard one counting 1, a soft one 0.5, a temporary one 0.25; 0 if the last poll succeeded.';
comment on column ops.source_state.failures_in_row is 'Polls since the last that succeeded.';
comment on column ops.source_state.gone_seen is 'Answers 410 since it could last be read; three over a day disable it.';
comment on column ops.source_state.moved_seen is 'Readable answers in a row that came from moved_to; three over a day confirm it.';
comment on column ops.source_state.is_disabled is 'Whether it is no longer polled because it is gone.';
comment on column ops.source_state.first_polled_at is 'UTC instant of the first poll.';
comment on column ops.source_state.last_polled_at is 'UTC instant of the last poll, whatever came of it.';
comment on column ops.source_state.last_read_at is 'UTC instant of the last poll that could be read, answers 304 included; null if none ever could.';
comment on column ops.source_state.last_changed_at is 'UTC instant of the last poll with new items; null if there never were any.';
comment on column ops.source_state.gone_first_seen_at is 'UTC instant of the first answer 410 that gone_seen counts; null without one.';
comment on column ops.source_state.moved_first_seen_at is 'UTC instant of the first answer that moved_seen counts; null without one.';
comment on column ops.source_state.next_poll_at is 'UTC instant from which it may be polled again; without meaning where is_disabled.';
