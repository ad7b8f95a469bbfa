create or replace macro version_changes_of(article) as table
with numbered as (
    select
        versions.article_id,
        versions.version_id,
        versions.ordinal as version_ordinal,
        versions.text,
        generate_subscripts(versions.blocks, 1) as place,
        unnest(versions.blocks) as block
    from versions
    inner join articles on versions.article_id = articles.article_id
    where
        articles.version_count > 1
        and (article is null or articles.article_id = article)
),

worded as (
    select
        article_id,
        version_id,
        version_ordinal,
        place,
        text[block.start_char + 1 : block.end_char] as words
    from numbered
),

paragraphs as (
    select
        *,
        -- Other quotes, dashes, capitals or spaces are no change.
        regexp_extract_all(
            lower(translate(words, '“”„«»‘’‛–—', '"""""''''''--')),
            '[\pL\pM\pN]+'
        ) as tokens
    from worded
),

removed as (
    select
        earlier.*,
        later.version_id as later_id
    from paragraphs as earlier
    inner join versions as later
        on earlier.article_id = later.article_id
        and earlier.version_ordinal + 1 = later.ordinal
    where not exists (
        from paragraphs as kept
        where
            kept.version_id = later.version_id
            and kept.tokens = earlier.tokens
    )
),

added as (
    select
        later.*,
        earlier.version_id as earlier_id
    from paragraphs as later
    inner join versions as earlier
        on later.article_id = earlier.article_id
        and later.version_ordinal = earlier.ordinal + 1
    where not exists (
        from paragraphs as kept
        where
            kept.version_id = earlier.version_id
            and kept.tokens = later.tokens
    )
),

likest as (
    select
        removed.version_id as earlier_id,
        added.version_id,
        removed.place as place_before,
        added.place,
        len(list_intersect(removed.tokens, added.tokens))
        / greatest(
            len(list_distinct(removed.tokens)), len(list_distinct(added.tokens)), 1
        ) as likeness
    from removed
    inner join added
        on removed.later_id = added.version_id
        and removed.version_id = added.earlier_id
),

-- One paragraph in another wording: each is the likest that the other has.
pairs as (
    select *
    from likest
    where likeness >= 0.4
    qualify
        row_number() over (
            partition by earlier_id, version_id, place_before
            order by likeness desc, abs(place - place_before), place
        ) = 1
        and row_number() over (
            partition by earlier_id, version_id, place
            order by likeness desc, abs(place - place_before), place_before
        ) = 1
)

select
    added.article_id,
    added.version_id,
    added.earlier_id,
    'changed' as kind,
    removed.words as words_before,
    added.words as words_after,
    list_filter(removed.tokens, lambda word: not list_contains(added.tokens, word))
        as removed_words,
    list_filter(added.tokens, lambda word: not list_contains(removed.tokens, word))
        as added_words,
    added.place
from pairs
inner join removed
    on pairs.earlier_id = removed.version_id
    and pairs.version_id = removed.later_id
    and pairs.place_before = removed.place
inner join added
    on pairs.version_id = added.version_id
    and pairs.earlier_id = added.earlier_id
    and pairs.place = added.place

union all

select
    removed.article_id,
    removed.later_id as version_id,
    removed.version_id as earlier_id,
    'removed' as kind,
    removed.words as words_before,
    null as words_after,
    removed.tokens as removed_words,
    []::varchar[] as added_words,
    removed.place
from removed
anti join pairs
    on removed.version_id = pairs.earlier_id
    and removed.place = pairs.place_before

union all

select
    added.article_id,
    added.version_id,
    added.earlier_id,
    'added' as kind,
    null as words_before,
    added.words as words_after,
    []::varchar[] as removed_words,
    added.tokens as added_words,
    added.place
from added
anti join pairs
    on added.version_id = pairs.version_id
    and added.place = pairs.place;

comment on macro table version_changes_of is 'Rows of the view version_changes for one article (articles.article_id), without reading the others; null: all.';
