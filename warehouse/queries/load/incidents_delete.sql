delete from incidents
where
    incident_id in (
        select group_id
        from incidents_grouped

        union

        select incident_id
        from incidents_joined
    );
