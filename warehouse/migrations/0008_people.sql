create table people (
    fact_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    person_id uuid,
    evidence varchar not null,
    name varchar not null,
    form varchar not null,
    country varchar,
    extractor varchar not null,
    extractor_version varchar not null,
    start_char integer not null,
    end_char integer not null,
    sentence_start_char integer not null,
    sentence_end_char integer not null,
    entity integer not null,
    confidence double not null
);

comment on table people is 'Mentions of persons by name or by he or she, one row per mention and version.';
comment on column people.fact_id is 'Key: BLAKE2b-128 of version, kind, span and place among equals.';
comment on column people.article_id is 'Article: articles.article_id.';
comment on column people.version_id is 'Version whose text states it: versions.version_id.';
comment on column people.person_id is 'The person: BLAKE2b-128 of full name and country, equal in all articles; null where only part of a name is known.';
comment on column people.evidence is 'The words: versions.text from start_char to end_char.';
comment on column people.name is 'Fullest name of the person in this version, of later mentions too.';
comment on column people.form is 'How this mention names the person: full, short (surname or given name), acronym or pronoun.';
comment on column people.country is 'Country the words tie the person to by role or people, ISO 3166-1 alpha-2; null if none is said.';
comment on column people.extractor is 'Kind of fact that found it.';
comment on column people.extractor_version is 'State of that extractor.';
comment on column people.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column people.end_char is 'Where they end, exclusive.';
comment on column people.sentence_start_char is 'Where their sentence begins in versions.text.';
comment on column people.sentence_end_char is 'Where their sentence ends, exclusive.';
comment on column people.entity is 'Number of the person in this version: equal for all mentions of one.';
comment on column people.confidence is 'Share of such facts that are right on development data, 0 to 1.';

create view readings.people as
select
    fact_id,
    article_id,
    version_id,
    evidence,
    name as subject,
    'is mentioned' as predicate,
    evidence as object,
    null::varchar as unit,
    null::varchar as place,
    start_char,
    end_char,
    sentence_start_char,
    sentence_end_char,
    null::double as value,
    confidence,
    null::date as happened_on
from main.people;

create table organisations (
    fact_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    organisation_id uuid,
    evidence varchar not null,
    name varchar not null,
    form varchar not null,
    country varchar,
    extractor varchar not null,
    extractor_version varchar not null,
    start_char integer not null,
    end_char integer not null,
    sentence_start_char integer not null,
    sentence_end_char integer not null,
    entity integer not null,
    confidence double not null
);

comment on table organisations is 'Mentions of organisations by name or acronym, one row per mention and version.';
comment on column organisations.fact_id is 'Key: BLAKE2b-128 of version, kind, span and place among equals.';
comment on column organisations.article_id is 'Article: articles.article_id.';
comment on column organisations.version_id is 'Version whose text states it: versions.version_id.';
comment on column organisations.organisation_id is 'The organisation: BLAKE2b-128 of its name, and of the country for a name that many share; null for such a name without a country.';
comment on column organisations.evidence is 'The words: versions.text from start_char to end_char.';
comment on column organisations.name is 'Fullest name of the organisation in this version: of WFP too, World Food Programme.';
comment on column organisations.form is 'How this mention names it: full, short or acronym.';
comment on column organisations.country is 'Country whose organisation it is said to be, ISO 3166-1 alpha-2; null if none is said.';
comment on column organisations.extractor is 'Kind of fact that found it.';
comment on column organisations.extractor_version is 'State of that extractor.';
comment on column organisations.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column organisations.end_char is 'Where they end, exclusive.';
comment on column organisations.sentence_start_char is 'Where their sentence begins in versions.text.';
comment on column organisations.sentence_end_char is 'Where their sentence ends, exclusive.';
comment on column organisations.entity is 'Number of the organisation in this version: equal for all mentions of one.';
comment on column organisations.confidence is 'Share of such facts that are right on development data, 0 to 1.';

create view readings.organisations as
select
    fact_id,
    article_id,
    version_id,
    evidence,
    name as subject,
    'is mentioned' as predicate,
    evidence as object,
    null::varchar as unit,
    null::varchar as place,
    start_char,
    end_char,
    sentence_start_char,
    sentence_end_char,
    null::double as value,
    confidence,
    null::date as happened_on
from main.organisations;

create table person_roles (
    fact_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    person_id uuid,
    organisation_id uuid,
    evidence varchar not null,
    person varchar not null,
    role varchar,
    relation varchar not null,
    organisation varchar,
    extractor varchar not null,
    extractor_version varchar not null,
    start_char integer not null,
    end_char integer not null,
    sentence_start_char integer not null,
    sentence_end_char integer not null,
    person_start_char integer not null,
    person_end_char integer not null,
    confidence double not null
);

comment on table person_roles is 'What persons are and whom they belong to, one row per statement, the first of equal ones in a version.';
comment on column person_roles.fact_id is 'Key: BLAKE2b-128 of version, kind, span and place among equals.';
comment on column person_roles.article_id is 'Article: articles.article_id.';
comment on column person_roles.version_id is 'Version whose text states it: versions.version_id.';
comment on column person_roles.person_id is 'The person: people.person_id; null where only part of a name is known.';
comment on column person_roles.organisation_id is 'The organisation: organisations.organisation_id; null if none is named or its name is shared by many.';
comment on column person_roles.evidence is 'The words: versions.text from start_char to end_char.';
comment on column person_roles.person is 'Fullest name of the person in this version.';
comment on column person_roles.role is 'What the person is, as written; null where only the organisation is said.';
comment on column person_roles.relation is 'role; employer or member_of for the organisation that the person works for or belongs to.';
comment on column person_roles.organisation is 'Fullest name of the organisation in this version; null if none is named.';
comment on column person_roles.extractor is 'Kind of fact that found it.';
comment on column person_roles.extractor_version is 'State of that extractor.';
comment on column person_roles.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column person_roles.end_char is 'Where they end, exclusive.';
comment on column person_roles.sentence_start_char is 'Where their sentence begins in versions.text.';
comment on column person_roles.sentence_end_char is 'Where their sentence ends, exclusive.';
comment on column person_roles.person_start_char is 'Where the mention of the person begins in versions.text.';
comment on column person_roles.person_end_char is 'Where that mention ends, exclusive.';
comment on column person_roles.confidence is 'Share of such facts that are right on development data, 0 to 1.';

create view readings.person_roles as
select
    fact_id,
    article_id,
    version_id,
    evidence,
    person as subject,
    case relation
        when 'role' then 'is'
        when 'employer' then 'works for'
        else 'belongs to'
    end as predicate,
    coalesce(case when relation = 'role' then role end, organisation) as object,
    null::varchar as unit,
    null::varchar as place,
    start_char,
    end_char,
    sentence_start_char,
    sentence_end_char,
    null::double as value,
    confidence,
    null::date as happened_on
from main.person_roles;
