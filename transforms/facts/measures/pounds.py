"""Pounds that weigh: money and quantities share them, so money's judgement decides."""

from transforms.facts.documents import Document, Sentence
from transforms.facts.measures.measured import Measured
from transforms.facts.sums.amounts import find_amounts
from transforms.facts.sums.currencies import Payers
from transforms.facts.sums.pounds import is_weight


def is_of_weight(
    document: Document, item: Measured, sentence: Sentence, payers: Payers
) -> bool:
    """Whether ``item`` is anything but pounds of money."""
    words = document.text[item.value.end_char : item.end_char].lower()
    if item.unit != "pound" or "pound" not in words:
        return True
    sums = find_amounts(document.text, item.start_char, item.end_char)
    return all(is_weight(document, amount, sentence, payers) for amount in sums)
