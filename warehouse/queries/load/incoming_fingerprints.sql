-- Of words that the warehouse does not hold yet the first version, by time told. The
-- others are exact copies, which need no fingerprints to be found.
create or replace temp table incoming_fingerprints as
with firsts as (
    select
        incoming_pages.version_id,
        incoming_pages.winnowed,
        coalesce(
            cast(incoming_pages.published_at as date),
            incoming_pages.published_on,
            cast(incoming_pages.seen_at as date)
        ) as published_on,
        row_number() over (
            order by
                coalesce(incoming_pages.published_at, incoming_pages.seen_at),
                incoming_pages.version_id
        ) as ordinal
    from incoming_pages
    inner join settled on incoming_pages.version_id = settled.version_id
    where
        not settled.is_known
        and not exists (
            from versions
            where versions.content_digest = incoming_pages.content_digest
        )
    qualify row_number() over (
        partition by incoming_pages.content_digest
        order by
            coalesce(incoming_pages.published_at, incoming_pages.seen_at),
            incoming_pages.version_id
    ) = 1
)

select
    version_id,
    unnest(winnowed) as fingerprint,
    cast(len(winnowed) as integer) as fingerprint_count,
    cast(published_on - date '1970-01-01' as integer) as published_day,
    ordinal
from firsts
order by ordinal;
