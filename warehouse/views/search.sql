create or replace macro search(
    query,
    since := date '0001-01-01',
    until := date '9999-12-31',
    top := 20
) as table
with best as materialized (
    select
        article_id as document_id,
        score
    from search_scores(query, since, until, top)
),

-- Through a list, as in search_failing: few rows, so that few texts are read.
shown as (
    select unnest(documents) as document_id
    from (select list(document_id) as documents from best)
),

-- By their rowids few texts are read; by their ids all would be, to pick these out.
places as materialized (
    select
        shown.document_id,
        versions.rowid as place
    from shown
    inner join articles on shown.document_id = articles.article_id
    inner join versions on articles.latest_version_id = versions.version_id
),

-- Not from blocks: that view takes all texts apart before it is joined.
texts as materialized (
    select
        places.document_id,
        versions.text,
        versions.blocks
    from places
    inner join versions on places.place = versions.rowid
),

numbered as (
    select
        document_id,
        text,
        unnest(blocks) as block,
        generate_subscripts(blocks, 1) as ordinal
    from texts
),

paragraphs as (
    select
        document_id,
        ordinal,
        text[block.start_char + 1 : block.end_char] as paragraph,
        search_spelled(text[block.start_char + 1 : block.end_char]) as spelled
    from numbered
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
