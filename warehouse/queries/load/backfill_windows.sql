-- What was said last of a window counts, in whatever order batches are loaded.
merge into ops.backfill_windows
using (
    select *
    from incoming_backfill_windows
    qualify row_number() over (
        partition by window_id
        order by updated_at desc, state
    ) = 1
) as incoming
    on backfill_windows.window_id = incoming.window_id
when matched and incoming.updated_at >= backfill_windows.updated_at
    then update by name
when not matched then insert by name;
