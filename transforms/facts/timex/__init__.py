"""Time expressions: sentences arrive, TIMEX3 readings leave.

In order: ``tokens`` turns a sentence into a letter a token (``letters`` explains them,
``lexicon`` and ``numerics`` assign them); ``grammar`` tries rules over the letters; the
builders beside the rules (``clocks``, ``days``, ``parts``, ``weekdays``, ``counted``,
``sets``, ``durations``, ``months``, ``years``, ``units``, ``parts_of_day``) give each
match a reading, with the help of ``calendar``, ``tense`` and what the text said before
(``discourse``); ``joining``, ``modifiers`` and ``ranges`` make one reading of
neighbours: a day and an hour, the end of a month, two ends of a range.

Values follow TIMEX3 as in TimeML 1.2.1, section 2.2 (ISO 8601 with seasons, quarters,
halves, parts of the day and references to the present, past and future).
"""
