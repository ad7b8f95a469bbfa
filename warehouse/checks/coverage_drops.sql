-- No source fell silent, or sends a fraction of what it used to.
-- severity: warning
select
    'sources' as place,
    source_id as row_key,
    list_aggregate(flags, 'string_agg', ', ') || ': ' || articles
    || ' articles in the last week, usually ' || round(usual_articles, 1) as problem
from source_health
where
    list_contains(flags, 'silent')
    or list_contains(flags, 'fewer-articles')
    or list_contains(flags, 'pages-refused')
order by row_key;
