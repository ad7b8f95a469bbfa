create or replace view coverage as
with told as (
    select
        source_id,
        published_on as day,
        count(*) as articles,
        count(*) filter (duplicate_of is null) as originals
    from articles
    where published_on is not null
    group by source_id, published_on
),

spans as (
    select
        told.source_id,
        min(told.day) as first_on,
        max(told.day) as last_on,
        coalesce(bool_or(sources.is_enabled), false) as is_enabled
    from told
    left join sources on told.source_id = sources.source_id
    group by told.source_id
),

calendar as (
    select cast(unnest(generate_series(min(day), max(day), interval 1 day)) as date)
        as day
    from told
),

known as (
    select
        calendar.day,
        count(spans.source_id) as sources_known,
        list(spans.source_id order by spans.source_id) filter (
            spans.first_on = calendar.day
        ) as new_sources
    from calendar
    left join spans
        on calendar.day >= spans.first_on
        and (spans.is_enabled or calendar.day <= spans.last_on)
    group by calendar.day
),

counts as (
    select
        told.day,
        count(*) as sources_reporting,
        sum(told.articles) as articles,
        sum(told.originals) as originals,
        -- The sources of the first week are what later ones are new beside.
        coalesce(
            sum(told.articles) filter (
                spans.first_on > greatest(told.day - 28, opening.day + 6)
            ),
            0
        ) as articles_of_new_sources
    from told
    inner join spans on told.source_id = spans.source_id
    cross join (select min(day) as day from calendar) as opening
    group by told.day
),

days as (
    select
        known.day,
        known.sources_known,
        coalesce(known.new_sources, []) as new_sources,
        coalesce(counts.sources_reporting, 0) as sources_reporting,
        cast(coalesce(counts.articles, 0) as bigint) as articles,
        cast(coalesce(counts.originals, 0) as bigint) as originals,
        cast(coalesce(counts.articles_of_new_sources, 0) as bigint)
            as articles_of_new_sources
    from known
    left join counts on known.day = counts.day
),

compared as (
    select
        *,
        avg(articles) over before as usual_articles,
        count(*) over before as days_before
    from days
    window before as (order by day rows between 28 preceding and 1 preceding)
)

select
    day,
    sources_known,
    sources_reporting,
    articles,
    originals,
    articles - originals as copies,
    articles_of_new_sources,
    usual_articles,
    new_sources,
    coalesce(
        days_before >= 7
        and articles > 1.5 * usual_articles
        and articles - articles_of_new_sources <= 1.5 * usual_articles,
        false
    ) as is_jump_of_new_sources
from compared;

comment on view coverage is 'Denominators, day by day without gaps: how many sources and articles could have reported, and whether a series jumps because sources were added.';
comment on column coverage.day is 'Calendar day of publication, in each publisher''s zone.';
comment on column coverage.sources_known is 'Sources that could have reported: their first article is of this day or before, and they are polled still or have a later article.';
comment on column coverage.sources_reporting is 'Sources with an article of this day.';
comment on column coverage.articles is 'Articles of this day, copies included.';
comment on column coverage.originals is 'Articles of this day that repeat no other.';
comment on column coverage.copies is 'Articles of this day that repeat another.';
comment on column coverage.articles_of_new_sources is 'Articles of sources whose first article is less than 28 days older and not of the first week of all.';
comment on column coverage.usual_articles is 'Articles of a day, the mean of the 28 days before, as many as there are; null on the first day.';
comment on column coverage.new_sources is 'Sources whose first article is of this day: sources.source_id; empty if none.';
comment on column coverage.is_jump_of_new_sources is 'Whether more than half as many again were published as usual, and not so without the new sources; false in the first week of all.';
