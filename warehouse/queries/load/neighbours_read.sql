-- Each pair of two incoming originals comes from both ends: the order decides which
-- of them is told.
from neighbours
order by article_id, other_article_id;
