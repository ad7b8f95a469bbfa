-- By rowid first, or every column is read, since no zone map prunes names: .24 s of the
-- processor for 2.6 million identities, so .06. By name again, because in a lake rows
-- of the open transaction share rowids.
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
    identities.rowid in (
        select rowid
        from identities
        where name_key in (select name_key from incoming_name_keys)
    )
    and identities.name_key in (select name_key from incoming_name_keys)
    and identities.identity_id is not null
order by identities.version_id, identities.entity;
