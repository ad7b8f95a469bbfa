create or replace view persons as
with named as (
    select
        identities.identity_id,
        identities.article_id,
        identities.name,
        identities.country,
        identities.occupations,
        identities.organisations,
        articles.duplicate_of,
        articles.source_id,
        articles.published_on
    from identities
    inner join articles
        on identities.version_id = articles.latest_version_id
    where identities.identity_id is not null
)

select
    identity_id,
    mode(name) as name,
    max(country) as country,
    list_sort(list_distinct(flatten(list(occupations)))) as occupations,
    list_sort(list_distinct(flatten(list(organisations)))) as organisations,
    count(distinct article_id) filter (where duplicate_of is null) as article_count,
    count(distinct source_id) as source_count,
    min(published_on) as first_named_on,
    max(published_on) as last_named_on
from named
group by identity_id;

comment on view persons is 'Persons across articles, namesakes apart, as latest versions name them; identities has the versions.';
comment on column persons.identity_id is 'The person: identities.identity_id.';
comment on column persons.name is 'The full name most used.';
comment on column persons.country is 'Country that texts tie the person to, ISO 3166-1 alpha-2; null if none is said.';
comment on column persons.occupations is 'Telling words of the roles that texts give the person; empty if none.';
comment on column persons.organisations is 'Organisations that texts tie the person to; empty if none.';
comment on column persons.article_count is 'Articles that name the person in full, copies left out.';
comment on column persons.source_count is 'Publishers whose articles do, copies included.';
comment on column persons.first_named_on is 'Day of publication of the first of them; null if unknown.';
comment on column persons.last_named_on is 'Day of publication of the last of them; null if unknown.';
