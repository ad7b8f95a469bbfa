-- Words of the versions to compare, without the dated text's header, which is 17
-- characters long. By rowid in two steps: 20 ms where they lie together, 300 to 900 by
-- a plain join (100,000 versions). Nothing else is read: the list of blocks took as
-- long as all the rest.
with wanted as (
    select version_id
    from candidates

    union

    select other_version_id
    from candidates
)

select
    version_id,
    substr(text, 18) as words
from versions
where
    rowid in (
        select versions.rowid
        from versions
        inner join wanted on versions.version_id = wanted.version_id
    )
    and version_id in (select version_id from wanted);
