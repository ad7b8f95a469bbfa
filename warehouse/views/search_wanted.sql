create or replace macro search_wanted(query) as table
with words as (
    select
        spelled,
        is_beginning,
        unnest(search_words(term)) as word,
        generate_subscripts(search_words(term), 1) = len(search_words(term)) as is_last
    from search_terms(query)
),

asked as (
    select
        spelled,
        search_is_unspaced(word) as is_unspaced,
        case
            when search_is_unspaced(word) then length(word) = 1
            else is_beginning and is_last
        end as is_beginning,
        unnest(search_asked(word)) as word
    from words
)

select distinct
    spelled,
    word,
    is_beginning,
    if(is_unspaced, '', ' ')
    || word
    || if(is_unspaced or is_beginning, '', ' ') as written
from asked;

comment on macro table search_wanted is 'Terms of the index that a query asks for: those that a text must hold to hold the term of the query that is spelled so; whether as the beginning of others, and how each stands in spelled words.';
