-- What a load has at hand when it joins incidents, for versions whose text stays.
create or replace temp table incoming_pages as
select
    version_id,
    seen_at
from settled;

create or replace temp table moved as
select
    article_id,
    duplicate_of as duplicate_of_before,
    story_id,
    duplicate_of
from articles
limit 0;
