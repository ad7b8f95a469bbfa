update articles
set duplicate_of = moved.duplicate_of
from moved
where articles.article_id = moved.article_id;
