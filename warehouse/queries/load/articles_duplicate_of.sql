-- An article repeats the one that its earliest copying version repeats.
update articles
set duplicate_of = found.duplicate_of
from (
    select
        members.article_id,
        arg_min(originals.article_id, copies.ordinal) as duplicate_of
    from (select distinct article_id from members) as members
    left join versions as copies on members.article_id = copies.article_id
    left join duplicates on copies.version_id = duplicates.version_id
    left join versions as originals
        on duplicates.original_version_id = originals.version_id
    group by members.article_id
) as found
where
    articles.article_id = found.article_id
    and articles.duplicate_of is distinct from found.duplicate_of;
