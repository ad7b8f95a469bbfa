"""From the words of sentences to mentions, each chained to an entity."""

from collections.abc import Iterable, Sequence

from transforms.facts.names.agreement import agree
from transforms.facts.names.chains import chain
from transforms.facts.names.edges import (
    extend,
    trim,
    with_districts,
    without_headline_words,
    without_plain_words,
)
from transforms.facts.names.features import read_context
from transforms.facts.names.mention import Mention
from transforms.facts.names.model import Model, packaged_model
from transforms.facts.names.spans import Span, find_spans
from transforms.facts.names.tokens import Tokens


def find_mentions(
    words: Sequence[Tokens], model: Model | None = None
) -> tuple[Mention, ...]:
    """Names and the pronouns that stand for them, in order, none overlapping.

    ``model`` is another than the packaged one, for measuring.
    """
    model = model or packaged_model()
    return mentions_of(words, find_spans(model, words, read_context(words)))


def mentions_of(words: Sequence[Tokens], found: Iterable[Span]) -> tuple[Mention, ...]:
    """The same from the spans that any model has found."""
    spans = with_districts(words, list(trim(without_headline_words(words, found))))
    settled = list(without_plain_words(agree(words, spans)))
    return chain(words, list(extend(words, settled)))
