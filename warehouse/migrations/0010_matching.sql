-- Near copies, template families and stories: what each text shares with others, and
-- the trail of what became of it.

alter table versions add column agency varchar;
comment on column versions.agency is 'News agency that the credit line names, letters alone in lower case; null if none, and in versions older than this column.';

alter table articles add column first_published_on date;
alter table articles add column first_published_at timestamptz;
update articles
set first_published_on = published_on, first_published_at = published_at;
comment on column articles.first_published_on is 'Earliest calendar day of publication that any of its states gave, by which originals are told from copies; null if none did.';
comment on column articles.first_published_at is 'Earliest UTC instant of publication that any of its states gave; null if none did.';

alter table articles add column template_id uuid;
comment on column articles.duplicate_of is 'Original whose text this article repeats, whole, edited or in part: articles.article_id; null for an original.';
comment on column articles.story_id is 'Story it belongs to: stories.story_id; that of a copy is its original''s; null for an article that stands alone.';
comment on column articles.template_id is 'Template family, equal for all reports made from one form (weather, markets); null for all else and for families under six.';

alter table duplicates add column nearest_version_id uuid;
alter table duplicates add column shared_runs integer;
update duplicates set nearest_version_id = original_version_id;
comment on table duplicates is 'Versions that came from another text, one row each; later states of the original''s own article included.';
comment on column duplicates.version_id is 'The version that repeats: versions.version_id; key.';
comment on column duplicates.original_version_id is 'The original of the whole cluster: versions.version_id.';
comment on column duplicates.nearest_version_id is 'The version it came from or is most like: versions.version_id; kind, containment and shared_runs are told of these two.';
comment on column duplicates.kind is 'exact: equal after folding case, quotes, dashes and spaces; copy: syndicated or edited; teaser: a part, under half as long; version: another state at the same publisher.';
comment on column duplicates.containment is 'Share of the smaller text''s runs of five words that stand in the other, 0 to 1.';
comment on column duplicates.shared_runs is 'Different runs of five words that stand in both; null where all do (exact).';
comment on column duplicates.detected_at is 'UTC instant of the newest capture in the load that found this original.';

create table duplicate_changes (
    version_id uuid not null,
    from_original_version_id uuid,
    to_original_version_id uuid,
    changed_at timestamptz not null
);

comment on table duplicate_changes is 'Trail of originals: one row each time a version that stood already got another original, or lost it.';
comment on column duplicate_changes.version_id is 'The version: versions.version_id.';
comment on column duplicate_changes.from_original_version_id is 'Its original before: versions.version_id; null if it was one itself.';
comment on column duplicate_changes.to_original_version_id is 'Its original from then on: versions.version_id; null if it is one itself now.';
comment on column duplicate_changes.changed_at is 'UTC instant of the newest capture in the load that told.';

create table stories (
    story_id uuid not null,
    representative_id uuid not null,
    title varchar,
    article_count integer not null,
    copy_count integer not null,
    source_count integer not null,
    first_published_at timestamptz not null,
    last_published_at timestamptz not null
);

comment on table stories is 'Stories: two or more originals that tell of one event, over days and publishers, one row each.';
comment on column stories.story_id is 'Key: made once, kept while the story grows; what became of one that is gone stands in story_changes.';
comment on column stories.representative_id is 'The original in its middle: articles.article_id.';
comment on column stories.title is 'Headline of the representative; null where the source gives none.';
comment on column stories.article_count is 'Originals in it.';
comment on column stories.copy_count is 'Copies of these.';
comment on column stories.source_count is 'Publishers that told it, those of copies included.';
comment on column stories.first_published_at is 'UTC instant of its first article: published, else midnight UTC of the day, else first seen.';
comment on column stories.last_published_at is 'UTC instant of its last article, told alike.';

create table story_changes (
    noun varchar not null,
    kind varchar not null,
    from_id uuid not null,
    to_id uuid,
    member_count integer not null,
    changed_at timestamptz not null
);

comment on table story_changes is 'Trail of stories and template families: one row each time members left one for another.';
comment on column story_changes.noun is 'story or template.';
comment on column story_changes.kind is 'merged: nothing is left of the one they were in; split: some is, or they stand alone now.';
comment on column story_changes.from_id is 'What they were in: stories.story_id or articles.template_id.';
comment on column story_changes.to_id is 'What they are in since; null where they stand alone.';
comment on column story_changes.member_count is 'Originals that changed together.';
comment on column story_changes.changed_at is 'UTC instant of the newest capture in the load that told.';

create table ops.fingerprints (
    fingerprint bigint not null,
    version_id uuid not null,
    fingerprint_count integer not null,
    published_day integer not null
);

comment on table ops.fingerprints is 'Winnowed hashes of runs of five words; of versions with equal words the first alone.';
comment on column ops.fingerprints.fingerprint is 'Hash of a run of five words, signed 64 bits.';
comment on column ops.fingerprints.version_id is 'Version that holds it: versions.version_id.';
comment on column ops.fingerprints.fingerprint_count is 'Fingerprints of that version.';
comment on column ops.fingerprints.published_day is 'Days from 1970-01-01 to its publication, else to its first capture.';

create table ops.likenesses (
    version_id uuid not null,
    other_version_id uuid not null,
    relation varchar not null,
    containment double not null,
    length_ratio double not null,
    shared_runs integer not null,
    detected_at timestamptz not null
);

comment on table ops.likenesses is 'Pairs that were compared and are alike: the evidence from which clusters and families are settled again; append-only.';
comment on column ops.likenesses.version_id is 'The one version: versions.version_id, the smaller of the two.';
comment on column ops.likenesses.other_version_id is 'The other version: versions.version_id.';
comment on column ops.likenesses.relation is 'near: one came from the other; template: both were made from one form.';
comment on column ops.likenesses.containment is 'Share of the smaller text''s runs of five words that stand in the other, 0 to 1.';
comment on column ops.likenesses.length_ratio is 'Words of the shorter text to those of the longer, 0 to 1.';
comment on column ops.likenesses.shared_runs is 'Different runs of five words that stand in both.';
comment on column ops.likenesses.detected_at is 'UTC instant of the newest capture in the load that compared them.';

create table ops.template_members (
    article_id uuid not null,
    template_id uuid not null
);

comment on table ops.template_members is 'Articles that read like fillings of one form, families under six included.';
comment on column ops.template_members.article_id is 'Article: articles.article_id; key.';
comment on column ops.template_members.template_id is 'Its family.';

create table ops.term_counts (
    bucket integer not null,
    documents bigint not null
);

comment on table ops.term_counts is 'How many originals hold a term, by 18 bits of its hash: 262,145 rows at most.';
comment on column ops.term_counts.bucket is 'The highest 18 bits of the term''s hash; -1 counts all originals.';
comment on column ops.term_counts.documents is 'Originals that hold a term of this bucket.';

create table ops.story_terms (
    term bigint not null,
    article_id uuid not null,
    version_id uuid not null,
    weight float not null,
    place integer not null,
    told_at timestamptz not null
);

comment on table ops.story_terms is 'The 48 strongest terms of originals, by which neighbours in time are found.';
comment on column ops.story_terms.term is 'Hash of a word, signed 64 bits.';
comment on column ops.story_terms.article_id is 'Article: articles.article_id.';
comment on column ops.story_terms.version_id is 'Version whose words they are: versions.version_id.';
comment on column ops.story_terms.weight is 'Weight of the term in this version; squares add up to 1.';
comment on column ops.story_terms.place is 'Its place among the terms of this version by weight, from 1.';
comment on column ops.story_terms.told_at is 'UTC instant of publication, else midnight UTC of the day, else first seen.';

create table ops.story_links (
    article_id uuid not null,
    other_article_id uuid not null,
    cosine double not null,
    linked_at timestamptz not null
);

comment on table ops.story_links is 'Pairs of originals that tell of one event: what connects them is a story; append-only.';
comment on column ops.story_links.article_id is 'The one article: articles.article_id.';
comment on column ops.story_links.other_article_id is 'The other: articles.article_id.';
comment on column ops.story_links.cosine is 'How alike their terms are, 0 to 1.';
comment on column ops.story_links.linked_at is 'UTC instant of the newest capture in the load that linked them.';
