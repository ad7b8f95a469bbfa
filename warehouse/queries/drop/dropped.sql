-- All that goes with a source, before any of it does.
create or replace temp table dropped as
select
    versions.version_id,
    versions.article_id,
    articles.story_id
from articles
inner join versions on articles.article_id = versions.article_id
where articles.source_id = $source_id;
