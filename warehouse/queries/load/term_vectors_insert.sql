insert into ops.term_vectors by name
from incoming_vectors;
