create table rates (
    currency varchar not null,
    file varchar not null,
    usd decimal(18, 12) not null,
    rate_on date not null,
    loaded_at timestamptz not null
);

comment on table rates is 'Rates of exchange that the user has given with dateline rates; one row per currency and day.';
comment on column rates.currency is 'ISO 4217 code.';
comment on column rates.file is 'File that the rate was read from.';
comment on column rates.usd is 'US dollars for one unit of the currency.';
comment on column rates.rate_on is 'Day of the rate, as its table gives it.';
comment on column rates.loaded_at is 'When it was read, UTC.';

comment on column money.amount_usd is 'amount in US dollars: as stated for USD, else by the rate of rate_on; null where rates has none for the currency within seven days before publication.';
comment on column money.rate_on is 'Day of the rate behind amount_usd: rates.rate_on; null for US dollars and without a rate.';

update money
set amount_usd = amount
where currency = 'USD' and amount_usd is null;
