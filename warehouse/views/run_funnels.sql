create or replace view run_funnels as
with fallen as (
    select
        runs.run_id,
        count(*) filter (where failures.stage = 'fetch') as failed_fetches,
        count(*) filter (where failures.stage = 'listing') as failed_listings,
        count(*) filter (where failures.stage = 'article') as refused_pages,
        count(*) filter (
            where failures.stage not in ('fetch', 'listing', 'article')
        ) as other_failures
    from ops.runs
    left join ops.failures on runs.run_id = failures.run_id
    group by runs.run_id
),

reasons as (
    select
        run_id,
        list({'stage': stage, 'reason': reason, 'failures': failures}
            order by failures desc, stage, reason) as reasons
    from (
        select
            run_id,
            stage,
            reason,
            count(*) as failures
        from ops.failures
        group by run_id, stage, reason
    ) as counted
    group by run_id
)

select
    runs.run_id,
    runs.flow,
    runs.state,
    coalesce(cast(runs.counts ->> 'listed' as bigint), 0) as listed,
    coalesce(cast(runs.counts ->> 'requests' as bigint), 0) as requests,
    coalesce(cast(runs.counts ->> 'not_modified' as bigint), 0) as not_modified,
    coalesce(cast(runs.counts ->> 'pages' as bigint), 0) as pages,
    coalesce(cast(runs.counts ->> 'read' as bigint), 0) as pages_read,
    coalesce(cast(runs.counts ->> 'articles' as bigint), 0) as articles,
    coalesce(cast(runs.counts ->> 'versions' as bigint), 0) as versions,
    coalesce(cast(runs.counts ->> 'copies' as bigint), 0) as copies,
    coalesce(cast(runs.counts ->> 'facts' as bigint), 0) as facts,
    fallen.failed_listings,
    fallen.failed_fetches,
    fallen.refused_pages,
    fallen.other_failures,
    reasons.reasons,
    runs.started_at,
    runs.finished_at
from ops.runs
inner join fallen on runs.run_id = fallen.run_id
left join reasons on runs.run_id = reasons.run_id;

comment on view run_funnels is 'What became of what each run found, from listed to facts, and why the rest fell out; one row a run.';
comment on column run_funnels.run_id is 'Key: ops.runs.run_id.';
comment on column run_funnels.flow is 'ingest, backfill, reprocess or maintain.';
comment on column run_funnels.state is 'completed, or failed.';
comment on column run_funnels.listed is 'Links that its listings showed, known ones too.';
comment on column run_funnels.requests is 'Requests sent, for listings, pages and robots.txt.';
comment on column run_funnels.not_modified is 'Answers 304 among them.';
comment on column run_funnels.pages is 'Pages that came, new or changed.';
comment on column run_funnels.pages_read is 'Those among them that were read as articles.';
comment on column run_funnels.articles is 'New articles; the other pages were known ones.';
comment on column run_funnels.versions is 'New texts, those of new articles among them.';
comment on column run_funnels.copies is 'Articles that turned out to be copies of others.';
comment on column run_funnels.facts is 'Facts extracted.';
comment on column run_funnels.failed_listings is 'Failures to get or read a listing.';
comment on column run_funnels.failed_fetches is 'Failures to get a page.';
comment on column run_funnels.refused_pages is 'Pages that came and were no article.';
comment on column run_funnels.other_failures is 'Failures of any other stage.';
comment on column run_funnels.reasons is 'Failures by stage and reason, most frequent first; null where nothing failed.';
comment on column run_funnels.started_at is 'UTC instant.';
comment on column run_funnels.finished_at is 'UTC instant; null while it runs.';
