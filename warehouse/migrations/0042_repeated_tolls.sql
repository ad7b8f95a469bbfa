alter table casualties add column is_repeat boolean;

comment on column casualties.is_repeat is 'Whether the text has counted the same people before (the three men, the dead man by his name): leave out of sums; null where an older extractor read it.';
