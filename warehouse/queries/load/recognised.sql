-- Two or three reports of one event may read like fillings of a form: a family counts
-- once it is larger.
create or replace temp table recognised as
with families as (
    select template_id
    from ops.template_members
    where template_id in (select group_id from regrouped)
    group by template_id
    having count(*) >= $members_min
)

select
    articles.article_id,
    members.template_id
from ops.template_members as members
inner join families on members.template_id = families.template_id
inner join articles on members.article_id = articles.article_id
where articles.template_id is distinct from members.template_id;
