-- Which sums of money are named, and in what words? Copies count once.
select
    published_on as day,
    source_id as source,
    value as amount,
    unit as currency,
    sentence
from facts
where kind = 'money' and duplicate_of is null and value >= 5e6
order by published_on, value desc
limit 12;
