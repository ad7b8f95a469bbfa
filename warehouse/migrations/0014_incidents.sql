create table incidents (
    incident_id uuid not null,
    story_id uuid,
    plover_type varchar,
    subtype varchar,
    title varchar not null,
    place varchar,
    place_id uuid,
    country_iso2 varchar,
    status varchar not null,
    date_precision varchar not null,
    report_count integer not null,
    copy_count integer not null,
    source_count integer not null,
    killed_min bigint,
    killed_max bigint,
    injured_min bigint,
    injured_max bigint,
    begins_on date,
    ends_on date,
    first_reported_at timestamptz not null,
    last_reported_at timestamptz not null
);

comment on table incidents is 'Distinct happenings: the events of different articles that tell of the same one. Conservative: in doubt two incidents, never one.';
comment on column incidents.incident_id is 'Key: BLAKE2b-128 of the first event that told it; kept as it grows.';
comment on column incidents.story_id is 'Story of its reports: stories.story_id, the most frequent; null where they are in none.';
comment on column incidents.plover_type is 'PLOVER type of its events; null as in events.';
comment on column incidents.subtype is 'Subtype of its events; null as in events.';
comment on column incidents.title is 'Title of the article that told it first.';
comment on column incidents.place is 'Where, as most of its events say; null where none says.';
comment on column incidents.place_id is 'That place: places.place_id; null as place.';
comment on column incidents.country_iso2 is 'Country of the place, ISO 3166-1 alpha-2; null as place.';
comment on column incidents.status is 'How it stands by the latest report: happened, ongoing, planned, ordered or threatened.';
comment on column incidents.date_precision is 'How exact the days are: day, week, month, year or unknown.';
comment on column incidents.report_count is 'Articles that tell of it, copies included.';
comment on column incidents.copy_count is 'Those of them that copy another.';
comment on column incidents.source_count is 'Independent sources: publishers of reports that are no copies.';
comment on column incidents.killed_min is 'Fewest killed that a report gives; null where none gives a toll.';
comment on column incidents.killed_max is 'Most killed that a report gives; null as killed_min.';
comment on column incidents.injured_min is 'Fewest injured that a report gives; null where none gives a number.';
comment on column incidents.injured_max is 'Most injured that a report gives; null as injured_min.';
comment on column incidents.begins_on is 'First day, in the publishers'' zones; null where no report tells.';
comment on column incidents.ends_on is 'Last day, inclusive; null where no report tells.';
comment on column incidents.first_reported_at is 'UTC instant of the first report.';
comment on column incidents.last_reported_at is 'UTC instant of the latest report.';

create table incident_reports (
    incident_id uuid not null,
    event_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    place_id uuid,
    kind varchar not null,
    mode varchar,
    country_iso2 varchar,
    actors varchar[] not null,
    targets varchar[] not null,
    is_copy boolean not null,
    is_planned boolean not null,
    is_town boolean not null,
    start_char integer not null,
    begins_on date,
    ends_on date,
    told_on date not null,
    since_on date not null,
    added_at timestamptz not null
);

comment on table incident_reports is 'Which events tell of which incident, with what they are matched by; an event is of one incident. Denied and merely possible events are in none.';
comment on column incident_reports.incident_id is 'The incident: incidents.incident_id.';
comment on column incident_reports.event_id is 'The event: events.fact_id; key.';
comment on column incident_reports.article_id is 'Article that tells it: articles.article_id.';
comment on column incident_reports.version_id is 'Version that tells it: versions.version_id.';
comment on column incident_reports.place_id is 'Place of the telling: places.place_id; null where it gives none.';
comment on column incident_reports.kind is 'PLOVER type of the event, else its subtype.';
comment on column incident_reports.mode is 'As events.mode.';
comment on column incident_reports.country_iso2 is 'As events.country_iso2.';
comment on column incident_reports.actors is 'Who does it, as the telling has it; empty where it says nobody.';
comment on column incident_reports.targets is 'To whom, as the telling has it; empty where it says nobody.';
comment on column incident_reports.is_copy is 'Whether the article copies another.';
comment on column incident_reports.is_planned is 'Whether it is planned, ordered or threatened by this telling.';
comment on column incident_reports.is_town is 'Whether the place is as exact as a town.';
comment on column incident_reports.start_char is 'As events.start_char.';
comment on column incident_reports.begins_on is 'As events.begins_on.';
comment on column incident_reports.ends_on is 'As events.ends_on.';
comment on column incident_reports.told_on is 'Day of publication in the publisher''s zone, else the UTC day the article was first seen.';
comment on column incident_reports.since_on is 'No report of the incident was told before this day.';
comment on column incident_reports.added_at is 'UTC instant of the newest capture in the load that found it.';

create table incident_changes (
    incident_id uuid not null,
    merged_into uuid not null,
    changed_at timestamptz not null
);

comment on table incident_changes is 'What became of incidents that grew together: a trail, append-only.';
comment on column incident_changes.incident_id is 'Incident that is no more.';
comment on column incident_changes.merged_into is 'Incident that holds its reports since: incidents.incident_id then.';
comment on column incident_changes.changed_at is 'UTC instant of the newest capture in the load that joined them.';
