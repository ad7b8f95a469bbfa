"""Numbers and what they count or measure: sentences arrive, measured numbers leave.

``values`` finds the numbers of a sentence; ``neighbours`` puts aside those of dates,
sums of money and names; ``fractions`` and ``ordinals`` read what ``numerals`` does not.
``reading`` looks behind each for a unit (``units``, ``compounds``), a counted noun
(``nouns``) or an age (``ages``), and ``joining`` makes one of neighbours. ``pounds``
leaves money to money. ``quantities`` makes facts of them.
"""
