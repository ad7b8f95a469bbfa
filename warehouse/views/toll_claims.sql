create or replace view toll_claims as
select
    casualties.fact_id,
    incident_reports.incident_id,
    casualties.event_id,
    casualties.article_id,
    casualties.version_id,
    articles.source_id,
    articles.story_id,
    articles.duplicate_of,
    casualties.effect,
    casualties.status,
    casualties.attributed_to,
    casualties.place,
    casualties.evidence,
    versions.text[
        casualties.sentence_start_char + 1 : casualties.sentence_end_char
    ] as sentence,
    articles.title,
    articles.url,
    casualties.count,
    casualties.count_min,
    casualties.count_max,
    casualties.is_approximate,
    casualties.is_part,
    casualties.is_repeat,
    casualties.is_divided,
    casualties.is_total,
    versions.version_id = articles.latest_version_id as is_latest,
    -- A first state speaks from when it was published, a later one from when it
    -- was seen.
    case
        when versions.ordinal = 1 then coalesce(
            articles.first_published_at,
            cast(articles.first_published_on as timestamptz),
            versions.seen_at
        )
        else versions.seen_at
    end as said_at
from casualties
inner join articles on casualties.article_id = articles.article_id
inner join versions on casualties.version_id = versions.version_id
left join incident_reports on casualties.event_id = incident_reports.event_id;

comment on view toll_claims is 'Who says how many were killed, injured, missing or displaced, and when: every statement of every version, none overwritten.';
comment on column toll_claims.fact_id is 'Key: casualties.fact_id.';
comment on column toll_claims.incident_id is 'Incident the toll is of: incidents.incident_id; null where the text does not tie it to an event.';
comment on column toll_claims.event_id is 'Event it is of, in the same version: events.fact_id; null where the text ties it to none.';
comment on column toll_claims.article_id is 'Article: articles.article_id.';
comment on column toll_claims.version_id is 'Version whose text states it: versions.version_id.';
comment on column toll_claims.source_id is 'Publisher: sources.source_id.';
comment on column toll_claims.story_id is 'Story: stories.story_id; null if the article stands alone.';
comment on column toll_claims.duplicate_of is 'Article whose words this article repeats; null for an original.';
comment on column toll_claims.effect is 'killed, injured, missing or displaced.';
comment on column toll_claims.status is 'stated, revised, denied or hypothetical: see casualties.status.';
comment on column toll_claims.attributed_to is 'Who says so; null: the article itself.';
comment on column toll_claims.place is 'Narrowest place that the sentence names; null if none.';
comment on column toll_claims.evidence is 'The words that state it.';
comment on column toll_claims.sentence is 'The sentence they stand in.';
comment on column toll_claims.title is 'Headline of the article; null where the source gives none.';
comment on column toll_claims.url is 'Address of the article.';
comment on column toll_claims.count is 'Number of people.';
comment on column toll_claims.count_min is 'Fewest people that the words allow.';
comment on column toll_claims.count_max is 'Most people that the words allow; null if open.';
comment on column toll_claims.is_approximate is 'Whether the words call the number rough.';
comment on column toll_claims.is_part is 'Whether a larger group that the text counts too holds them.';
comment on column toll_claims.is_repeat is 'Whether the text has counted the same people before; null where an older extractor read it.';
comment on column toll_claims.is_divided is 'Whether its parts, in rows of their own, add up to it; null where an older extractor read it.';
comment on column toll_claims.is_total is 'Whether it sums up a time or the world (in the 12-year war): see casualties.is_total; null where an older extractor read it.';
comment on column toll_claims.is_latest is 'Whether the latest version of the article still states it.';
comment on column toll_claims.said_at is 'UTC instant from which it is said: publication of a first version, first sight of a later one.';
