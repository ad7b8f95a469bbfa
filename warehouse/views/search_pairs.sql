create or replace macro search_pairs(word) as
    list_transform(range(1, length(word) + 1), lambda place: substr(word, place, 2));

comment on macro search_pairs is 'Each letter of a word with the one behind it; the last alone.';
