"""Names of persons, organisations and places, and who is meant by each.

Sentences arrive; mentions leave, chained to entities of their document. Words are
found in ``tokens``, labelled by the packaged model in ``tagging``, corrected by what
the rest of the document says in ``agreement`` and joined to entities in ``chains``.
"""
