-- Reports, their articles and their events by rowid, or most columns of these tables
-- are read to find the few rows by their ids: .36 s of the processor for four million
-- incidents, so .2. Ids are asked again: in a lake rows of the open transaction share
-- rowids.
insert into incidents by name
with told as materialized (
    select *
    from incident_reports
    where
        rowid in (
            select rowid
            from incident_reports
            where
                told_on >= $since_on
                and incident_id in (select group_id from incidents_grouped)
        )
        and told_on >= $since_on
        and incident_id in (select group_id from incidents_grouped)
),

articles_of as materialized (
    select
        article_id,
        source_id,
        title,
        story_id,
        published_at,
        published_on,
        first_seen_at
    from articles
    where
        rowid in (
            select rowid
            from articles
            where article_id in (select article_id from told)
        )
),

reports as materialized (
    select
        told.*,
        articles.source_id,
        articles.title,
        articles.story_id,
        coalesce(
            articles.published_at,
            cast(articles.published_on as timestamptz),
            articles.first_seen_at
        ) as reported_at
    from told
    inner join articles_of as articles on told.article_id = articles.article_id
),

events_of as materialized (
    select
        fact_id,
        plover_type,
        subtype,
        status,
        place,
        begins_on,
        ends_on,
        date_precision
    from events
    where
        rowid in (
            select rowid
            from events
            where fact_id in (select event_id from reports)
        )
),

tolls as (
    select
        reports.incident_id,
        min(casualties.count_min) filter (casualties.effect = 'killed')
            as killed_min,
        max(coalesce(casualties.count_max, casualties.count))
            filter (casualties.effect = 'killed') as killed_max,
        min(casualties.count_min) filter (casualties.effect = 'injured')
            as injured_min,
        max(coalesce(casualties.count_max, casualties.count))
            filter (casualties.effect = 'injured') as injured_max
    from casualties
    inner join reports on casualties.event_id = reports.event_id
    where
        casualties.status in ('stated', 'revised')
        and not casualties.is_part
        and not coalesce(casualties.is_total, false)
        and not reports.is_copy
    group by reports.incident_id
),

-- The place that most reports give.
places_told as (
    select
        reports.incident_id,
        reports.place_id,
        any_value(events.place) as place,
        any_value(reports.country_iso2) as country_iso2
    from reports
    inner join events_of as events on reports.event_id = events.fact_id
    where reports.place_id is not null
    group by reports.incident_id, reports.place_id
    qualify row_number() over (
        partition by reports.incident_id
        order by count(*) desc, reports.place_id
    ) = 1
),

-- The narrowest days that a report gives.
days as (
    select
        reports.incident_id,
        events.begins_on,
        events.ends_on,
        events.date_precision
    from reports
    inner join events_of as events on reports.event_id = events.fact_id
    where reports.begins_on is not null or reports.ends_on is not null
    qualify row_number() over (
        partition by reports.incident_id
        order by
            coalesce(reports.ends_on - reports.begins_on, 100000),
            reports.told_on,
            reports.event_id
    ) = 1
),

latest as (
    select
        reports.incident_id,
        events.plover_type,
        events.subtype,
        events.status
    from reports
    inner join events_of as events on reports.event_id = events.fact_id
    qualify row_number() over (
        partition by reports.incident_id
        order by reports.reported_at desc, reports.event_id
    ) = 1
),

totals as (
    select
        incident_id,
        mode(story_id order by story_id) as story_id,
        arg_min(title, (reported_at, is_copy, article_id)) as title,
        count(distinct article_id) as report_count,
        count(distinct article_id) filter (is_copy) as copy_count,
        count(distinct source_id) filter (not is_copy) as source_count,
        min(reported_at) as first_reported_at,
        max(reported_at) as last_reported_at
    from reports
    group by incident_id
)

select
    totals.* replace (
        -- Dated articles in files have no titles.
        coalesce(
            totals.title,
            concat_ws(
                ' in ',
                lower(coalesce(latest.subtype, latest.plover_type, 'event')),
                places_told.place
            )
        ) as title
    ),
    latest.plover_type,
    latest.subtype,
    latest.status,
    places_told.place_id,
    places_told.place,
    places_told.country_iso2,
    days.begins_on,
    days.ends_on,
    coalesce(days.date_precision, 'unknown') as date_precision,
    tolls.killed_min,
    tolls.killed_max,
    tolls.injured_min,
    tolls.injured_max
from totals
inner join latest on totals.incident_id = latest.incident_id
left join places_told on totals.incident_id = places_told.incident_id
left join days on totals.incident_id = days.incident_id
left join tolls on totals.incident_id = tolls.incident_id;
