-- One constant expression of the query, so that it is compiled once: a pattern that
-- came from a table would be compiled for every text.
create or replace macro search_pattern(query) as
    '(?i)' || nullif(
        array_to_string(
            list_transform(
                list_filter(
                    list_transform(
                        list_filter(
                            search_tokens(query),
                            lambda token: token not in ('AND', 'OR', 'NOT')
                        ),
                        lambda token: trim(regexp_replace(
                            search_folded(replace(token, '"', '')), '[^\p{L}\p{M}\p{N}*]+', ' ', 'g'
                        ))
                    ),
                    lambda term: trim(term, '* ') <> ''
                ),
                lambda term: array_to_string(
                    list_transform(
                        string_split(term, ''),
                        lambda letter: case
                            when letter = ' ' then '[^\p{L}\p{N}]+'
                            else search_letter(letter)
                        end
                    ),
                    ''
                )
            ),
            '|'
        ),
        ''
    );

comment on macro search_pattern is 'Regular expression that finds any term of a query in a text as written; null for a query without terms.';
