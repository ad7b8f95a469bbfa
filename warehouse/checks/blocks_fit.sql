-- Blocks follow each other inside their text.
-- severity: error
with spans as (
    select
        version_id,
        ordinal,
        start_char,
        end_char,
        coalesce(
            lag(end_char) over (partition by version_id order by ordinal), 0
        ) as previous_end
    from blocks
    where version_id between $first and $last
)

select
    'versions.blocks' as place,
    spans.version_id::varchar as row_key,
    'block ' || spans.ordinal || ' goes from ' || spans.start_char || ' to '
    || spans.end_char || ' after ' || spans.previous_end || ' in a text of '
    || length(versions.text) as problem
from spans
inner join versions on spans.version_id = versions.version_id
where
    versions.version_id between $first and $last
    and not (
        spans.previous_end <= spans.start_char
        and spans.start_char <= spans.end_char
        and spans.end_char <= length(versions.text)
    )
order by row_key, spans.ordinal;
