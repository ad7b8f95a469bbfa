-- Versions that an older reader of pages or an older extractor has read, with what of
-- them is stale: its page, or the kinds of facts. Table made: who made its facts.
with chosen as (
    select
        versions.version_id,
        versions.capture_id,
        versions.extractor_version,
        versions.refused_by,
        versions.fact_versions,
        versions.facts_skipped,
        versions.seen_at,
        articles.language,
        coalesce(articles.published_on, cast(articles.first_seen_at as date)) as day
    from versions
    inner join articles on versions.article_id = articles.article_id
    where
        coalesce(articles.published_on, cast(articles.first_seen_at as date))
        between $first_on and $last_on
        and (len($sources) = 0 or articles.source_id in (select unnest($sources)))
),

pages as (
    select chosen.version_id
    from chosen
    inner join ops.captures on chosen.capture_id = captures.capture_id
    where
        $stage in ('articles', 'all')
        and captures.kind in ('page', 'file')
        and captures.dropped_at is null
        and chosen.refused_by is distinct from $reader
        and (chosen.extractor_version <> $reader or $everything)
),

wanted as (
    select
        unnest($kinds) as kind,
        unnest($kind_versions) as extractor_version
),

-- Where there are rows, they tell who made them; where none, the column does.
kinds as (
    select
        chosen.version_id,
        list(wanted.kind order by wanted.kind) as kinds
    from chosen
    cross join wanted
    left join made
        on chosen.version_id = made.version_id and wanted.kind = made.kind
    where
        $stage in ('facts', 'all')
        and (
            chosen.facts_skipped is null
            or chosen.facts_skipped = 'failed'
            or chosen.language in (select unnest($languages))
        )
        and (
            $everything
            or coalesce(
                made.has_older,
                chosen.fact_versions[wanted.kind]
                is distinct from wanted.extractor_version
            )
        )
    group by chosen.version_id
)

select
    chosen.version_id,
    pages.version_id is not null as is_page,
    coalesce(kinds.kinds, []) as kinds
from chosen
left join pages on chosen.version_id = pages.version_id
left join kinds on chosen.version_id = kinds.version_id
where pages.version_id is not null or kinds.version_id is not null
order by chosen.day, chosen.seen_at, chosen.version_id;
