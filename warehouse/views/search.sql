create or replace macro search(
    query,
    since := date '0001-01-01',
    until := date '9999-12-31',
    top := 20
) as table
with corpus as not materialized (
    select
        articles.article_id as document_id,
        articles.latest_version_id as version_id,
        coalesce(articles.title, '') || ' ' || versions.text as words,
        versions.word_count
    from articles
    inner join versions on articles.latest_version_id = versions.version_id
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

-- Materialized, or texts are spelled out before they are found.
candidates as materialized (
    select
        *,
        search_spelled(words) as spelled
    from corpus
    where regexp_matches(words, search_pattern(query))
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
),

paragraphs as (
    select
        best.document_id,
        blocks.ordinal,
        blocks.words as paragraph,
        search_spelled(blocks.words) as spelled
    from best
    inner join articles on best.document_id = articles.article_id
    inner join blocks on articles.latest_version_id = blocks.version_id
),

-- The paragraph that holds most terms, from a little before the first of them.
snippets as (
    select
        paragraphs.document_id,
        paragraphs.paragraph,
        min(strpos(search_folded(paragraphs.paragraph), terms.term)) filter (
            contains(paragraphs.spelled, terms.spelled)
        ) as place
    from paragraphs
    cross join search_terms(query) as terms
    group by paragraphs.document_id, paragraphs.ordinal, paragraphs.paragraph
    qualify row_number() over (
        partition by paragraphs.document_id
        order by
            count(*) filter (
                contains(paragraphs.spelled, terms.spelled) and not terms.is_excluded
            ) desc,
            paragraphs.ordinal
    ) = 1
)

select
    round(best.score, 3) as score,
    articles.article_id,
    articles.source_id,
    articles.published_on,
    articles.title,
    case
        when snippets.place > 80
            then '… ' || regexp_replace(
                substr(snippets.paragraph, snippets.place - 79, 240), '^\S*\s+', ''
            )
        else substr(snippets.paragraph, 1, 240)
    end
    || case
        when length(snippets.paragraph) > greatest(snippets.place - 80, 0) + 240
            then ' …'
        else ''
    end as snippet,
    articles.url,
    articles.duplicate_of
from best
inner join articles on best.document_id = articles.article_id
left join snippets on best.document_id = snippets.document_id
order by best.score desc, articles.article_id;

comment on macro table search is 'Articles whose latest title and text answer a query, best first (BM25). Words all count, OR separates alternatives, NOT excludes, "..." is a phrase, word* a beginning; case and accents do not matter; scripts without spaces match anywhere. since and until bound the day of publication, top the rows.';
