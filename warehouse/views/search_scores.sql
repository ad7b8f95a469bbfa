create or replace macro search_scores(query, since, until) as table
with terms as materialized (
    from search_terms(query)
),

wanted as materialized (
    from search_wanted(query)
),

indexed as (
    select
        document,
        article_id,
        word_count
    from ops.search_documents as documents
    where
        published_day between since and until
        and not exists (
            from ops.search_pending as pending
            where pending.article_id = documents.article_id
        )
),

-- What is not indexed yet is read; its documents have numbers below zero.
waiting as materialized (
    select
        -row_number() over () as document,
        articles.article_id,
        articles.title,
        versions.rowid as place
    from ops.search_pending as pending
    inner join articles on pending.article_id = articles.article_id
    inner join versions on articles.latest_version_id = versions.version_id
    where
        coalesce(articles.published_on, cast(articles.first_seen_at as date))
        between since and until
),

-- By their rowids few texts are read; by their ids all would be, to pick these out.
tail as materialized (
    select
        waiting.document,
        waiting.article_id,
        versions.word_count,
        case
            when regexp_matches(
                coalesce(waiting.title, '') || ' ' || versions.text,
                search_pattern(query)
            )
                then search_spelled(coalesce(waiting.title, '') || ' ' || versions.text)
        end as spelled
    from waiting
    inner join versions on waiting.place = versions.rowid
),

documents as (
    select
        document,
        article_id,
        word_count
    from indexed

    union all

    select
        document,
        article_id,
        word_count
    from tail
),

size as materialized (
    select
        count(*) as documents,
        avg(word_count) as words
    from documents
),

postings as (
    select
        wanted.word,
        wanted.is_beginning,
        unnest(postings.postings) as posting
    from (select distinct word, is_beginning from wanted) as wanted
    inner join ops.search_postings as postings on wanted.word = postings.term
    where not wanted.is_beginning

    union all

    select
        wanted.word,
        wanted.is_beginning,
        unnest(postings.postings)
    from (select distinct word, is_beginning from wanted) as wanted
    inner join ops.search_postings as postings
        on starts_with(postings.term, wanted.word)
    where
        wanted.is_beginning
        -- Said twice: of these bounds it is known beforehand what they leave unread.
        -- As queries of their own, or they are worked out anew for every row where the
        -- query is bound as a parameter.
        and postings.term >= (select list_min(search_beginnings(query)))
        and postings.term <= (select list_max(search_beginnings(query)) || chr(1114111))
),

hits as (
    select
        postings.word,
        postings.is_beginning,
        indexed.document,
        least(sum(postings.posting % 16), 15) as hits
    from postings
    inner join indexed on postings.posting // 16 = indexed.document
    group by all

    union all

    select
        wanted.word,
        wanted.is_beginning,
        tail.document,
        least(
            (length(tail.spelled) - length(replace(tail.spelled, wanted.written, '')))
            // length(wanted.written),
            15
        ) as hits
    from tail
    cross join (select distinct word, is_beginning, written from wanted) as wanted
    where contains(tail.spelled, wanted.written)
),

rarities as (
    select
        wanted.spelled,
        sum(
            ln(1 + (size.documents - counts.documents + 0.5) / (counts.documents + 0.5))
        ) as rarity
    from wanted
    inner join (
        select
            word,
            is_beginning,
            count(*) as documents
        from hits
        group by word, is_beginning
    ) as counts
        on wanted.word = counts.word and wanted.is_beginning = counts.is_beginning
    cross join size
    group by wanted.spelled
),

-- Documents with all words of a term, wherever they stand.
possible as (
    select
        wanted.spelled,
        hits.document,
        min(hits.hits) as hits
    from hits
    inner join wanted
        on hits.word = wanted.word and hits.is_beginning = wanted.is_beginning
    inner join (
        select
            spelled,
            count(*) as words
        from wanted
        group by spelled
    ) as whole
        on wanted.spelled = whole.spelled
    group by wanted.spelled, hits.document, whole.words
    having count(*) = whole.words
),

alternatives as materialized (
    select
        alternative,
        count(*) as terms
    from terms
    where not is_excluded
    group by alternative
),

selected as (
    select
        terms.alternative,
        possible.document
    from possible
    inner join terms on possible.spelled = terms.spelled
    inner join alternatives on terms.alternative = alternatives.alternative
    group by terms.alternative, possible.document, alternatives.terms
    having
        count(*) filter (not terms.is_excluded) = alternatives.terms
        and not bool_or(terms.is_excluded and not terms.is_phrase)
),

-- Whether its words stand side by side only the text tells.
doubtful as (
    select distinct
        possible.spelled,
        possible.document
    from possible
    inner join terms on possible.spelled = terms.spelled
    inner join selected
        on
            terms.alternative = selected.alternative
            and possible.document = selected.document
    where terms.is_phrase
),

-- Passed through a list, since the optimiser takes what comes out of one for few rows:
-- it would else read the texts of all articles before it picks those that are asked for.
asked as (
    select unnest(documents) as document
    from (select list(distinct document) as documents from doubtful)
),

places as materialized (
    select
        asked.document,
        articles.title,
        versions.rowid as place
    from asked
    inner join indexed on asked.document = indexed.document
    inner join articles on indexed.article_id = articles.article_id
    inner join versions on articles.latest_version_id = versions.version_id
),

texts as (
    select
        places.document,
        search_spelled(coalesce(places.title, '') || ' ' || versions.text) as spelled
    from places
    inner join versions on places.place = versions.rowid

    union all

    select
        document,
        spelled
    from tail
),

verified as (
    select
        doubtful.spelled,
        doubtful.document,
        least(
            (length(texts.spelled) - length(replace(texts.spelled, doubtful.spelled, '')))
            // length(doubtful.spelled),
            15
        ) as hits
    from doubtful
    inner join texts on doubtful.document = texts.document
    where contains(texts.spelled, doubtful.spelled)
),

counts as (
    select
        possible.spelled,
        possible.document,
        possible.hits
    from possible
    inner join (select distinct spelled from terms where not is_phrase) as words
        on possible.spelled = words.spelled

    union all

    select
        spelled,
        document,
        hits
    from verified
),

matching as (
    select
        terms.alternative,
        counts.document
    from counts
    inner join terms on counts.spelled = terms.spelled
    inner join selected
        on
            terms.alternative = selected.alternative
            and counts.document = selected.document
    inner join alternatives on terms.alternative = alternatives.alternative
    group by terms.alternative, counts.document, alternatives.terms
    having
        count(*) filter (not terms.is_excluded) = alternatives.terms
        and not bool_or(terms.is_excluded)
)

-- BM25 with k1 = 1.2 and b = 0.75 over the terms of the alternatives that match.
select
    any_value(documents.article_id) as article_id,
    sum(
        rarities.rarity * counts.hits * 2.2
        / (counts.hits + 0.3 + 0.9 * documents.word_count / size.words)
    ) as score
from counts
inner join terms on counts.spelled = terms.spelled
inner join matching
    on counts.document = matching.document and terms.alternative = matching.alternative
inner join rarities on counts.spelled = rarities.spelled
inner join documents on counts.document = documents.document
cross join size
where not terms.is_excluded
group by counts.document;

comment on macro table search_scores is 'Articles whose latest title and text answer a query, with how well (BM25; of a phrase its words are weighed together); queries and bounds as in search. Asks the index, and reads the texts that are not in it yet.';
