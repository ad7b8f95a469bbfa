-- A page that is refused now keeps its text and counts as the same.
select
    count(*) filter (where is_other or is_same) as versions,
    count(*) filter (where is_other and not is_kept) as gone,
    (
        select count(*)
        from incoming_pages
        where version_id not in (select version_id from replaced)
    ) as new,
    count(*) filter (where is_other and is_kept) as changed,
    count(*) filter (where is_same) as same
from (
    select
        kinds is null and refused_by is null as is_other,
        refused_by is not null
        or version_id in (select version_id from incoming_same_words) as is_same,
        version_id in (select version_id from incoming_pages) as is_kept
    from replaced
);
