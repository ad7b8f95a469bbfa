create or replace macro search_folded(words) as
    lower(strip_accents(words));

comment on macro search_folded is 'Words as they are compared: without accents, in lower case.';
