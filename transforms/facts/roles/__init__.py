"""What persons are and whom they work for, as the words around their names tell.

A document with its mentions arrives; findings leave. ``lexicon`` knows the words,
``clauses`` lays mentions over a sentence's tokens, ``before`` and ``after`` read the
words on either side of a name and ``finding`` settles which organisation is meant.
"""
