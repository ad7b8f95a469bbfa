-- One row a place: a map of incidents reads some thousands of rows here, not every
-- mention in every article.

create table known_places (
    place_id uuid not null,
    name varchar not null,
    feature_class varchar,
    country_iso2 varchar,
    country_iso3 varchar,
    admin1 varchar,
    admin1_name varchar,
    precision varchar not null,
    geonames_id integer,
    lat double not null,
    lon double not null
);

comment on table known_places is 'Places that some article names, one row each: a dictionary of places.place_id.';
comment on column known_places.place_id is 'Key: places.place_id.';
comment on column known_places.name is 'Name in GeoNames or in our own tables.';
comment on column known_places.feature_class is 'GeoNames feature class; null for a place that no table has.';
comment on column known_places.country_iso2 is 'Country, ISO 3166-1 alpha-2; null for what lies in several or in none.';
comment on column known_places.country_iso3 is 'Country, ISO 3166-1 alpha-3; null as country_iso2.';
comment on column known_places.admin1 is 'First-level division, GeoNames code with the country''s; null if none or unknown.';
comment on column known_places.admin1_name is 'Name of that division; null where our tables have none.';
comment on column known_places.precision is 'What the point is the middle of: see places.precision.';
comment on column known_places.geonames_id is 'Number in GeoNames; null where unknown.';
comment on column known_places.lat is 'Latitude of the point, degrees north, WGS 84; of a place that no table has the first one told.';
comment on column known_places.lon is 'Longitude of the point, degrees east, WGS 84; as lat.';

insert into known_places by name
select
    place_id,
    name,
    feature_class,
    country_iso2,
    country_iso3,
    admin1,
    admin1_name,
    precision,
    geonames_id,
    lat,
    lon
from places
qualify row_number() over (partition by place_id order by fact_id) = 1;
