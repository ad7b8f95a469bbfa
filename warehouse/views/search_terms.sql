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
        place,
        1 + count(*) filter (token = 'OR') over (order by place) as alternative,
        coalesce(lag(token) over (order by place) = 'NOT', false) as is_excluded,
        trim(regexp_replace(
            search_folded(replace(token, '"', '')), '[^\p{L}\p{M}\p{N}*]+', ' ', 'g'
        )) as term,
        token in ('AND', 'OR', 'NOT') as is_operator
    from tokens
)

select
    alternative,
    is_excluded,
    replace(term, '*', '') as term,
    case
        when regexp_matches(
            term,
            '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]'
        )
            then replace(replace(term, '*', ''), ' ', '  ')
        when suffix(term, '*') then ' ' || replace(replace(term, '*', ''), ' ', '  ')
        else ' ' || replace(term, ' ', '  ') || ' '
    end as spelled
from read
where not is_operator and trim(term, '* ') <> '';

comment on macro table search_terms is 'Terms of a query, one row each: the alternative between ORs that it stands in (from 1), whether NOT stands before it, its folded words, and how they stand in spelled words.';
