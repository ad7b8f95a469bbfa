select
    source_id,
    articles,
    cast(round(usual_articles) as bigint) as usual_articles,
    refused,
    failed_share,
    is_paused,
    flags,
    last_article_at,
    last_polled_at,
    next_poll_at
from source_status
order by len(flags) = 0, source_id;
