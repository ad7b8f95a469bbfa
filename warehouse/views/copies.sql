create or replace view copies as
with firsts as (
    select
        versions.article_id,
        arg_min(duplicates.version_id, versions.ordinal) as version_id
    from duplicates
    inner join versions on duplicates.version_id = versions.version_id
    inner join versions as origins
        on duplicates.original_version_id = origins.version_id
    where versions.article_id <> origins.article_id
    group by versions.article_id
)

select
    articles.article_id,
    origins.article_id as original_id,
    articles.source_id,
    origins.source_id as original_source_id,
    duplicates.kind,
    case
        when articles.origin_url = origins.canonical_url then 'names its origin'
        when
            versions.agency is not null
            and contains(
                replace(origins.canonical_url, '-', ''), versions.agency
            )
            then 'credits the agency'
        when
            coalesce(origins.first_published_at < articles.first_published_at, false)
            or coalesce(
                origins.first_published_on < articles.first_published_on, false
            )
            then 'published later'
        else 'seen later'
    end as evidence,
    versions.agency,
    articles.url,
    articles.title,
    origins.url as original_url,
    origins.title as original_title,
    duplicates.containment,
    duplicates.shared_runs,
    date_diff('second', origins.first_published_at, articles.first_published_at)
    / 3600.0 as hours_later
from articles
inner join firsts on articles.article_id = firsts.article_id
inner join versions on firsts.version_id = versions.version_id
inner join duplicates on firsts.version_id = duplicates.version_id
inner join articles as origins on articles.duplicate_of = origins.article_id;

comment on view copies is 'Articles that repeat another one, beside it: what kind of copy, on what evidence.';
comment on column copies.article_id is 'The copy: articles.article_id.';
comment on column copies.original_id is 'The original: articles.article_id.';
comment on column copies.source_id is 'Publisher of the copy: sources.source_id.';
comment on column copies.original_source_id is 'Publisher of the original: sources.source_id.';
comment on column copies.kind is 'exact, copy, teaser or version: see duplicates.kind.';
comment on column copies.evidence is 'Why this one is the copy: names its origin (rel=canonical), credits the agency, published later, or seen later.';
comment on column copies.agency is 'News agency that the copy''s credit line names; null if none.';
comment on column copies.url is 'Address of the copy.';
comment on column copies.title is 'Headline of the copy; null where the source gives none.';
comment on column copies.original_url is 'Address of the original.';
comment on column copies.original_title is 'Headline of the original; null where the source gives none.';
comment on column copies.containment is 'Share of the smaller text''s runs of five words that stand in the other, 0 to 1.';
comment on column copies.shared_runs is 'Different runs of five words that stand in both; null where all do (exact).';
comment on column copies.hours_later is 'Hours from the original''s publication to the copy''s; null where an instant is unknown.';
