create or replace view source_profiles as
with firsts as (
    select
        articles.source_id,
        cast(versions.seen_at as date) as seen_on,
        versions.word_count,
        articles.date_precision,
        len(articles.authors) as author_count,
        len(list_filter(versions.blocks, lambda block: block.kind = 'heading'))
            as heading_count,
        versions.partial_reason,
        list_sum(
            list_transform(versions.blocks, lambda block: block.end_char - block.start_char)
        ) as kept_characters,
        list_sum(list_transform(versions.dropped, lambda each: each.characters))
            as dropped_characters,
        len(
            list_filter(
                versions.dropped, lambda each: starts_with(each.reason, 'missed-')
            )
        ) as missed_count
    from versions
    inner join articles on versions.article_id = articles.article_id
    where versions.ordinal = 1
),

read as (
    select
        source_id,
        seen_on,
        count(*) as articles,
        cast(median(word_count) as integer) as median_words,
        avg(cast(date_precision = 'unknown' as integer)) as undated_share,
        avg(cast(heading_count = 0 as integer)) as unheaded_share,
        avg(cast(author_count = 0 as integer)) as unsigned_share,
        avg(cast(partial_reason is not null as integer)) as partial_share,
        avg(cast(coalesce(missed_count, 0) > 0 as integer)) as missed_share,
        sum(dropped_characters) filter (where dropped_characters is not null)
        / nullif(
            sum(kept_characters + dropped_characters)
                filter (where dropped_characters is not null),
            0
        ) as dropped_share
    from firsts
    group by source_id, seen_on
),

refused as (
    select
        source_id,
        cast(occurred_at as date) as seen_on,
        count(distinct url) as refused
    from ops.failures
    where stage = 'article' and source_id is not null
    group by source_id, seen_on
)

select
    coalesce(read.source_id, refused.source_id) as source_id,
    coalesce(read.seen_on, refused.seen_on) as seen_on,
    coalesce(read.articles, 0) as articles,
    coalesce(refused.refused, 0) as refused,
    read.median_words,
    read.undated_share,
    read.unheaded_share,
    read.unsigned_share,
    read.partial_share,
    read.missed_share,
    read.dropped_share
from read
full outer join refused
    on read.source_id = refused.source_id and read.seen_on = refused.seen_on;

comment on view source_profiles is 'How a publisher''s new articles read, one row a source and day: what a changed layout changes.';
comment on column source_profiles.source_id is 'Publisher: sources.source_id.';
comment on column source_profiles.seen_on is 'UTC day on which the articles were first seen.';
comment on column source_profiles.articles is 'Articles first seen that day.';
comment on column source_profiles.refused is 'Addresses whose page was refused that day, with its reason in ops.failures.';
comment on column source_profiles.median_words is 'Median words of an article; null on days without any.';
comment on column source_profiles.undated_share is 'Share without any date, 0 to 1; null on days without articles, as are the other shares.';
comment on column source_profiles.unheaded_share is 'Share without a section heading.';
comment on column source_profiles.unsigned_share is 'Share without an author.';
comment on column source_profiles.partial_share is 'Share of pages that did not show the whole article.';
comment on column source_profiles.missed_share is 'Share of pages on which a selector of the source file (title, published, body) found nothing.';
comment on column source_profiles.dropped_share is 'Characters of the pages that are not in the texts, as a share of all; null where they were not counted.';
