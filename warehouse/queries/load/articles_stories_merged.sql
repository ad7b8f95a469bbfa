-- Stories that only grew go over to the larger one as they are.
update articles
set story_id = group_changes.to_id
from group_changes
where
    articles.story_id = group_changes.from_id
    and articles.story_id not in (select story_id from loosened);
