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
from incoming_places as incoming
where not exists (
    from known_places
    where known_places.place_id = incoming.place_id
)
qualify row_number() over (partition by place_id order by fact_id) = 1;
