-- Pairs of tellings that a place, a story or an original ties; each pair once.
with all_tellings as (
    select
        * exclude (incident_id, since_on),
        false as is_incoming
    from incident_known

    union all by name

    select
        *,
        true as is_incoming
    from incident_incoming
),

ties as (
    select
        event_id,
        kind,
        is_planned,
        unnest([
            'p' || place_id::varchar,
            's' || story_id::varchar,
            'o' || original_id::varchar
        ]) as tie
    from all_tellings
),

tied as (
    select distinct
        incoming.event_id,
        others.event_id as other_event_id
    from ties as incoming
    inner join incident_incoming using (event_id)
    inner join ties as others
        on
            incoming.tie = others.tie
            and incoming.kind = others.kind
            and incoming.is_planned = others.is_planned
    where incoming.event_id <> others.event_id
)

select
    tied.event_id,
    tied.other_event_id
from tied
where
    tied.event_id < tied.other_event_id
    or tied.other_event_id not in (select event_id from incident_incoming)
-- A telling that ties with thousands (a capital, a long war) is compared with the
-- nearest in no order but that of ids: the work of a batch is bounded.
qualify
    row_number() over (
        partition by tied.event_id
        order by tied.other_event_id
    ) <= $most;
