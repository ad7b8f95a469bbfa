select
    day,
    sources_reporting,
    sources_known,
    articles,
    copies,
    round(usual_articles, 1) as usual_articles,
    new_sources
from coverage
where day between $since and $until
order by day;
