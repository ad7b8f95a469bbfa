-- How the place of an event is known: an article says "the city", or nothing at all.

alter table events add column place_origin varchar;

comment on column events.place_origin is 'How the place is known. stated: named beside the event, or what it is done to; described: words like "the city" stand for it; recalled: told where the event was named before; focus: no place in the sentence, but the article is about this town (a guess). Null where there is no place, and for events of extractor version 1.';
comment on column events.place is 'Where, as the gazetteer calls it; null where the text gives no place. How it is known: place_origin.';
