create or replace macro search_beginnings(query) as
    flatten(list_transform(
        list_filter(
            search_tokens(query),
            lambda token: contains(token, '*') or search_is_unspaced(token)
        ),
        lambda token: search_words(token)
    ));

comment on macro search_beginnings is 'Words of a query that may be beginnings of others.';
