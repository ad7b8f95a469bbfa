-- Spans of facts lie inside their text, within their sentence.
-- severity: error
select
    spans.kind as place,
    spans.fact_id::varchar as row_key,
    'from ' || spans.start_char || ' to ' || spans.end_char || ', its sentence from '
    || spans.sentence_start_char || ' to ' || spans.sentence_end_char
    || ', its text has ' || length(versions.text) as problem
from readings.every_kind as spans
inner join versions on spans.version_id = versions.version_id
where
    spans.version_id between $first and $last
    and versions.version_id between $first and $last
    and not (
        0 <= spans.sentence_start_char
        and spans.sentence_start_char <= spans.start_char
        and spans.start_char < spans.end_char
        and spans.end_char <= spans.sentence_end_char
        and spans.sentence_end_char <= length(versions.text)
    )
order by place, row_key;
