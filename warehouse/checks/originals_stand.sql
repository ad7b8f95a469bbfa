-- An original repeats nobody: no copy of a copy, no article that repeats itself.
-- severity: error
select
    'articles.duplicate_of' as place,
    copies.article_id::varchar as row_key,
    'repeats ' || copies.duplicate_of || ', which repeats '
    || originals.duplicate_of as problem
from articles as copies
inner join articles as originals on copies.duplicate_of = originals.article_id
where originals.duplicate_of is not null

union all

select
    'duplicates.original_version_id',
    version_id::varchar,
    'is its own original'
from duplicates
where version_id = original_version_id
order by place, row_key;
