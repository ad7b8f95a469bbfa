-- A batch that is loaded again has its row already.
insert into ops.replacements by name
select *
from incoming_replacements
where replacement_id not in (select replacement_id from ops.replacements);
