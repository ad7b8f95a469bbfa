merge into sources
using (
    select *
    from incoming_sources
    qualify row_number() over (
        partition by source_id
        order by added_at desc
    ) = 1
) as incoming
    on sources.source_id = incoming.source_id
when matched and (
    sources.name is distinct from incoming.name
    or sources.homepage is distinct from incoming.homepage
    or sources.country is distinct from incoming.country
    or sources.language is distinct from incoming.language
    or sources.timezone is distinct from incoming.timezone
    or sources.kinds is distinct from incoming.kinds
    or sources.is_enabled is distinct from incoming.is_enabled
) then update set
    name = incoming.name,
    homepage = incoming.homepage,
    country = incoming.country,
    language = incoming.language,
    timezone = incoming.timezone,
    kinds = incoming.kinds,
    is_enabled = incoming.is_enabled
when not matched then insert by name;
