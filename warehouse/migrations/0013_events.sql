create table events (
    fact_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    evidence varchar not null,
    plover_type varchar,
    mode varchar,
    subtype varchar,
    acled_type varchar,
    acled_subtype varchar,
    cameo_root varchar,
    trigger varchar not null,
    status varchar not null,
    place varchar,
    place_id uuid,
    country_iso2 varchar,
    extractor varchar not null,
    extractor_version varchar not null,
    start_char integer not null,
    end_char integer not null,
    sentence_start_char integer not null,
    sentence_end_char integer not null,
    confidence double not null,
    begins_on date,
    ends_on date,
    date_precision varchar not null
);

comment on table events is 'What happened, is planned, threatened or denied, one row per telling and version; an incident joins the tellings of one happening.';
comment on column events.fact_id is 'Key: BLAKE2b-128 of version, kind, span and place among equals.';
comment on column events.article_id is 'Article: articles.article_id.';
comment on column events.version_id is 'Version whose text states it: versions.version_id.';
comment on column events.evidence is 'The words: versions.text from start_char to end_char.';
comment on column events.plover_type is 'PLOVER event type: AGREE, CONSULT, SUPPORT, COOPERATE, AID, RETREAT, CONCEDE, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST, SANCTION, MOBILIZE, COERCE or ASSAULT; null for happenings that PLOVER has no type for, see subtype.';
comment on column events.mode is 'How, within the type: shelling, aerial, arrest, pledge, investigation; null for happenings without a type.';
comment on column events.subtype is 'Happening without a PLOVER type: earthquake, flood, storm, wildfire, epidemic, accident, crime, election, launch, rate-decision; null where there is a type.';
comment on column events.acled_type is 'ACLED event type that corresponds; null for what ACLED does not record.';
comment on column events.acled_subtype is 'ACLED sub-event type that corresponds; null as acled_type.';
comment on column events.cameo_root is 'CAMEO root code of two digits that corresponds; null without a PLOVER type.';
comment on column events.trigger is 'Base form of the words that name it: shell of shelled.';
comment on column events.status is 'How the event itself stands, not the speech about it: happened, ongoing, planned, ordered, threatened, denied or hypothetical.';
comment on column events.place is 'Where, as the gazetteer calls it; null where the clause gives no place.';
comment on column events.place_id is 'That place: places.place_id of the same version; null as place.';
comment on column events.country_iso2 is 'Country of the place, ISO 3166-1 alpha-2; null where there is none or no place.';
comment on column events.extractor is 'Kind of fact that found it.';
comment on column events.extractor_version is 'State of that extractor.';
comment on column events.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column events.end_char is 'Where they end, exclusive.';
comment on column events.sentence_start_char is 'Where their sentence begins in versions.text.';
comment on column events.sentence_end_char is 'Where their sentence ends, exclusive.';
comment on column events.confidence is 'Share of such facts that are right on development data, 0 to 1.';
comment on column events.begins_on is 'First day in the publisher''s zone; null where open or not told: the day of publication is never assumed.';
comment on column events.ends_on is 'Last day, inclusive, in the publisher''s zone; null where open or not told.';
comment on column events.date_precision is 'How exact the days are: day, week, month, year or unknown.';

create table event_participants (
    fact_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    event_id uuid not null,
    entity_id uuid,
    evidence varchar not null,
    role varchar not null,
    text varchar not null,
    country_iso3 varchar,
    sector varchar,
    extractor varchar not null,
    extractor_version varchar not null,
    start_char integer not null,
    end_char integer not null,
    sentence_start_char integer not null,
    sentence_end_char integer not null,
    confidence double not null
);

comment on table event_participants is 'Who is in an event: one row per side and version.';
comment on column event_participants.fact_id is 'Key: BLAKE2b-128 of version, kind, span and place among equals.';
comment on column event_participants.article_id is 'Article: articles.article_id.';
comment on column event_participants.version_id is 'Version whose text states it: versions.version_id.';
comment on column event_participants.event_id is 'The event: events.fact_id of the same version.';
comment on column event_participants.entity_id is 'people.person_id or organisations.organisation_id; null for groups, states and half names.';
comment on column event_participants.evidence is 'The words: versions.text from start_char to end_char.';
comment on column event_participants.role is 'actor: does it; target: it is done to them, or with them.';
comment on column event_participants.text is 'The fullest name that the article gives, else the words: Russian troops.';
comment on column event_participants.country_iso3 is 'Country that the words tie it to, ISO 3166-1 alpha-3; null where they tie it to none.';
comment on column event_participants.sector is 'Sector in PLOVER''s codes: GOV, MIL, COP, REB, LEG, JUD, OPP, MED, BUS, LAB, EDU, HLH, REF, NGO, IGO, REL, CRM, CVL; null where the words do not tell.';
comment on column event_participants.extractor is 'Kind of fact that found it.';
comment on column event_participants.extractor_version is 'State of that extractor.';
comment on column event_participants.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column event_participants.end_char is 'Where they end, exclusive.';
comment on column event_participants.sentence_start_char is 'Where their sentence begins in versions.text.';
comment on column event_participants.sentence_end_char is 'Where their sentence ends, exclusive.';
comment on column event_participants.confidence is 'Share of such facts that are right on development data, 0 to 1.';

alter table casualties add column event_id uuid;

comment on column casualties.event_id is 'Event that did the harm: events.fact_id of the same version; null where the sentence names none.';

create view readings.events as
select
    fact_id,
    article_id,
    version_id,
    evidence,
    null::varchar as subject,
    coalesce(plover_type, subtype)
    || case status when 'happened' then '' else ' (' || status || ')' end
        as predicate,
    trigger as object,
    null::varchar as unit,
    place,
    start_char,
    end_char,
    sentence_start_char,
    sentence_end_char,
    null::double as value,
    confidence,
    begins_on as happened_on
from main.events;

create view readings.event_participants as
select
    fact_id,
    article_id,
    version_id,
    evidence,
    text as subject,
    role as predicate,
    sector as object,
    null::varchar as unit,
    country_iso3 as place,
    start_char,
    end_char,
    sentence_start_char,
    sentence_end_char,
    null::double as value,
    confidence,
    null::date as happened_on
from main.event_participants;
