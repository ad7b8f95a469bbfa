-- What do the articles say happened when, before it was printed?
select
    happened_on,
    evidence as words,
    published_on as printed_on,
    sentence
from facts
where
    kind = 'dates'
    and duplicate_of is null
    and happened_on between '2024-03-01' and published_on - 1
    and evidence not ilike 'March%'
qualify row_number() over (
    partition by happened_on
    order by confidence desc, published_on, start_char
) = 1
order by happened_on
limit 10;
