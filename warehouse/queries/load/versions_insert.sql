insert into versions by name
select
    incoming_pages.version_id,
    incoming_pages.article_id,
    incoming_pages.capture_id,
    incoming_pages.content_digest,
    incoming_pages.title,
    incoming_pages.text,
    incoming_pages.agency,
    incoming_pages.extractor_version,
    incoming_pages.facts_skipped,
    incoming_pages.fact_versions,
    settled.ordinal,
    incoming_pages.word_count,
    incoming_pages.blocks,
    incoming_pages.partial_reason,
    incoming_pages.dropped,
    settled.seen_at
from incoming_pages
inner join settled on incoming_pages.version_id = settled.version_id
where not settled.is_known
qualify row_number() over (
    partition by incoming_pages.version_id
    order by incoming_pages.seen_at
) = 1;
