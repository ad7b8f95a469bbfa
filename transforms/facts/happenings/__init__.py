"""How events are read: words that name them, who does what to whom, and how they stand.

``senses`` holds the lexicon, ``triggers`` finds its words, ``verbs`` reads the helping
words around one, ``phrases`` the nouns beside it, ``frames`` joins both, ``standing``,
``times`` and ``scenes`` tell status, days and place, ``parties`` who a phrase means.
"""
