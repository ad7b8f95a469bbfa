-- What the page says of the article, read again. When it was first told stays the
-- least of all its versions, unless there is only the one.
update articles
set
    title = read_again.title,
    authors = read_again.authors,
    language = read_again.language,
    origin_url = read_again.origin_url,
    date_precision = read_again.date_precision,
    date_origin = read_again.date_origin,
    published_on = read_again.published_on,
    published_at = read_again.published_at,
    first_published_on = case
        when articles.version_count = 1 then read_again.published_on
        else least(articles.first_published_on, read_again.published_on)
    end,
    first_published_at = case
        when articles.version_count = 1 then read_again.published_at
        else least(articles.first_published_at, read_again.published_at)
    end
from read_again
where
    articles.article_id = read_again.article_id
    and articles.latest_version_id = read_again.version_id;
