-- Source files may say what is where on a publisher's pages, and live pages are read.

comment on column articles.date_origin is 'Where the date was read: selector (of the source file), json-ld, meta, time-tag, feed, sitemap, url, text or none.';
comment on column versions.partial_reason is 'Why the text is not all that the page is about: paywall, or live-blog where its posts are left out; null where nothing says so.';
comment on column versions.dropped is 'Blocks of the page that are not in the text, counted by class: menu, related, caption, live-post and so on; missed-title, missed-published and missed-body, of no blocks, where a selector of the source file found nothing; null in versions older than this column.';
