update articles
set template_id = recognised.template_id
from recognised
where articles.article_id = recognised.article_id;
