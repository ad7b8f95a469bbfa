"""Which person "he", "she", "him" and "her" are: pronouns become mentions."""

from collections.abc import Iterator, Mapping, Sequence

from transforms.facts.names.mention import Mention
from transforms.facts.names.spans import Span
from transforms.facts.names.tokens import Tokens

_GENDERS: Mapping[str, str] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
_TITLES: Mapping[str, str] = {
    **dict.fromkeys(("mr", "sir", "lord", "king", "prince", "father", "brother"), "m"),
    **dict.fromkeys(("emperor", "sheikh", "spokesman", "chairman", "actor"), "m"),
    **dict.fromkeys(("congressman", "businessman", "bishop", "pope", "imam"), "m"),
    **dict.fromkeys(("mrs", "ms", "miss", "dame", "lady", "queen", "princess"), "f"),
    **dict.fromkeys(("sister", "mother", "spokeswoman", "chairwoman", "actress"), "f"),
    **dict.fromkeys(("congresswoman", "businesswoman", "seamstress", "nun"), "f"),
}
_SENTENCES_BACK_MAX = 3
_PERSONS_MAX = 12
"""Of a sentence's persons those that are looked at; bounds the work."""
_CONFIDENCE = 0.7


def find_pronouns(
    sentences: Sequence[Tokens],
    spans: Sequence[Span],
    mentions: Sequence[Mention],
) -> Iterator[Mention]:
    """A mention for each pronoun of which it is known who is meant.

    The first person of the sentence before, or of the same one, whose gender does not
    speak against it; gender is known from titles and from pronouns near by.
    """
    genders: dict[int, str] = {}
    persons: list[list[tuple[int, Mention]]] = [[] for _ in sentences]
    taken = {
        (span.sentence, place)
        for span in spans
        for place in range(span.first, span.after)
    }
    for span, mention in zip(spans, mentions, strict=True):
        if mention.kind == "person":
            persons[span.sentence].append((span.first, mention))
            gender = _told_gender(sentences[span.sentence].words, span)
            if gender:
                genders.setdefault(mention.entity, gender)
    for number, tokens in enumerate(sentences):
        for place, word in enumerate(tokens.lower):
            gender = _GENDERS.get(word)
            if gender is None or (number, place) in taken:
                continue
            meant = _meant(persons, number, place, gender, genders)
            if meant is None:
                continue
            genders.setdefault(meant.entity, gender)
            found = Mention(
                start_char=tokens.starts[place],
                end_char=tokens.ends[place],
                kind="person",
                name=meant.name,
                entity=meant.entity,
                form="pronoun",
                confidence=_CONFIDENCE,
            )
            persons[number].append((place, found))
            yield found


def _told_gender(words: Sequence[str], span: Span) -> str | None:
    before = words[span.first - 1].lower().strip(".") if span.first else ""
    return _TITLES.get(before)


def _meant(
    persons: Sequence[Sequence[tuple[int, Mention]]],
    number: int,
    place: int,
    gender: str,
    genders: Mapping[int, str],
) -> Mention | None:
    """The likeliest person: of this sentence's beginning, else of the last ones."""
    for back in range(min(_SENTENCES_BACK_MAX, number) + 1):
        for where, mention in persons[number - back][:_PERSONS_MAX]:
            if back == 0 and where >= place:
                continue
            if genders.get(mention.entity, gender) == gender:
                return mention
    return None
