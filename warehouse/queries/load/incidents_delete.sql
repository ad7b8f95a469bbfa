delete from incidents
where
    incident_id in (select group_id from incidents_grouped)
    or incident_id in (select incident_id from incidents_joined);
