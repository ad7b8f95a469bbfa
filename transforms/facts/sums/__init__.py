"""Sums of money in a sentence: where they stand, in which currency, what is none."""
