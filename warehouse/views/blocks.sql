create or replace view blocks as
with numbered as (
    select
        version_id,
        article_id,
        text,
        unnest(blocks) as block,
        generate_subscripts(blocks, 1) as ordinal
    from versions
)
select
    version_id,
    article_id,
    ordinal,
    block.kind as kind,
    text[block.start_char + 1 : block.end_char] as words,
    block.start_char as start_char,
    block.end_char as end_char
from numbered;

comment on view blocks is 'Leads, paragraphs and headings of every version, in reading order.';
comment on column blocks.version_id is 'Version: versions.version_id.';
comment on column blocks.article_id is 'Article: articles.article_id.';
comment on column blocks.ordinal is 'Place in the text, from 1.';
comment on column blocks.kind is 'lead, paragraph or heading.';
comment on column blocks.words is 'The block''s text.';
comment on column blocks.start_char is 'Where it begins in versions.text, code points from 0.';
comment on column blocks.end_char is 'Where it ends, exclusive.';
