create or replace view source_health as
with latest as (
    select cast(max(started_at) as date) as today
    from ops.fetches
),

days as (
    select
        source_profiles.*,
        source_profiles.seen_on > latest.today - 7 as is_recent
    from source_profiles
    cross join latest
    where source_profiles.seen_on > latest.today - 35
),

spans as (
    select
        source_id,
        is_recent,
        sum(articles) as articles,
        sum(refused) as refused,
        -- A source that began a week ago has no month to be compared with.
        case
            when is_recent then 7
            else (select today from latest) - 7 - min(seen_on) + 1
        end as days,
        sum(median_words * articles) / nullif(sum(articles), 0) as words,
        sum(undated_share * articles) / nullif(sum(articles), 0) as undated_share,
        sum(unheaded_share * articles) / nullif(sum(articles), 0) as unheaded_share,
        sum(unsigned_share * articles) / nullif(sum(articles), 0) as unsigned_share,
        sum(partial_share * articles) / nullif(sum(articles), 0) as partial_share,
        sum(missed_share * articles) / nullif(sum(articles), 0) as missed_share,
        sum(dropped_share * articles)
        / nullif(sum(articles) filter (where dropped_share is not null), 0)
            as dropped_share
    from days
    group by source_id, is_recent
),

compared as (
    select
        sources.source_id,
        coalesce(recent.articles, 0) as articles,
        before.articles / before.days * 7 as usual_articles,
        coalesce(recent.refused, 0) as refused,
        recent.refused / nullif(recent.refused + recent.articles, 0) as refused_share,
        before.refused / nullif(before.refused + before.articles, 0)
            as usual_refused_share,
        recent.words as words,
        before.words as usual_words,
        recent.undated_share as undated_share,
        before.undated_share as usual_undated_share,
        recent.unheaded_share as unheaded_share,
        before.unheaded_share as usual_unheaded_share,
        recent.unsigned_share as unsigned_share,
        before.unsigned_share as usual_unsigned_share,
        recent.partial_share as partial_share,
        before.partial_share as usual_partial_share,
        recent.missed_share as missed_share,
        recent.dropped_share as dropped_share,
        before.dropped_share as usual_dropped_share,
        coalesce(recent.articles, 0) >= 5 and coalesce(before.articles, 0) >= 5
            as is_comparable
    from sources
    left join spans as recent
        on sources.source_id = recent.source_id and recent.is_recent
    left join spans as before
        on sources.source_id = before.source_id and not before.is_recent
    where sources.is_enabled
)

select
    source_id,
    articles,
    usual_articles,
    refused,
    words,
    usual_words,
    undated_share,
    usual_undated_share,
    unheaded_share,
    usual_unheaded_share,
    unsigned_share,
    usual_unsigned_share,
    partial_share,
    usual_partial_share,
    missed_share,
    dropped_share,
    usual_dropped_share,
    list_filter(
        [
            case when articles = 0 and usual_articles >= 3 then 'silent' end,
            case
                when articles > 0 and usual_articles >= 10
                    and articles < 0.3 * usual_articles then 'fewer-articles'
            end,
            case
                when articles >= 20 and articles > 3 * usual_articles
                    then 'more-articles'
            end,
            case
                when articles + refused >= 5
                    and refused_share >= coalesce(usual_refused_share, 0) + 0.2
                    then 'pages-refused'
            end,
            case
                when is_comparable and words < 0.5 * usual_words then 'shorter-texts'
            end,
            case
                when is_comparable and words > 2 * usual_words then 'longer-texts'
            end,
            case
                when is_comparable and undated_share >= usual_undated_share + 0.3
                    then 'dates-missing'
            end,
            case
                when is_comparable and unheaded_share >= usual_unheaded_share + 0.5
                    then 'headings-missing'
            end,
            case
                when is_comparable and unsigned_share >= usual_unsigned_share + 0.5
                    then 'authors-missing'
            end,
            case
                when is_comparable and partial_share >= usual_partial_share + 0.3
                    then 'partial-pages'
            end,
            case
                when articles >= 5 and missed_share >= 0.5 then 'selectors-miss'
            end,
            case
                when is_comparable and dropped_share >= usual_dropped_share + 0.25
                    then 'more-dropped'
            end
        ],
        lambda flag: flag is not null
    ) as flags
from compared;

comment on view source_health is 'Enabled sources: the seven days up to the newest request against the 28 days before, and what changed for the worse.';
comment on column source_health.source_id is 'Publisher: sources.source_id.';
comment on column source_health.articles is 'Articles first seen in the seven days.';
comment on column source_health.usual_articles is 'Articles that seven days of the 28 before had; null for a source without a past.';
comment on column source_health.refused is 'Pages refused in the seven days.';
comment on column source_health.words is 'Words of an article: daily medians, weighted by articles; null without articles.';
comment on column source_health.usual_words is 'The same in the 28 days before; null without articles, as are the other usual_ columns.';
comment on column source_health.undated_share is 'Share of articles without any date, 0 to 1.';
comment on column source_health.usual_undated_share is 'The same in the 28 days before.';
comment on column source_health.unheaded_share is 'Share of articles without a section heading.';
comment on column source_health.usual_unheaded_share is 'The same in the 28 days before.';
comment on column source_health.unsigned_share is 'Share of articles without an author.';
comment on column source_health.usual_unsigned_share is 'The same in the 28 days before.';
comment on column source_health.partial_share is 'Share of pages that did not show the whole article.';
comment on column source_health.usual_partial_share is 'The same in the 28 days before.';
comment on column source_health.missed_share is 'Share of pages on which a selector of the source file (title, published, body) found nothing.';
comment on column source_health.dropped_share is 'Share of the pages'' characters that are not in the texts; null where not counted.';
comment on column source_health.usual_dropped_share is 'The same in the 28 days before.';
comment on column source_health.flags is 'What is worth a look: silent, fewer-articles, more-articles, pages-refused, shorter-texts, longer-texts, dates-missing, headings-missing, authors-missing, partial-pages, selectors-miss, more-dropped; empty for a healthy source.';
