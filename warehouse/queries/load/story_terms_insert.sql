insert into ops.story_terms by name
from incoming_terms;
