-- Articles that this batch found to be fillings of one form, with the family of each
-- so far. A copy stands for its original.
create or replace temp table template_ends as
with links as (
    select
        version_id,
        other_version_id
    from incoming_likenesses
    where relation = 'template'
),

linked as (
    select version_id
    from links

    union

    select other_version_id
    from links
),

-- Materialized, or DuckDB joins all versions with all articles first.
versions_of as materialized (
    select
        version_id,
        article_id
    from versions
    where version_id in (select version_id from linked)
),

articles_of as (
    select
        versions_of.version_id,
        coalesce(articles.duplicate_of, articles.article_id) as article_id
    from articles
    inner join versions_of on articles.article_id = versions_of.article_id
),

ends as (
    select distinct
        articles_of.article_id,
        others.article_id as other_article_id
    from links
    inner join articles_of on links.version_id = articles_of.version_id
    inner join articles_of as others
        on links.other_version_id = others.version_id
    where articles_of.article_id <> others.article_id
)

select
    ends.article_id,
    ends.other_article_id,
    members.template_id,
    others.template_id as other_template_id
from ends
left join ops.template_members as members on ends.article_id = members.article_id
left join ops.template_members as others
    on ends.other_article_id = others.article_id;
