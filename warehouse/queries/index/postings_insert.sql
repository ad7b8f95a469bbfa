insert into ops.search_postings by name
with tokens as (
    select
        document,
        segment,
        unnest(words) as token
    from search_incoming
),

-- A token of a script without spaces is found by any of its parts.
terms as (
    select
        document,
        segment,
        token as term
    from tokens
    where not search_is_unspaced(token)

    union all

    select
        document,
        segment,
        unnest(search_pairs(token))
    from tokens
    where search_is_unspaced(token)
),

counted as (
    select
        term,
        segment,
        16 * document + least(count(*), 15) as posting
    from terms
    where term <> ''
    group by term, segment, document
)

select
    term,
    search_key(term, '0') as key,
    segment,
    list_sort(list(cast(posting as integer))) as postings
from counted
group by term, segment
order by term;
