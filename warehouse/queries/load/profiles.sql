-- What the new versions say of each person whom they name in full.
with named as (
    select
        people.version_id,
        people.article_id,
        people.entity,
        people.person_id,
        any_value(people.name) as name,
        max(people.country) as country
    from profiled_people as people
    where people.person_id is not null
    group by
        people.version_id,
        people.article_id,
        people.entity,
        people.person_id
)

select
    named.version_id,
    named.article_id,
    named.entity,
    named.name,
    named.country,
    list(distinct roles.role) filter (where roles.role is not null) as roles,
    list(distinct roles.organisation)
        filter (where roles.organisation is not null) as organisations,
    articles.story_id
from named
inner join articles
    on named.article_id = articles.article_id
left join profiled_roles as roles
    on named.version_id = roles.version_id and named.person_id = roles.person_id
group by all
order by min(articles.published_at), named.version_id, named.entity;
