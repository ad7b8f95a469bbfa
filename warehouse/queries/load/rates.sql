merge into rates
using incoming_rates
    on
        rates.currency = incoming_rates.currency
        and rates.rate_on = incoming_rates.rate_on
when matched then update set
    usd = incoming_rates.usd,
    file = $file,
    loaded_at = $loaded_at
when not matched then insert (currency, file, usd, rate_on, loaded_at)
    values (
        incoming_rates.currency,
        $file,
        incoming_rates.usd,
        incoming_rates.rate_on,
        $loaded_at
    );
