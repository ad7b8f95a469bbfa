select
    article_id,
    other_article_id
from incoming_links;
