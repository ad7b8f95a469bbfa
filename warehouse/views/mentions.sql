create or replace view mentions as
with named as (
    select
        'person' as kind,
        version_id,
        article_id,
        person_id as entity_id,
        name,
        fact_id,
        start_char,
        sentence_start_char,
        sentence_end_char
    from people
    union all
    select
        'organisation' as kind,
        version_id,
        article_id,
        organisation_id as entity_id,
        name,
        fact_id,
        start_char,
        sentence_start_char,
        sentence_end_char
    from organisations
)

select
    named.kind,
    named.name,
    named.entity_id,
    named.fact_id,
    named.article_id,
    named.version_id,
    articles.source_id,
    articles.story_id,
    articles.title,
    articles.url,
    named.start_char,
    named.sentence_start_char,
    named.sentence_end_char,
    articles.published_on
from named
inner join articles on named.version_id = articles.latest_version_id
where articles.duplicate_of is null;

comment on view mentions is 'People and organisations as latest versions of originals mention them, one row per mention.';
comment on column mentions.kind is 'person or organisation.';
comment on column mentions.name is 'Fullest name in that version, also behind she, a surname or an acronym.';
comment on column mentions.entity_id is 'people.person_id or organisations.organisation_id, equal in all articles; null where the name is not enough to know who.';
comment on column mentions.fact_id is 'Key of the mention in people or organisations.';
comment on column mentions.article_id is 'Article: articles.article_id.';
comment on column mentions.version_id is 'Its latest version: versions.version_id.';
comment on column mentions.source_id is 'Publisher: sources.source_id.';
comment on column mentions.story_id is 'Story: stories.story_id; null if the article stands alone.';
comment on column mentions.title is 'Headline of the article; null where the source gives none.';
comment on column mentions.url is 'Address of the article.';
comment on column mentions.start_char is 'Where the mention begins in versions.text, code points from 0.';
comment on column mentions.sentence_start_char is 'Where its sentence begins in versions.text.';
comment on column mentions.sentence_end_char is 'Where its sentence ends, exclusive.';
comment on column mentions.published_on is 'Day of publication in the publisher''s zone; null if unknown.';
