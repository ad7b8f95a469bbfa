create or replace view version_changes as
from version_changes_of(null);

comment on view version_changes is 'What an update changed, one row a paragraph: added, removed, or changed with the words that differ. Another order of the same paragraphs is no change.';
comment on column version_changes.article_id is 'Article: articles.article_id.';
comment on column version_changes.version_id is 'The later version: versions.version_id.';
comment on column version_changes.earlier_id is 'The version before it: versions.version_id.';
comment on column version_changes.kind is 'added, removed or changed: two paragraphs of which each is the likest to the other and shares two fifths of its words.';
comment on column version_changes.words_before is 'The paragraph as it was; null if added.';
comment on column version_changes.words_after is 'The paragraph as it is; null if removed.';
comment on column version_changes.removed_words is 'Words of it that are gone, lower case, in order; all of a removed paragraph.';
comment on column version_changes.added_words is 'Words of it that are new, lower case, in order; all of an added paragraph.';
comment on column version_changes.place is 'Place of the paragraph in the later version, of a removed one in the earlier, from 1.';
