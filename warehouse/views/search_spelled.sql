-- Two spaces between words, so that each has its own on either side.
create or replace macro search_spelled(words) as
    '  ' || trim(regexp_replace(
        search_folded(words), '[^\p{L}\p{M}\p{N}]+', '  ', 'g'
    )) || '  ';

comment on macro search_spelled is 'Folded words with two spaces before, between and after: words are runs of letters, marks and digits.';
