update ops.template_members
set template_id = group_changes.to_id
from group_changes
where template_members.template_id = group_changes.from_id;
