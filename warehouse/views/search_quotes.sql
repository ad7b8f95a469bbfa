create or replace macro search_quotes(
    query,
    since := date '0001-01-01',
    until := date '9999-12-31',
    top := 20
) as table
with corpus as not materialized (
    select
        quotes.fact_id as document_id,
        quotes.article_id,
        quotes.text as words,
        (quotes.end_char - quotes.start_char) / 6 + 1 as word_count
    from quotes
    inner join articles on quotes.version_id = articles.latest_version_id
    where
        coalesce(articles.published_on, cast(articles.first_seen_at as date))
        between since and until
),

-- Without the texts: what the whole window holds is counted, few texts are read.
size as (
    select
        count(*) as documents,
        avg(word_count) as words
    from corpus
),

-- Who holds none of the words has said none of them. Materialized, or the index would be
-- joined in another order, and read whole.
holding as materialized (
    select article_id
    from search_hits(query, since, until)

    union

    select article_id
    from ops.search_pending
),

-- Materialized, or quotes are spelled out before they are found.
found as materialized (
    select
        corpus.document_id,
        corpus.words,
        corpus.word_count
    from corpus
    inner join holding on corpus.article_id = holding.article_id
    where
        -- Of both tables, or it is asked of all quotes before the join.
        case
            when holding.article_id is null then false
            else regexp_matches(
                corpus.words, search_pattern(query, '[^\p{L}\p{M}\p{N}]+')
            )
        end
),

candidates as materialized (
    select
        *,
        search_spelled(words) as spelled
    from found
),

counts as (
    select
        candidates.document_id,
        candidates.word_count,
        terms.alternative,
        terms.is_excluded,
        terms.term,
        (
            length(candidates.spelled)
            - length(replace(candidates.spelled, terms.spelled, ''))
        ) / length(terms.spelled) as hits
    from candidates
    cross join search_terms(query) as terms
),

rarities as (
    select
        term,
        ln(
            1 + (any_value(size.documents) - count(distinct document_id) + 0.5)
            / (count(distinct document_id) + 0.5)
        ) as rarity
    from counts
    cross join size
    where hits > 0
    group by term
),

matching as (
    select
        document_id,
        alternative
    from counts
    group by document_id, alternative
    having
        bool_and((hits > 0) <> is_excluded)
        and not bool_and(is_excluded)
),

-- BM25 with k1 = 1.2 and b = 0.75 over the terms of the alternatives that match.
scores as (
    select
        counts.document_id,
        sum(
            rarities.rarity * counts.hits * 2.2
            / (counts.hits + 0.3 + 0.9 * counts.word_count / size.words)
        ) as score
    from counts
    inner join matching
        on counts.document_id = matching.document_id
        and counts.alternative = matching.alternative
    inner join rarities on counts.term = rarities.term
    cross join size
    where not counts.is_excluded
    group by counts.document_id
),

best as (
    select
        document_id,
        score
    from scores
    order by score desc, document_id
    limit top
)

select
    round(best.score, 3) as score,
    quotes.fact_id,
    quotes.article_id,
    articles.source_id,
    articles.published_on,
    quotes.speaker,
    quotes.speaker_role,
    quotes.text as snippet,
    articles.url,
    articles.duplicate_of
from best
inner join quotes on best.document_id = quotes.fact_id
inner join articles on quotes.article_id = articles.article_id
order by best.score desc, quotes.fact_id;

comment on macro table search_quotes is 'Quotes of latest versions that answer a query, best first (BM25); queries and bounds as in search.';
