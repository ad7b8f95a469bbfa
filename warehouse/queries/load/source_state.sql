-- The state after the newest poll counts, in whatever order runs are loaded.
merge into ops.source_state
using (
    select *
    from incoming_source_state
    qualify row_number() over (
        partition by listing_id
        order by last_polled_at desc, next_poll_at desc
    ) = 1
) as incoming
    on source_state.listing_id = incoming.listing_id
when matched and incoming.last_polled_at > source_state.last_polled_at
    then update by name
when not matched then insert by name;
