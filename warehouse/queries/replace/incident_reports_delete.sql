delete from incident_reports
where
    version_id in (select version_id from gone)
    or version_id in (
        select version_id
        from replaced
        where list_contains(kinds, 'events')
    );
