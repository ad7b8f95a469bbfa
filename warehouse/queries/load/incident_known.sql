-- Known tellings printed about the same days, of a kind that the batch has too. Days
-- are bound, so that only their part of the table is read; reckoned here, since before
-- the year 1 Python has none.
create or replace temp table incident_known as
with articles_tied as materialized (
    select article_id
    from articles
    where
        story_id in (
            select story_id
            from incident_incoming
            where story_id is not null
        )
        or coalesce(duplicate_of, article_id) in (
            select original_id
            from incident_incoming
        )
),

-- Materialized, or the reports of all these days are joined with all articles.
tied as materialized (
    select *
    from incident_reports
    where
        told_on
        between cast($first_on as date) - cast($window_days as integer)
        and cast($last_on as date) + cast($window_days as integer)
        and (
            place_id in (
                select place_id
                from incident_incoming
                where place_id is not null
            )
            or article_id in (select article_id from articles_tied)
        )
)

select
    reports.event_id,
    reports.article_id,
    reports.version_id,
    coalesce(articles.duplicate_of, articles.article_id) as original_id,
    articles.story_id,
    reports.place_id,
    reports.kind,
    reports.mode,
    reports.country_iso2,
    reports.actors,
    reports.targets,
    reports.is_copy,
    reports.is_planned,
    reports.is_town,
    reports.start_char,
    reports.begins_on,
    reports.ends_on,
    reports.told_on,
    reports.incident_id,
    reports.since_on
from tied as reports
inner join articles on reports.article_id = articles.article_id;
