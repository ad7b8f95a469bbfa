-- The last rate up to the day of publication, if it is at most seven days old: markets
-- rest at weekends and over holidays, and an older rate would be a guess.
with stated as (
    select
        money.fact_id,
        money.currency,
        money.amount,
        articles.published_on
    from money
    inner join money_due
        on money.version_id = money_due.version_id
    inner join articles
        on money.article_id = articles.article_id
    where money.currency <> 'USD'
),

priced as (
    select
        stated.fact_id,
        try_cast(
            stated.amount::double * rates.usd::double as decimal(38, 6)
        ) as amount_usd,
        rates.rate_on
    from stated
    asof inner join rates
        on
            stated.currency = rates.currency
            and stated.published_on >= rates.rate_on
    where stated.published_on - rates.rate_on <= 7
)

update money
set
    amount_usd = priced.amount_usd,
    rate_on = priced.rate_on
from priced
where money.fact_id = priced.fact_id;
