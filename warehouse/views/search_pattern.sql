-- One constant expression of the query, so that it is compiled once: a pattern that
-- came from a table would be compiled for every text.
create or replace macro search_pattern(query) as
    '(?i)' || nullif(
        array_to_string(
            list_transform(
                flatten(list_transform(
                    list_filter(
                        search_tokens(query),
                        lambda token: token not in ('AND', 'OR', 'NOT')
                    ),
                    lambda token: flatten(list_transform(
                        list_filter(
                            search_words(token),
                            lambda word: word <> ''
                        ),
                        lambda word: search_asked(word)
                    ))
                )),
                lambda asked: array_to_string(
                    list_transform(
                        string_split(asked, ''),
                        lambda letter: search_letter(letter)
                    ),
                    ''
                )
            ),
            '|'
        ),
        ''
    );

comment on macro search_pattern is 'Regular expression that finds any word of a query in a text as written; null for a query without words.';
