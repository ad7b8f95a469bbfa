with told as (
    select article_id
    from articles
    where
        coalesce(published_on, cast(first_seen_at as date)) between $since and $until
        or cast(first_seen_at as date) between $since and $until
),

parts as (
    select
        versions.version_id,
        unnest(versions.dropped) as part
    from versions
    inner join told on versions.article_id = told.article_id
)

select
    parts.part.reason as reason,
    count(distinct parts.version_id) as versions,
    cast(sum(parts.part.blocks) as bigint) as blocks,
    cast(sum(parts.part.characters) as bigint) as characters
from parts
group by parts.part.reason
order by characters desc, reason;
