create or replace view statements as
select
    quotes.fact_id,
    quotes.article_id,
    quotes.version_id,
    quotes.speaker_id,
    articles.source_id,
    articles.story_id,
    articles.duplicate_of,
    quotes.speaker,
    quotes.speaker_role,
    quotes.cue,
    quotes.text,
    quotes.evidence,
    versions.text[quotes.sentence_start_char + 1 : quotes.sentence_end_char]
        as sentence,
    articles.title,
    articles.url,
    quotes.start_char,
    quotes.confidence,
    quotes.is_direct,
    quotes.is_partial,
    -- Words that only tell the speaker ("she", "officials") name nobody.
    quotes.speaker_id is not null as is_named,
    articles.published_on,
    coalesce(
        articles.published_at,
        cast(articles.published_on as timestamptz),
        articles.first_seen_at
    ) as told_at
from quotes
inner join articles on quotes.version_id = articles.latest_version_id
inner join versions on quotes.version_id = versions.version_id;

comment on view statements is 'Who said what, in the latest version of every article, one row per piece of a quotation.';
comment on column statements.fact_id is 'Key: quotes.fact_id.';
comment on column statements.article_id is 'Article: articles.article_id.';
comment on column statements.version_id is 'Its latest version: versions.version_id.';
comment on column statements.speaker_id is 'people.person_id or organisations.organisation_id; null if nobody is named.';
comment on column statements.source_id is 'Publisher: sources.source_id.';
comment on column statements.story_id is 'Story: stories.story_id; null if the article stands alone.';
comment on column statements.duplicate_of is 'Article whose words this article repeats; null for an original. Filter on null to hear each statement once.';
comment on column statements.speaker is 'Fullest name of the speaker, else the words that tell the speaker; null if none do.';
comment on column statements.speaker_role is 'What the speaker is; null if the version does not say.';
comment on column statements.cue is 'The verb that says who speaks, or according to; null where none does.';
comment on column statements.text is 'The words as one line.';
comment on column statements.evidence is 'The words as they stand in the text, without quote marks.';
comment on column statements.sentence is 'The sentence they begin in, to the end of the quotation.';
comment on column statements.title is 'Headline of the article; null where the source gives none.';
comment on column statements.url is 'Address of the article.';
comment on column statements.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column statements.confidence is 'Share of such quotes whose words and speaker are right on development data, 0 to 1.';
comment on column statements.is_direct is 'Whether the words are in quote marks.';
comment on column statements.is_partial is 'Whether quoted words are a part of the author''s own sentence.';
comment on column statements.is_named is 'Whether the speaker is somebody known by name.';
comment on column statements.published_on is 'Day of publication in the publisher''s zone; null if unknown.';
comment on column statements.told_at is 'UTC instant of publication, else midnight UTC of the day, else first seen: to order by.';
