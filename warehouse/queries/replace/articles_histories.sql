update articles
set
    latest_version_id = histories.latest_version_id,
    version_count = histories.version_count
from histories
where
    articles.article_id = histories.article_id
    and histories.version_id = histories.latest_version_id
    and (
        articles.latest_version_id <> histories.latest_version_id
        or articles.version_count <> histories.version_count
    );
