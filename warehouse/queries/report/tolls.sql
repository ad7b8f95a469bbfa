with told as (
    select
        article_id,
        story_id
    from articles
    where
        coalesce(published_on, cast(first_seen_at as date)) between $since and $until
        or cast(first_seen_at as date) between $since and $until
),

wanted as (
    select
        'incident' as scope,
        incident_reports.incident_id as scope_id
    from incident_reports
    inner join told on incident_reports.article_id = told.article_id
    union
    select
        'story' as scope,
        story_id as scope_id
    from told
    where story_id is not null
),

-- What each source says last, where it says several numbers the highest.
stands as (
    select
        scope,
        scope_id,
        effect,
        claim.source_id as source_id,
        arg_max(claim.count, (claim.said_at, claim.count, claim.fact_id)) as stand
    from (
        select
            scope,
            scope_id,
            effect,
            unnest(said) as claim
        from tolls
    ) as claims
    where claim.is_latest
    group by scope, scope_id, effect, claim.source_id
),

sayings as (
    select
        scope,
        scope_id,
        effect,
        list(source_id || ' ' || stand order by stand, source_id) as says
    from stands
    group by scope, scope_id, effect
)

select
    tolls.title,
    tolls.scope,
    tolls.place,
    tolls.effect,
    tolls.count_min as lowest,
    tolls.count_max as highest,
    tolls.latest_count as latest,
    case when tolls.is_disputed then 'yes' else 'no' end as disputed,
    coalesce(sayings.says, []) as who_says,
    tolls.scope_id
from tolls
inner join wanted
    on tolls.scope = wanted.scope and tolls.scope_id = wanted.scope_id
left join sayings
    on tolls.scope = sayings.scope
    and tolls.scope_id = sayings.scope_id
    and tolls.effect = sayings.effect
-- An incident's own toll is in its story's too.
where tolls.scope = 'incident' or tolls.is_disputed
order by
    tolls.is_disputed desc,
    tolls.count_max desc,
    tolls.title,
    tolls.scope,
    tolls.scope_id,
    tolls.effect;
