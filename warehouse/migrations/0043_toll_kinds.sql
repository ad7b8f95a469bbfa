-- Who adds up tolls counts each victim once, and a war's toll is not its last attack's.

alter table casualties add column is_divided boolean;

alter table casualties add column is_total boolean;

comment on column casualties.is_divided is 'Whether its parts, in rows of their own that are is_part, add up to it (18 people: nine policemen, nine civilians): count by group of victims without it; null where an older extractor read it.';
comment on column casualties.is_total is 'Whether it sums up a time or the world (21,000 in the 12-year war, since 2003, a year): the background of a report, not the toll of one happening; null where an older extractor read it.';
comment on column casualties.is_part is 'Whether a larger group that the text counts too holds them (including two children; 18 people, behind them nine policemen and nine civilians): leave out of sums.';
