-- The words that a fact shows are those that stand in its text at its span.
-- severity: error
select
    facts.kind as place,
    facts.fact_id::varchar as row_key,
    'shows ' || facts.evidence || ', where the text has '
    || versions.text[facts.start_char + 1 : facts.end_char] as problem
from readings.every_kind as facts
inner join versions on facts.version_id = versions.version_id
where
    facts.version_id between $first and $last
    and versions.version_id between $first and $last
    and facts.evidence <> versions.text[facts.start_char + 1 : facts.end_char]
order by place, row_key;
