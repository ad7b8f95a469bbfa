-- Words of the index are found by a number, which a scan compares many times faster.

alter table ops.search_postings add column key ubigint;

comment on table ops.search_postings is 'Which article holds which word: one row a word and segment, sorted by word in each, and so by key.';
comment on column ops.search_postings.key is 'First eight bytes of the word as one number, zeros behind a shorter one: its order is that of the words.';

update ops.search_postings
set key = cast('0x' || rpad(left(hex(encode(term)), 16), 16, '0') as ubigint);
