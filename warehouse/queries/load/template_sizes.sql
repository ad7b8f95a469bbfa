select
    template_id,
    count(*) as member_count
from ops.template_members
where
    template_id in (select template_id from template_ends)
    or template_id in (select other_template_id from template_ends)
group by template_id;
