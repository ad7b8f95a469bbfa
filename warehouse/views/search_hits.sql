create or replace macro search_hits(query, since, until) as table
with wanted as materialized (
    select distinct
        word,
        is_beginning,
        search_key(word, '0') as key
    from search_wanted(query)
),

found as (
    select
        wanted.word,
        unnest(postings.postings) as posting
    from wanted
    inner join ops.search_postings as postings on wanted.key = postings.key
    where
        not wanted.is_beginning
        -- In a case, or the scan would compare words too, which takes twice as long.
        and case when wanted.word = postings.term then true else false end
),

-- Said beforehand, so that what the bounds leave out is not read. As queries of their
-- own, or they are worked out anew for every row where the query is bound as a parameter.
beginnings as (
    select
        term,
        postings
    from ops.search_postings
    where
        key >= (
            select
                coalesce(
                    search_key(list_min(search_beginnings(query)), '0'),
                    -- Without a bound the whole index would be read to find nothing.
                    18446744073709551615
                )
        )
        and key <= (select search_key(list_max(search_beginnings(query)), 'F'))
),

begun as (
    select
        wanted.word,
        unnest(beginnings.postings) as posting
    from wanted
    inner join beginnings on starts_with(beginnings.term, wanted.word)
    where wanted.is_beginning
),

hits as (
    select
        word,
        false as is_beginning,
        posting // 16 as document,
        posting % 16 as hits
    from found

    union all

    select
        word,
        true as is_beginning,
        posting // 16 as document,
        least(sum(posting % 16), 15) as hits
    from begun
    group by word, document
)

select
    hits.word,
    hits.is_beginning,
    hits.hits,
    indexed.article_id,
    indexed.word_count
from hits
inner join search_indexed(since, until) as indexed
    on hits.document = indexed.document;

comment on macro table search_hits is 'Articles in the index that hold terms of it that a query asks for, and how often, 15 at most.';
