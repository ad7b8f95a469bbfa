create or replace view aid_mentions as
with nearest as (
    select
        money.fact_id,
        money.article_id,
        money.version_id,
        money.sentence_start_char,
        money.sentence_end_char,
        money.evidence,
        money.currency,
        money.amount,
        money.amount_usd,
        events.fact_id as event_id,
        -- "Last week" ends before it was printed, whenever it began.
        case events.date_precision
            when 'day' then events.begins_on
            else events.ends_on
        end as told_on,
        case
            when
                events.status in ('planned', 'ordered')
                or events.mode = 'pledge'
                or regexp_matches(
                    events.trigger,
                    '^(pledge|promise|commit|offer|earmark|allocate|approve|set aside)'
                )
                then 'pledged'
            else 'delivered'
        end as stage
    from money
    inner join events
        on money.version_id = events.version_id
        and money.sentence_start_char = events.sentence_start_char
    where
        events.plover_type = 'AID'
        and events.status in ('happened', 'ongoing', 'planned', 'ordered')
    qualify row_number() over (
        partition by money.fact_id
        order by
            abs(events.start_char - money.start_char),
            events.fact_id
    ) = 1
),

parties as (
    select
        event_id,
        arg_min(
            {'text': text, 'entity_id': entity_id, 'country_iso3': country_iso3},
            start_char
        ) filter (role = 'actor') as donor,
        arg_min(text, start_char) filter (role = 'target') as recipient
    from event_participants
    -- Not those of the nearest: asked for twice, they would be kept with all columns.
    where
        event_id in (select fact_id from events where plover_type = 'AID')
        -- A gate brings in money too; who gives aid is somebody by name or country.
        and (entity_id is not null or country_iso3 is not null)
    group by event_id
)

select
    nearest.fact_id,
    nearest.event_id,
    nearest.article_id,
    nearest.version_id,
    parties.donor.entity_id as donor_id,
    articles.source_id,
    articles.duplicate_of,
    nearest.stage,
    parties.donor.text as donor,
    parties.donor.country_iso3 as donor_country_iso3,
    parties.recipient,
    nearest.evidence,
    nearest.currency,
    articles.title,
    articles.url,
    nearest.amount,
    nearest.amount_usd,
    nearest.sentence_start_char,
    nearest.sentence_end_char,
    -- Of money that is to come the day of the promise counts, not that of arrival.
    least(nearest.told_on, articles.published_on) as given_on,
    articles.published_on
from nearest
inner join articles on nearest.version_id = articles.latest_version_id
left join parties on nearest.event_id = parties.event_id;

comment on view aid_mentions is 'Sums of aid in the latest version of every article, to count them by: as aid_reports, which has their sentences too.';
comment on column aid_mentions.fact_id is 'Key: money.fact_id.';
comment on column aid_mentions.event_id is 'The act: events.fact_id.';
comment on column aid_mentions.article_id is 'Article: articles.article_id.';
comment on column aid_mentions.version_id is 'Its latest version: versions.version_id.';
comment on column aid_mentions.donor_id is 'The donor: event_participants.entity_id; null if unknown.';
comment on column aid_mentions.source_id is 'Publisher: sources.source_id.';
comment on column aid_mentions.duplicate_of is 'Article whose words this article repeats; null for an original.';
comment on column aid_mentions.stage is 'pledged (promised, offered, approved, to be given) or delivered; what was denied is left out.';
comment on column aid_mentions.donor is 'Who gives: a person, an organisation or a country by name; null where the sentence names none.';
comment on column aid_mentions.donor_country_iso3 is 'Country of the donor, ISO 3166-1 alpha-3; null if unknown.';
comment on column aid_mentions.recipient is 'Who receives, told alike; null where the sentence names nobody.';
comment on column aid_mentions.evidence is 'The words that name the sum.';
comment on column aid_mentions.currency is 'ISO 4217 code; null where the words leave it open.';
comment on column aid_mentions.title is 'Headline of the article; null where the source gives none.';
comment on column aid_mentions.url is 'Address of the article.';
comment on column aid_mentions.amount is 'The sum in units of the currency.';
comment on column aid_mentions.amount_usd is 'The sum in US dollars; null without a rate.';
comment on column aid_mentions.sentence_start_char is 'Where the sentence begins in versions.text, code points from 0.';
comment on column aid_mentions.sentence_end_char is 'Where it ends, exclusive.';
comment on column aid_mentions.given_on is 'Day of the act as the sentence says, but of publication where that is earlier or alone is known; null if both are unknown.';
comment on column aid_mentions.published_on is 'Day of publication in the publisher''s zone; null if unknown.';
