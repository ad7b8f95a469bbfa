-- Pages that were archived and are no version of any article.
select
    captures.capture_id,
    captures.source_id,
    captures.kind,
    captures.url,
    captures.final_url,
    captures.fetched_at,
    captures.status,
    captures.content_type,
    captures.payload_digest,
    captures.payload_bytes,
    captures.file,
    captures.file_offset,
    captures.file_length,
    captures.link
from ops.captures
where
    captures.source_id = $source_id
    and captures.fetched_at >= $since
    and captures.kind in ('page', 'file')
    and captures.status = 200
    and not exists (
        from versions
        where versions.capture_id = captures.capture_id
    )
qualify row_number() over (
    partition by captures.url_id
    order by captures.fetched_at desc
) = 1
order by captures.fetched_at;
