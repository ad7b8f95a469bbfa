create or replace macro search_asked(word) as
    case
        when not search_is_unspaced(word) or length(word) = 1 then [word]
        else list_filter(
            search_pairs(word)[:-2], lambda pair: search_is_unspaced(pair)
        )
    end;

comment on macro search_asked is 'The terms of the index that a text holds if it holds the word of a query: that word, or its parts where the script puts no spaces between words.';
