create or replace macro search_scores(query, since, until, top) as table
with terms as materialized (
    from search_terms(query)
),

wanted as materialized (
    select
        *,
        count(*) over (partition by spelled) as words
    from search_wanted(query)
),

-- What is not indexed yet is read.
waiting as materialized (
    select
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
        waiting.article_id,
        versions.word_count,
        case
            when regexp_matches(
                coalesce(waiting.title, '') || ' ' || versions.text,
                search_pattern(query, '|')
            )
                then search_spelled(coalesce(waiting.title, '') || ' ' || versions.text)
        end as spelled
    from waiting
    inner join versions on waiting.place = versions.rowid
),

size as materialized (
    select
        count(*) as documents,
        avg(word_count) as words
    from (
        select word_count from search_indexed(since, until)
        union all
        select word_count from tail
    )
),

hits as materialized (
    from search_hits(query, since, until)

    union all by name

    select
        wanted.word,
        wanted.is_beginning,
        least(
            (length(tail.spelled) - length(replace(tail.spelled, wanted.written, '')))
            // length(wanted.written),
            15
        ) as hits,
        tail.article_id,
        tail.word_count
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

-- Articles with all words of a term, wherever they stand.
possible as (
    select
        wanted.spelled,
        hits.article_id,
        hits.word_count,
        hits.hits
    from hits
    inner join wanted
        on hits.word = wanted.word and hits.is_beginning = wanted.is_beginning
    where wanted.words = 1

    union all

    select
        wanted.spelled,
        hits.article_id,
        any_value(hits.word_count),
        min(hits.hits)
    from hits
    inner join wanted
        on hits.word = wanted.word and hits.is_beginning = wanted.is_beginning
    where wanted.words > 1
    group by wanted.spelled, hits.article_id, wanted.words
    having count(*) = wanted.words
),

-- BM25 with k1 = 1.2 and b = 0.75, for each alternative whose words are all there; a
-- phrase counts as often as the rarest of its words.
rated as materialized (
    select
        terms.alternative,
        possible.article_id,
        sum(
            rarities.rarity * possible.hits * 2.2e0
            / (possible.hits + 0.3e0 + 0.9e0 * possible.word_count / size.words)
        ) filter (not terms.is_excluded) as score
    from possible
    inner join terms on possible.spelled = terms.spelled
    inner join rarities on possible.spelled = rarities.spelled
    inner join (
        select
            alternative,
            count(*) as terms
        from terms
        where not is_excluded
        group by alternative
    ) as alternatives
        on terms.alternative = alternatives.alternative
    cross join size
    group by terms.alternative, possible.article_id, alternatives.terms
    having
        count(*) filter (not terms.is_excluded) = alternatives.terms
        and not coalesce(bool_or(terms.is_excluded and not terms.is_phrase), false)
),

bounds as materialized (
    select
        article_id,
        sum(score) as score
    from rated
    group by article_id
),

best as materialized (
    from bounds
    order by score desc, article_id
    limit 10 * top
),

failing_best as materialized (
    from search_failing(query, (
        select list(article_id)
        from best
        where exists (from terms where is_phrase)
    ))
),

-- The texts of all others are read only where too few of the best hold the phrase.
failing as materialized (
    from failing_best

    union

    from search_failing(query, (
        select list(article_id)
        from bounds
        where
            exists (from failing_best)
            and (select count(*) from bounds) > 10 * top
            and (
                select count(*)
                from (
                    select sum(rated.score) as score
                    from rated
                    inner join best on rated.article_id = best.article_id
                    anti join failing_best
                        on rated.article_id = failing_best.article_id
                        and rated.alternative = failing_best.alternative
                    group by rated.article_id
                )
                where score >= (select min(score) from best)
            ) < top
    ))
)

select
    rated.article_id,
    sum(rated.score) as score
from rated
anti join failing
    on rated.article_id = failing.article_id
    and rated.alternative = failing.alternative
group by rated.article_id
order by score desc, rated.article_id
limit top;

comment on macro table search_scores is 'The articles whose latest title and text answer a query best, with how well (BM25; of a phrase its words are weighed together); queries and bounds as in search. Asks the index, and reads the texts that are not in it yet.';
