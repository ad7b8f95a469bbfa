-- Bytes and letters are compared first, which spares most words the expression.
create or replace macro search_is_unspaced(word) as
    case
        when strlen(word) = length(word) then false
        else regexp_matches(
            word,
            '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]'
        )
    end;

comment on macro search_is_unspaced is 'Whether a word has letters of a script that puts no spaces between words.';
