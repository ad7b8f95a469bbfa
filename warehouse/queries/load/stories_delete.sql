delete from stories
where story_id in (select story_id from stories_touched);
