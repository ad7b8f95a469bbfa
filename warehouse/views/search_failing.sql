create or replace macro search_failing(query, chosen) as table
with phrases as materialized (
    from search_terms(query)
    where is_phrase
),

-- Out of a list, since the optimiser takes what comes from one for few rows: it would
-- else read the texts of all articles before it picks those that are asked for.
asked as (
    select unnest(chosen) as article_id
),

-- By their rowids few texts are read; by their ids all would be, to pick these out.
places as materialized (
    select
        asked.article_id,
        articles.title,
        versions.rowid as place
    from asked
    inner join articles on asked.article_id = articles.article_id
    inner join versions on articles.latest_version_id = versions.version_id
),

texts as materialized (
    select
        places.article_id,
        search_spelled(coalesce(places.title, '') || ' ' || versions.text) as spelled
    from places
    inner join versions on places.place = versions.rowid
)

select distinct
    texts.article_id,
    phrases.alternative
from texts
cross join phrases
where contains(texts.spelled, phrases.spelled) = phrases.is_excluded;

comment on macro table search_failing is 'Of a list of articles those whose texts lack a phrase of an alternative of a query, or hold one that it excludes: whether words stand side by side only the text tells.';
