select
    (
        select count(*)
        from articles
        where source_id = $source_id
    ) as articles,
    (
        select count(*)
        from versions
        inner join articles on versions.article_id = articles.article_id
        where articles.source_id = $source_id
    ) as versions,
    (
        select count(*)
        from readings.every_kind as found
        inner join articles on found.article_id = articles.article_id
        where articles.source_id = $source_id
    ) as facts,
    (
        select count(*)
        from articles
        inner join articles as originals
            on articles.duplicate_of = originals.article_id
        where
            originals.source_id = $source_id
            and articles.source_id <> $source_id
    ) as copies,
    (
        select count(*)
        from ops.fetches
        where source_id = $source_id
    ) as requests,
    (
        select count(*)
        from ops.captures
        where source_id = $source_id and dropped_at is null
    ) as captures;
