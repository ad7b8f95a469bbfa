-- Of the articles that lost a version for another reading of it, all that are left.
create or replace temp table histories as
select
    version_id,
    article_id,
    cast(row_number() over (partition by article_id order by seen_at, version_id) as integer)
        as ordinal,
    count(*) over (partition by article_id) as version_count,
    last_value(version_id) over (
        partition by article_id
        order by seen_at, version_id
        rows between unbounded preceding and unbounded following
    ) as latest_version_id
from versions
where article_id in (select article_id from gone);
