"""Time expressions: sentences arrive, TIMEX3 readings leave.

In order: ``tokens`` turns a sentence into one letter a token (``lexicon`` says which),
``grammar`` finds expressions in the letters, the builders (``points``, ``relatives``,
``spans``, ``clocks``) give each a reading with the help of ``calendar``, ``tense`` and
what the text said before (``discourse``), and ``joining`` makes one reading of
neighbours: a day and an hour, two ends of a range.

Values follow TIMEX3 as in TimeML 1.2.1, section 2.2 (ISO 8601 with seasons, quarters,
halves, parts of the day and references to the present, past and future).
"""
