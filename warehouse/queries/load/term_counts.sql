-- How many originals hold a term; bucket -1 counts the originals.
merge into ops.term_counts
using (
    select
        bucket,
        count(*) as documents
    from (
        select distinct
            version_id,
            unnest(terms.buckets) as bucket
        from story_incoming
    )
    group by bucket

    union all

    select
        -1 as bucket,
        count(*) as documents
    from story_incoming
) as incoming
    on term_counts.bucket = incoming.bucket
when matched then update set
    documents = term_counts.documents + incoming.documents
when not matched then insert by name;
