create or replace view aid_reports as
select
    aid_mentions.* exclude (sentence_start_char, sentence_end_char),
    versions.text[
        aid_mentions.sentence_start_char + 1 : aid_mentions.sentence_end_char
    ] as sentence
from aid_mentions
inner join versions on aid_mentions.version_id = versions.version_id;

comment on view aid_reports is 'Sums of aid as the latest version of every article reports them: a sum of money and an act of aid in one sentence. One pledge may be reported many times: aid_sums has it once.';
comment on column aid_reports.fact_id is 'Key: money.fact_id.';
comment on column aid_reports.event_id is 'The act: events.fact_id.';
comment on column aid_reports.article_id is 'Article: articles.article_id.';
comment on column aid_reports.version_id is 'Its latest version: versions.version_id.';
comment on column aid_reports.donor_id is 'The donor: event_participants.entity_id; null if unknown.';
comment on column aid_reports.source_id is 'Publisher: sources.source_id.';
comment on column aid_reports.duplicate_of is 'Article whose words this article repeats; null for an original.';
comment on column aid_reports.stage is 'pledged (promised, offered, approved, to be given) or delivered; what was denied is left out.';
comment on column aid_reports.donor is 'Who gives: a person, an organisation or a country by name; null where the sentence names none.';
comment on column aid_reports.donor_country_iso3 is 'Country of the donor, ISO 3166-1 alpha-3; null if unknown.';
comment on column aid_reports.recipient is 'Who receives, told alike; null where the sentence names nobody.';
comment on column aid_reports.evidence is 'The words that name the sum.';
comment on column aid_reports.sentence is 'The sentence.';
comment on column aid_reports.currency is 'ISO 4217 code; null where the words leave it open.';
comment on column aid_reports.title is 'Headline of the article; null where the source gives none.';
comment on column aid_reports.url is 'Address of the article.';
comment on column aid_reports.amount is 'The sum in units of the currency.';
comment on column aid_reports.amount_usd is 'The sum in US dollars; null without a rate.';
comment on column aid_reports.given_on is 'Day of the act as the sentence says, but of publication where that is earlier or alone is known; null if both are unknown.';
comment on column aid_reports.published_on is 'Day of publication in the publisher''s zone; null if unknown.';
