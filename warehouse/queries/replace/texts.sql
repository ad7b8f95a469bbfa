-- What reading some versions again takes: the text, or the archived page.
select
    versions.version_id,
    versions.article_id,
    versions.title,
    versions.text,
    versions.extractor_version,
    articles.published_on,
    articles.language,
    articles.source_id,
    sources.country,
    captures.capture_id,
    captures.source_id as capture_source_id,
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
from versions
inner join articles on versions.article_id = articles.article_id
left join sources on articles.source_id = sources.source_id
left join ops.captures on versions.capture_id = captures.capture_id
where versions.version_id in (select unnest($version_ids))
qualify row_number() over (partition by versions.version_id) = 1;
