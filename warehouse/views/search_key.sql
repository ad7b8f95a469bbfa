create or replace macro search_key(word, filling) as
    cast('0x' || rpad(left(hex(encode(word)), 16), 16, filling) as ubigint);

comment on macro search_key is 'First eight bytes of a word as one number, in the order of words; behind a shorter one with a hexadecimal digit: 0 gives the least number of words that begin so, F the greatest.';
