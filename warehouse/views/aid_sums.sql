create or replace view aid_sums as
-- Without the sentences: a text is read only where one is asked for.
with told as (
    select
        fact_id,
        article_id,
        version_id,
        sentence_start_char,
        sentence_end_char,
        source_id,
        duplicate_of,
        stage,
        donor,
        recipient,
        currency,
        amount,
        amount_usd,
        given_on,
        published_on,
        coalesce(cast(donor_id as varchar), lower(donor)) as donor_key,
        -- Told again within four weeks of the last time it is the same gift.
        given_on - lag(given_on) over (
            partition by
                stage,
                coalesce(cast(donor_id as varchar), lower(donor)),
                currency,
                amount
            order by given_on, fact_id
        ) > 28 as is_another
    from aid_mentions
),

gifts as (
    select
        *,
        -- Not a filter: over many rows that takes four times as long.
        count(case when is_another then 1 end) over (
            partition by stage, donor_key, currency, amount
            order by given_on, fact_id
        ) as gift
    from told
),

once as (
    select
        stage,
        currency,
        amount,
        arg_min(
            {
                'fact_id': fact_id,
                'version_id': version_id,
                'start_char': sentence_start_char,
                'end_char': sentence_end_char
            },
            (duplicate_of is not null, published_on, fact_id)
        ) as first,
        arg_min(donor, (published_on, fact_id)) as donor,
        arg_min(recipient, (published_on, fact_id)) as recipient,
        any_value(amount_usd) as amount_usd,
        count(distinct article_id) as reports,
        count(distinct article_id) filter (duplicate_of is not null) as copies,
        count(distinct source_id) filter (duplicate_of is null)
            as independent_sources,
        min(given_on) as given_on,
        max(published_on) as last_reported_on
    from gifts
    group by stage, donor_key, currency, amount, gift
)

select
    first.fact_id as fact_id,
    first.version_id as version_id,
    stage,
    donor,
    recipient,
    currency,
    amount,
    amount_usd,
    reports,
    copies,
    independent_sources,
    first.start_char as sentence_start_char,
    first.end_char as sentence_end_char,
    given_on,
    last_reported_on
from once;

comment on view aid_sums is 'Sums of aid, each pledge and each payment once, however many articles tell of it: equal donor, currency and amount, never four weeks without a report.';
comment on column aid_sums.stage is 'pledged or delivered.';
comment on column aid_sums.donor is 'Who gives, by name; null where no sentence says.';
comment on column aid_sums.recipient is 'Who receives, by name, in the first report that says; null if none does.';
comment on column aid_sums.currency is 'ISO 4217 code; null where the words leave it open.';
comment on column aid_sums.fact_id is 'The first original report of it: aid_reports.fact_id, with the sentence.';
comment on column aid_sums.version_id is 'The version that report stands in: versions.version_id.';
comment on column aid_sums.sentence_start_char is 'Where its sentence begins in versions.text, code points from 0.';
comment on column aid_sums.sentence_end_char is 'Where that sentence ends, exclusive.';
comment on column aid_sums.amount is 'The sum in units of the currency.';
comment on column aid_sums.amount_usd is 'The sum in US dollars by the rate of its report; null without a rate.';
comment on column aid_sums.reports is 'Articles that tell it, copies included.';
comment on column aid_sums.copies is 'Those among them that repeat another.';
comment on column aid_sums.independent_sources is 'Publishers that tell it in their own words.';
comment on column aid_sums.given_on is 'First day that a report gives, else of the first report; null if unknown.';
comment on column aid_sums.last_reported_on is 'Day of the last report; null if unknown.';
