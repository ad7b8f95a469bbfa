-- One event told in three sentences is three rows; who counts rows counts one.

alter table events add column date_origin varchar;

alter table events add column is_repeat boolean;

alter table event_participants add column is_recalled boolean;

comment on column events.date_origin is 'How the days are known. stated: in the event''s sentence; retold: only another telling of the same event in the text gives them. Null where there are none, and where an older extractor read it.';
comment on column events.is_repeat is 'Whether the text has told the same event before (the shelling; the town taken a second time in words): leave out of counts; null where an older extractor read it.';
comment on column event_participants.is_recalled is 'Whether only another telling of the event in the text names it; its confidence is lower. Null where an older extractor read it.';
