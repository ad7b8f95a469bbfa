-- What the reader of pages left out, so that a publisher's new layout shows; and
-- captures of captures, which web archives replay.

alter table versions add column partial_reason varchar;
alter table versions add column dropped
struct(reason varchar, blocks integer, characters integer)[];

comment on column versions.partial_reason is 'Why the page did not show the whole article, e.g. paywall; null where nothing says so.';
comment on column versions.dropped is 'Blocks of the page that are not in the text, counted by class: menu, related, caption and so on; null in versions older than this column.';
comment on column ops.captures.fetched_at is 'UTC instant of the publisher''s answer; of what a web archive or a WARC file holds, the instant at which that was captured.';
