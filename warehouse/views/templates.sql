create or replace view templates as
with told as (
    select
        template_id,
        article_id,
        source_id,
        title,
        coalesce(
            published_at,
            cast(published_on as timestamptz),
            first_seen_at
        ) as told_at
    from articles
    where template_id is not null and duplicate_of is null
)

select
    template_id,
    arg_max(article_id, (told_at, article_id)) as newest_id,
    arg_max(title, (told_at, article_id)) as newest_title,
    count(*) as article_count,
    count(distinct source_id) as source_count,
    min(told_at) as first_published_at,
    max(told_at) as last_published_at
from told
group by template_id;

comment on view templates is 'Template families: reports made from one form with other names and numbers, such as weather or markets; in no story together.';
comment on column templates.template_id is 'Key: articles.template_id; what became of one that is gone stands in story_changes.';
comment on column templates.newest_id is 'Its newest report: articles.article_id.';
comment on column templates.newest_title is 'Headline of that; null where the source gives none.';
comment on column templates.article_count is 'Reports made from the form, copies not counted.';
comment on column templates.source_count is 'Publishers of these.';
comment on column templates.first_published_at is 'UTC instant of the first: published, else midnight UTC of the day, else first seen.';
comment on column templates.last_published_at is 'UTC instant of the last, told alike.';
