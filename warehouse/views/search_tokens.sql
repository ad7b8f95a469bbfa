create or replace macro search_tokens(query) as
    regexp_extract_all(query, '"[^"]*"?\*?|[^\s"]+');

comment on macro search_tokens is 'Words, quoted phrases and operators of a query, in order.';
