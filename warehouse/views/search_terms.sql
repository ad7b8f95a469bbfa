create or replace macro search_terms(query) as table
with tokens as (
    select
        unnest(search_tokens(query)) as token,
        generate_subscripts(search_tokens(query), 1) as place
    where
        case
            when regexp_matches(query, '[()]')
                then error(
                    'parentheses are not understood: a b OR c d means (a and b) or '
                    '(c and d)'
                )
            else true
        end
),

read as (
    select
        1 + count(*) filter (token = 'OR') over (order by place) as alternative,
        coalesce(lag(token) over (order by place) = 'NOT', false) as is_excluded,
        array_to_string(search_words(token), ' ') as term,
        suffix(replace(token, '"', ''), '*') as is_beginning,
        token in ('AND', 'OR', 'NOT') as is_operator
    from tokens
)

select distinct
    alternative,
    is_excluded,
    term,
    is_beginning,
    search_is_unspaced(term) or contains(term, ' ') as is_phrase,
    if(search_is_unspaced(term), '', ' ')
    || replace(term, ' ', '  ')
    || if(is_beginning or search_is_unspaced(term), '', ' ') as spelled
from read
where not is_operator and term <> '';

comment on macro table search_terms is 'Terms of a query, one row each: the alternative between ORs that it stands in (from 1), whether NOT stands before it, its folded words, whether it is the beginning of a word, whether several terms of the index tell of it and only the text tells whether it is there, and how it stands in spelled words.';
