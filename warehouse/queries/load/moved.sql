-- An article repeats the one that its earliest copying version repeats; a later state
-- of its own text is no copy. Here are those of which that is new.
create or replace temp table moved as
with found as (
    select
        members.article_id,
        arg_min(originals.article_id, copies.ordinal) filter (
            where originals.article_id <> members.article_id
        ) as duplicate_of
    from (select distinct article_id from members) as members
    inner join versions as copies on members.article_id = copies.article_id
    left join duplicates on copies.version_id = duplicates.version_id
    left join versions as originals
        on duplicates.original_version_id = originals.version_id
    group by members.article_id
),

-- Two articles may each have a text that the other one had first. Neither would be
-- an original: the one seen first is.
mutual as (
    select found.article_id
    from found
    inner join articles on found.article_id = articles.article_id
    inner join articles as others on found.duplicate_of = others.article_id
    left join found as others_found
        on found.duplicate_of = others_found.article_id
    where
        case
            when others_found.article_id is null then others.duplicate_of
            else others_found.duplicate_of
        end = found.article_id
        and (articles.first_seen_at, articles.article_id)
        < (others.first_seen_at, others.article_id)
)

select
    articles.article_id,
    articles.duplicate_of as duplicate_of_before,
    articles.story_id,
    case
        when articles.article_id not in (select article_id from mutual)
            then found.duplicate_of
    end as duplicate_of
from articles
inner join found on articles.article_id = found.article_id
where
    articles.duplicate_of is distinct from case
        when articles.article_id not in (select article_id from mutual)
            then found.duplicate_of
    end;
