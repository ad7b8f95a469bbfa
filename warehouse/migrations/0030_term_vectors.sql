-- The terms of an original in one row instead of 48: a load reads the vectors of a few
-- days around its own articles, and of these but the few that may be neighbours whole.

create table ops.term_vectors (
    article_id uuid not null,
    version_id uuid not null,
    terms bigint[] not null,
    weights float[] not null,
    told_at timestamptz not null
);

comment on table ops.term_vectors is 'The 48 strongest terms of originals, by which neighbours in time are found.';
comment on column ops.term_vectors.article_id is 'Article: articles.article_id.';
comment on column ops.term_vectors.version_id is 'Version whose words they are: versions.version_id; key.';
comment on column ops.term_vectors.terms is 'Hashes of its words, signed 64 bits, strongest first.';
comment on column ops.term_vectors.weights is 'Weight of each of the terms in this version; squares add up to 1.';
comment on column ops.term_vectors.told_at is 'UTC instant of publication, else midnight UTC of the day, else first seen.';

insert into ops.term_vectors by name
select
    article_id,
    version_id,
    list(term order by place) as terms,
    list(weight order by place) as weights,
    told_at
from ops.story_terms
group by article_id, version_id, told_at
order by told_at, version_id;

drop table ops.story_terms;
