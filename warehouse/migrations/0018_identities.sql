create table identities (
    identity_id uuid,
    version_id uuid not null,
    article_id uuid not null,
    name varchar not null,
    name_key varchar not null,
    country varchar,
    occupations varchar[] not null,
    organisations varchar[] not null,
    entity integer not null
);

comment on table identities is 'Which person each version means by a full name: one row per person named in full and version. Namesakes are apart: the same name is one person only where country, story or occupation agree or nothing speaks against the only bearer known.';
comment on column identities.identity_id is 'The person, equal in all articles: BLAKE2b-128 of the name and its first mention; null where several bearers are known and the text does not tell which.';
comment on column identities.version_id is 'Version whose text names the person: versions.version_id.';
comment on column identities.article_id is 'Article: articles.article_id.';
comment on column identities.name is 'Full name in that version.';
comment on column identities.name_key is 'The name as names are compared, case and full stops folded.';
comment on column identities.country is 'Country that the version ties the person to, ISO 3166-1 alpha-2; null if none is said.';
comment on column identities.occupations is 'Telling words of the roles that the version gives the person; empty if none.';
comment on column identities.organisations is 'Organisations that the version ties the person to, folded as names are; empty if none.';
comment on column identities.entity is 'people.entity in that version: all mentions of the person, pronouns too.';
