create or replace macro search_words(words) as
    string_split(
        trim(regexp_replace(search_folded(words), '[^\p{L}\p{M}\p{N}]+', ' ', 'g')), ' '
    );

comment on macro search_words is 'The folded words of a text in order: runs of letters, marks and digits.';
