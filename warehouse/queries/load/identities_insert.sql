insert into identities by name
select *
from incoming_identities as incoming
where not exists (
    from identities as kept
    where
        kept.version_id = incoming.version_id
        and kept.entity = incoming.entity
);
