-- Days of publication are believable: from 1900 to two days after the first sight.
-- severity: warning
select
    'articles.published_on' as place,
    article_id::varchar as row_key,
    'is ' || published_on || ', first seen ' || first_seen_at as problem
from articles
where
    published_on < date '1900-01-01'
    or published_on > cast(first_seen_at as date) + 2

union all

select
    'articles.last_seen_at',
    article_id::varchar,
    'is ' || last_seen_at || ', before the first sight at ' || first_seen_at
from articles
where last_seen_at < first_seen_at

union all

select
    'articles.published_at',
    article_id::varchar,
    'is ' || published_at || ' on the day ' || published_on
from articles
where
    published_at is not null
    and abs(date_diff('hour', cast(published_on as timestamptz), published_at)) > 48

union all

select
    'dates.begins_at',
    fact_id::varchar,
    evidence || ' is read as ' || timex_value || ', from ' || begins_at || ' to '
    || ends_at
from dates
where ends_at < begins_at
order by place, row_key;
