-- What the new versions say of each person whom they name in full.
with named as (
    select
        people.version_id,
        people.article_id,
        people.entity,
        people.person_id,
        any_value(people.name) as name,
        max(people.country) as country
    from people
    inner join settled
        on people.version_id = settled.version_id and not settled.is_known
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
    list(distinct person_roles.role)
        filter (where person_roles.role is not null) as roles,
    list(distinct person_roles.organisation)
        filter (where person_roles.organisation is not null) as organisations,
    articles.story_id
from named
inner join articles
    on named.article_id = articles.article_id
left join person_roles
    on
        named.version_id = person_roles.version_id
        and named.person_id = person_roles.person_id
group by all
order by min(articles.published_at), named.version_id, named.entity;
