-- Amounts and counts are believable and their bounds in order.
-- severity: warning
select
    'money' as place,
    fact_id::varchar as row_key,
    concat(
        evidence, ' is read as ', amount::double, ', from ', amount_min::double,
        ' to ', amount_max::double
    ) as problem
from money
where
    amount < 0
    or amount > 1e15
    or amount_min > amount_max
    or (amount_min = amount_max and amount <> amount_min)

union all

select
    'quantities',
    fact_id::varchar,
    concat(
        evidence, ' is read as ', value, ', from ', value_min, ' to ', value_max
    )
from quantities
where value_min > value_max

union all

select
    'casualties',
    fact_id::varchar,
    evidence || ' is read as ' || count || ', from ' || count_min || ' to '
    || coalesce(count_max::varchar, 'any number')
from casualties
where
    count < 0
    or count > 100_000_000
    or count_min > count
    or count_min > count_max

union all

select
    kind,
    fact_id::varchar,
    'has confidence ' || confidence
from readings.every_kind
where not confidence between 0 and 1
order by place, row_key;
