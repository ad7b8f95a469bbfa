create table places (
    fact_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    place_id uuid not null,
    evidence varchar not null,
    name varchar not null,
    feature_class varchar,
    country_iso2 varchar,
    country_iso3 varchar,
    admin1 varchar,
    admin1_name varchar,
    precision varchar not null,
    extractor varchar not null,
    extractor_version varchar not null,
    geonames_id integer,
    start_char integer not null,
    end_char integer not null,
    sentence_start_char integer not null,
    sentence_end_char integer not null,
    mention_count integer not null,
    lat double not null,
    lon double not null,
    confidence double not null
);

comment on table places is 'Places that articles name, with their points: one row per place and version. GeoNames (geonames.org), CC BY 4.0.';
comment on column places.fact_id is 'Key: BLAKE2b-128 of version, kind, span and place among equals.';
comment on column places.article_id is 'Article: articles.article_id.';
comment on column places.version_id is 'Version whose text states it: versions.version_id.';
comment on column places.place_id is 'The place, equal in all articles: BLAKE2b-128 of geonames_id, else of name, country and division.';
comment on column places.evidence is 'The words of the first mention: versions.text from start_char to end_char.';
comment on column places.name is 'Name of the place in GeoNames or in our own tables, whatever the article calls it.';
comment on column places.feature_class is 'GeoNames feature class: P town, A country or division, L region, H water, T mountain or desert; null for a place that no table has.';
comment on column places.country_iso2 is 'Country, ISO 3166-1 alpha-2 (XK for Kosovo); null for what lies in several or in none.';
comment on column places.country_iso3 is 'Country, ISO 3166-1 alpha-3; null as country_iso2.';
comment on column places.admin1 is 'First-level division, GeoNames code with the country''s, e.g. UA.07; null if none or unknown.';
comment on column places.admin1_name is 'Name of that division; null where our tables have none.';
comment on column places.precision is 'What the point is the middle of: town, area (district, county), admin1, country, region, continent, water, terrain; near: a place beside it in the text.';
comment on column places.extractor is 'Kind of fact that found it.';
comment on column places.extractor_version is 'State of that extractor.';
comment on column places.geonames_id is 'Number in GeoNames; null where unknown.';
comment on column places.start_char is 'Where the first mention begins in versions.text, code points from 0.';
comment on column places.end_char is 'Where it ends, exclusive.';
comment on column places.sentence_start_char is 'Where its sentence begins in versions.text.';
comment on column places.sentence_end_char is 'Where its sentence ends, exclusive.';
comment on column places.mention_count is 'Mentions of the place in this version.';
comment on column places.lat is 'Latitude of the point, degrees north, WGS 84.';
comment on column places.lon is 'Longitude of the point, degrees east, WGS 84.';
comment on column places.confidence is 'Share of such facts that are right on development data, 0 to 1.';

create view readings.places as
select
    fact_id,
    article_id,
    version_id,
    evidence,
    name as subject,
    'lies in' as predicate,
    coalesce(country_iso3, precision) as object,
    null::varchar as unit,
    name as place,
    start_char,
    end_char,
    sentence_start_char,
    sentence_end_char,
    null::double as value,
    confidence,
    null::date as happened_on
from main.places;

create table place_mentions (
    fact_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    place_id uuid not null,
    evidence varchar not null,
    name varchar not null,
    country_iso2 varchar,
    precision varchar not null,
    extractor varchar not null,
    extractor_version varchar not null,
    start_char integer not null,
    end_char integer not null,
    sentence_start_char integer not null,
    sentence_end_char integer not null,
    confidence double not null
);

comment on table place_mentions is 'Mentions of places, one row per mention and version; peoples and names of organisations are none.';
comment on column place_mentions.fact_id is 'Key: BLAKE2b-128 of version, kind, span and place among equals.';
comment on column place_mentions.article_id is 'Article: articles.article_id.';
comment on column place_mentions.version_id is 'Version whose text states it: versions.version_id.';
comment on column place_mentions.place_id is 'The place: places.place_id, where the same version has its point.';
comment on column place_mentions.evidence is 'The words, class word included: versions.text from start_char to end_char.';
comment on column place_mentions.name is 'Name of the place in GeoNames or in our own tables.';
comment on column place_mentions.country_iso2 is 'Country, ISO 3166-1 alpha-2; null for what lies in several or in none.';
comment on column place_mentions.precision is 'What the point of the place is the middle of: places.precision.';
comment on column place_mentions.extractor is 'Kind of fact that found it.';
comment on column place_mentions.extractor_version is 'State of that extractor.';
comment on column place_mentions.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column place_mentions.end_char is 'Where they end, exclusive.';
comment on column place_mentions.sentence_start_char is 'Where their sentence begins in versions.text.';
comment on column place_mentions.sentence_end_char is 'Where their sentence ends, exclusive.';
comment on column place_mentions.confidence is 'Share of such facts that are right on development data, 0 to 1: a place, and the one meant.';

create view readings.place_mentions as
select
    fact_id,
    article_id,
    version_id,
    evidence,
    null::varchar as subject,
    'names the place' as predicate,
    name as object,
    null::varchar as unit,
    name as place,
    start_char,
    end_char,
    sentence_start_char,
    sentence_end_char,
    null::double as value,
    confidence,
    null::date as happened_on
from main.place_mentions;
