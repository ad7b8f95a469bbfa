"""How events are read: words that name them, who does what to whom, and how they stand.

``senses`` holds the lexicon, ``triggers`` finds its words, ``verbs`` reads the helping
words around one, ``phrases`` and ``subjects`` the nouns beside it, ``frames`` joins
both, ``standing`` and ``times`` tell status and days, ``placing`` the place by what
``scenes`` and ``grounds`` find, ``parties`` who a phrase means.
"""
