insert into ops.template_members by name
select
    member_id as article_id,
    group_id as template_id
from regrouped
where member_id not in (select article_id from ops.template_members);
