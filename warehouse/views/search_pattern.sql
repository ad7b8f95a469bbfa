-- One constant expression of the query, so that it is compiled once: a pattern that
-- came from a table would be compiled for every text.
create or replace macro search_pattern(query, gap) as
    '(?i)' || nullif(
        array_to_string(
            list_transform(
                list_filter(
                    search_tokens(query),
                    lambda token:
                        token not in ('AND', 'OR', 'NOT')
                        and search_words(token) <> ['']
                ),
                lambda token: array_to_string(
                    list_transform(
                        search_words(token),
                        lambda word: '(?:' || array_to_string(
                            list_transform(
                                search_asked(word),
                                lambda asked: array_to_string(
                                    list_transform(
                                        string_split(asked, ''),
                                        lambda letter: search_letter(letter)
                                    ),
                                    ''
                                )
                            ),
                            '|'
                        ) || ')'
                    ),
                    gap
                )
            ),
            '|'
        ),
        ''
    );

comment on macro search_pattern is 'Regular expression that finds any term of a query in a text as written, between whose words stands what is given: | finds any word of a phrase. Null for a query without words.';
