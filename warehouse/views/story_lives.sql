create or replace view story_lives as
with told as (
    select
        story_id,
        article_id,
        source_id,
        title,
        duplicate_of is not null as is_copy,
        coalesce(
            published_at,
            cast(published_on as timestamptz),
            first_seen_at
        ) as told_at
    from articles
    where story_id is not null
),

days as (
    select
        story_id,
        cast(told_at as date) as day,
        count(*) as articles
    from told
    group by story_id, cast(told_at as date)
),

peaks as (
    select
        story_id,
        arg_max(day, (articles, -epoch(cast(day as timestamp)))) as peak_on,
        max(articles) as peak_articles,
        count(*) as days_told
    from days
    group by story_id
),

counts as (
    select
        story_id,
        count(*) as reports,
        count(*) filter (is_copy) as copies,
        count(distinct source_id) filter (not is_copy) as independent_sources,
        list(distinct source_id order by source_id) as sources,
        arg_min(source_id, (told_at, is_copy, article_id)) as first_source_id,
        min(told_at) as first_told_at,
        max(told_at) as last_told_at
    from told
    group by story_id
)

select
    counts.story_id,
    stories.title,
    counts.first_source_id,
    counts.reports,
    counts.copies,
    counts.independent_sources,
    counts.sources,
    peaks.peak_articles,
    peaks.days_told,
    peaks.peak_on,
    counts.first_told_at,
    counts.last_told_at
from counts
inner join peaks on counts.story_id = peaks.story_id
inner join stories on counts.story_id = stories.story_id;

comment on view story_lives is 'Life of every story: who told it first, when it peaked, when it was told last, by how many.';
comment on column story_lives.story_id is 'Key: stories.story_id.';
comment on column story_lives.title is 'Headline of the article in its middle; null where the source gives none.';
comment on column story_lives.first_source_id is 'Publisher that told it first: sources.source_id.';
comment on column story_lives.reports is 'Articles that tell it, copies included.';
comment on column story_lives.copies is 'Those among them that repeat another.';
comment on column story_lives.independent_sources is 'Publishers with an article of their own words in it.';
comment on column story_lives.sources is 'All publishers that tell it, those of copies included, in order of name.';
comment on column story_lives.peak_articles is 'Articles on the day that has most of them.';
comment on column story_lives.days_told is 'Days on which at least one article tells it.';
comment on column story_lives.peak_on is 'UTC day with most articles; the earliest of equals.';
comment on column story_lives.first_told_at is 'UTC instant of its first article: published, else midnight UTC of the day, else first seen.';
comment on column story_lives.last_told_at is 'UTC instant of its last article, told alike.';
