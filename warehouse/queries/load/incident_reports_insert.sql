insert into incident_reports by name
select
    grouped.group_id as incident_id,
    incident_incoming.event_id,
    incident_incoming.article_id,
    incident_incoming.version_id,
    incident_incoming.place_id,
    incident_incoming.kind,
    incident_incoming.mode,
    incident_incoming.country_iso2,
    incident_incoming.actors,
    incident_incoming.targets,
    incident_incoming.is_copy,
    incident_incoming.is_planned,
    incident_incoming.is_town,
    incident_incoming.start_char,
    incident_incoming.begins_on,
    incident_incoming.ends_on,
    incident_incoming.told_on,
    least(incident_incoming.told_on, grouped.since_on) as since_on,
    (select max(seen_at) from incoming_pages) as added_at
from incident_incoming
inner join incidents_grouped as grouped
    on incident_incoming.event_id = grouped.member_id
where
    incident_incoming.event_id not in (select event_id from incident_known)
order by incident_incoming.version_id, incident_incoming.start_char;
