create or replace view tolls as
with stated as (
    select
        incident_reports.incident_id,
        articles.story_id,
        casualties.effect,
        casualties.fact_id,
        casualties.attributed_to,
        articles.source_id,
        casualties.count,
        casualties.count_min,
        casualties.count_max,
        coalesce(casualties.is_total, false) as is_total,
        versions.version_id = articles.latest_version_id as is_latest,
        case
            when versions.ordinal = 1 then coalesce(
                articles.first_published_at,
                cast(articles.first_published_on as timestamptz),
                versions.seen_at
            )
            else versions.seen_at
        end as said_at,
        incidents.ends_on as happened_on
    from casualties
    inner join articles on casualties.article_id = articles.article_id
    inner join versions on casualties.version_id = versions.version_id
    left join incident_reports
        on casualties.event_id = incident_reports.event_id
    left join incidents on incident_reports.incident_id = incidents.incident_id
    -- A copy says nothing of its own, and a part is in its whole.
    where
        articles.duplicate_of is null
        and casualties.status = 'stated'
        and not casualties.is_part
),

claims as (
    select
        'incident' as scope,
        incident_id as scope_id,
        stated.* exclude (incident_id, story_id, is_total, happened_on)
    from stated
    where incident_id is not null and not is_total
    union all
    select
        -- A war's toll stands behind that of its last attack.
        case when stated.is_total then 'background' else 'story' end as scope,
        stories.story_id as scope_id,
        stated.* exclude (incident_id, story_id, is_total, happened_on)
    from stated
    inner join stories on stated.story_id = stories.story_id
    -- The flood of 1979 that an article recalls is not what the story tells of.
    where
        stated.happened_on is null
        or stated.happened_on >= cast(stories.first_published_at as date) - 30
),

-- What each source says last, where it says several numbers the highest.
stands as (
    select
        scope,
        scope_id,
        effect,
        source_id,
        arg_max(
            {
                'count_min': count_min,
                'count_max': coalesce(count_max, 9223372036854775807)
            },
            (said_at, count, fact_id)
        ) as stand
    from claims
    where is_latest
    group by scope, scope_id, effect, source_id
),

disputes as (
    select
        scope,
        scope_id,
        effect,
        count(*) as sources,
        -- Ranges that all share a number do not contradict one another.
        max(stand.count_min) > min(stand.count_max) as is_disputed
    from stands
    group by scope, scope_id, effect
),

ranges as (
    select
        scope,
        scope_id,
        effect,
        count(*) as claims,
        min(count_min) as count_min,
        max(coalesce(count_max, count)) as count_max,
        arg_max(
            {
                'count': count,
                'source_id': source_id,
                'attributed_to': attributed_to,
                'fact_id': fact_id
            },
            (said_at, count, fact_id)
        ) filter (is_latest) as latest,
        max(said_at) as latest_at,
        list(
            {
                'said_at': said_at,
                'count': count,
                'source_id': source_id,
                'attributed_to': attributed_to,
                'is_latest': is_latest,
                'fact_id': fact_id
            }
        ) as said
    from claims
    group by scope, scope_id, effect
)

select
    ranges.scope,
    ranges.scope_id,
    ranges.effect,
    coalesce(incidents.title, stories.title) as title,
    incidents.place,
    ranges.claims,
    coalesce(disputes.sources, 0) as sources,
    ranges.count_min,
    ranges.count_max,
    ranges.latest.count as latest_count,
    ranges.latest.source_id as latest_source_id,
    ranges.latest.attributed_to as latest_attributed_to,
    ranges.latest.fact_id as latest_fact_id,
    list_sort(ranges.said) as said,
    coalesce(disputes.is_disputed, false) as is_disputed,
    incidents.begins_on,
    ranges.latest_at
from ranges
left join disputes
    on ranges.scope = disputes.scope
    and ranges.scope_id = disputes.scope_id
    and ranges.effect = disputes.effect
left join incidents on ranges.scope_id = incidents.incident_id
left join stories on ranges.scope_id = stories.story_id;

comment on view tolls is 'Tolls of incidents and of stories with all that is said of them: lowest, highest, latest, and whether sources contradict one another.';
comment on column tolls.scope is 'incident: the statements that are tied to one happening; story: all that a story states of its own days, also what is tied to none; background: what its articles sum up over a longer time or the world (casualties.is_total).';
comment on column tolls.scope_id is 'incidents.incident_id or stories.story_id.';
comment on column tolls.effect is 'killed, injured, missing or displaced.';
comment on column tolls.title is 'Headline of the incident, or of the story; null where the source gives none.';
comment on column tolls.place is 'Where the incident happened; null if unknown and for others.';
comment on column tolls.claims is 'Statements of originals, those of earlier versions included; their sentences are in toll_claims.';
comment on column tolls.sources is 'Publishers that state a toll in their own words today.';
comment on column tolls.count_min is 'Fewest people that any statement allows.';
comment on column tolls.count_max is 'Most people that any statement allows; of one that leaves it open, its number.';
comment on column tolls.latest_count is 'Number of the newest statement that still stands; null if none does.';
comment on column tolls.latest_source_id is 'Publisher of that statement: sources.source_id.';
comment on column tolls.latest_attributed_to is 'Who that publisher gives for it; null: itself.';
comment on column tolls.latest_fact_id is 'That statement: casualties.fact_id.';
comment on column tolls.said is 'All statements in order: who says what, since when, and whether the latest version still does.';
comment on column tolls.is_disputed is 'Whether the sources'' newest statements cannot all be true: no number lies in the ranges of all.';
comment on column tolls.begins_on is 'First day the incident may have happened on; null if unknown and for others.';
comment on column tolls.latest_at is 'UTC instant of the newest statement.';
