create or replace view fact_changes as
from fact_changes_of(null, null);

comment on view fact_changes is 'Which facts appeared, changed or vanished from one version of an article to the next; of one article fact_changes_of(article) tells them faster.';
comment on column fact_changes.article_id is 'Article: articles.article_id.';
comment on column fact_changes.earlier_id is 'The version before: versions.version_id.';
comment on column fact_changes.version_id is 'The version after: versions.version_id.';
comment on column fact_changes.fact_id_before is 'The fact in the version before; null where it appeared.';
comment on column fact_changes.fact_id_after is 'The fact in the version after; null where it vanished.';
comment on column fact_changes.source_id is 'Publisher: sources.source_id.';
comment on column fact_changes.change is 'appeared, vanished, or changed: the same kind of statement in much the same sentence, with another value.';
comment on column fact_changes.kind is 'Kind of fact: the table it stands in.';
comment on column fact_changes.subject is 'Who or what the fact is about, after the change if it stands; null where the kind has none.';
comment on column fact_changes.predicate is 'What is said of it.';
comment on column fact_changes.unit is 'Unit of both values; null if none or unknown.';
comment on column fact_changes.evidence_before is 'The words before; null where it appeared.';
comment on column fact_changes.evidence_after is 'The words after; null where it vanished.';
comment on column fact_changes.sentence_before is 'Their sentence before; null where it appeared.';
comment on column fact_changes.sentence_after is 'Their sentence after; null where it vanished.';
comment on column fact_changes.title is 'Latest headline of the article; null where the source gives none.';
comment on column fact_changes.url is 'Address of the article.';
comment on column fact_changes.value_before is 'The number before, in units of unit; null where there is none.';
comment on column fact_changes.value_after is 'The number after, in units of unit; null where there is none.';
comment on column fact_changes.start_char is 'Where the words begin in the text of the version after, of what vanished in that before; code points from 0.';
comment on column fact_changes.seen_at is 'UTC instant at which the version after was first seen.';
