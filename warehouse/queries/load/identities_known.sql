select
    identities.identity_id,
    identities.version_id,
    identities.article_id,
    identities.entity,
    identities.name,
    identities.name_key,
    identities.country,
    identities.occupations,
    identities.organisations,
    articles.story_id
from identities
inner join articles
    on identities.article_id = articles.article_id
where
    identities.identity_id is not null
    and identities.name_key in (select name_key from incoming_name_keys)
order by identities.version_id, identities.entity;
