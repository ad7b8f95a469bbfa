-- Every key is unique: no table declares one, so the writer's lock is proved here.
-- severity: error
-- Ids apart from words: a million articles have some fifty million of them.
with ids as (
    select 'articles' as place, article_id as row_key from articles
    union all
    select 'versions', version_id from versions
    union all
    select 'duplicates', version_id from duplicates
    union all
    select 'stories', story_id from stories
    union all
    select 'incidents', incident_id from incidents
    union all
    select 'incident_reports', event_id from incident_reports
    union all
    select 'known_places', place_id from known_places
    union all
    select 'ops.alerts', alert_id from ops.alerts
    union all
    select 'ops.replacements', replacement_id from ops.replacements
    union all
    select 'ops.backfill_windows', window_id from ops.backfill_windows
    union all
    select 'ops.captures', capture_id from ops.captures
    union all
    select 'ops.fetches', fetch_id from ops.fetches
    union all
    select 'ops.failures', failure_id from ops.failures
    union all
    select 'ops.runs', run_id from ops.runs
    union all
    select 'ops.source_state', listing_id from ops.source_state
    union all
    select 'ops.template_members', article_id from ops.template_members
    union all
    select 'ops.term_vectors', version_id from ops.term_vectors
    union all
    select 'ops.search_documents', article_id from ops.search_documents
    union all
    select 'ops.search_pending', article_id from ops.search_pending
    union all
    select kind, fact_id from readings.every_kind
),

words as (
    select 'sources' as place, source_id as row_key from sources
    union all
    select 'articles.canonical_url', canonical_url from articles
    union all
    select 'versions.ordinal', article_id || ' ' || ordinal from versions
    union all
    select 'ops.source_orders', source_id from ops.source_orders
    union all
    select 'ops.term_counts', bucket::varchar from ops.term_counts
    union all
    select 'ops.search_documents.document', document::varchar from ops.search_documents
)

select
    place,
    row_key::varchar as row_key,
    count(*) || ' rows have this key' as problem
from ids
group by place, ids.row_key
having count(*) > 1

union all

select
    place,
    row_key,
    count(*) || ' rows have this key'
from words
group by place, row_key
having count(*) > 1
order by place, row_key;
