"""Which person "he", "she", "him" and "her" are: pronouns become mentions."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence

from transforms.facts.names.lexicon import genders as known_genders
from transforms.facts.names.mention import Mention
from transforms.facts.names.spans import Span
from transforms.facts.names.tokens import Tokens

_GENDERS: Mapping[str, str] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "m"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "f"),
}
TITLE_GENDERS: Mapping[str, str] = {
    **dict.fromkeys(("mr", "sir", "lord", "king", "prince", "father", "brother"), "m"),
    **dict.fromkeys(("emperor", "sheikh", "spokesman", "chairman", "actor"), "m"),
    **dict.fromkeys(("congressman", "businessman", "bishop", "pope", "imam"), "m"),
    **dict.fromkeys(("mrs", "ms", "miss", "dame", "lady", "queen", "princess"), "f"),
    **dict.fromkeys(("sister", "mother", "spokeswoman", "chairwoman", "actress"), "f"),
    **dict.fromkeys(("congresswoman", "businesswoman", "seamstress", "nun"), "f"),
}
"""Title, in lower case without a stop -> gender of who has it."""
_BELONGING_TEXT = """
    spokesman spokeswoman spokesperson adviser advisor aide aides advisers advisors
    campaign camp supporter supporters ally allies administration government donor
    donors voter voters official officials backer backers team staffer staffers
    strategist surrogate surrogates delegate delegates presidency supporting biographer
    loyalist loyalists lawyer lawyers attorney attorneys spokespeople staff foundation
    family rally era appointee appointees consultant pollster fundraiser fundraisers"""
_BELONGING = frozenset(_BELONGING_TEXT.split())
_OPENINGS_TEXT = """
    after when while as although though before because since if despite in on at for
    during with by from amid following"""
_OPENINGS = frozenset(_OPENINGS_TEXT.split())
"""Words that what stands before a main clause begins with."""
_JOINS = frozenset(("but", "and", "yet", "so"))
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
    genders = _told_genders(sentences, spans, mentions)
    persons: list[list[tuple[int, Mention]]] = [[] for _ in sentences]
    taken = {
        (span.sentence, place)
        for span in spans
        for place in range(span.first, span.after)
    }
    for span, mention in zip(spans, mentions, strict=True):
        is_person = mention.kind == "person"
        if is_person and not _describes(sentences[span.sentence], span):
            persons[span.sentence].append((span.first, mention))
    subjects = [
        _main(tokens, each) for tokens, each in zip(sentences, persons, strict=True)
    ]
    for number, tokens in enumerate(sentences):
        if _GENDERS.keys().isdisjoint(tokens.lower):
            continue
        for place, word in enumerate(tokens.lower):
            gender = _GENDERS.get(word)
            if gender is None or (number, place) in taken:
                continue
            meant = _meant(persons, subjects, number, place, gender, genders)
            if meant is None:
                continue
            genders.setdefault(meant.entity, gender)
            found = _pronoun(tokens, place, meant)
            insort(persons[number], (place, found), key=_place)
            yield found


def _pronoun(tokens: Tokens, place: int, meant: Mention) -> Mention:
    return Mention(
        start_char=tokens.starts[place],
        end_char=tokens.ends[place],
        kind="person",
        name=meant.name,
        entity=meant.entity,
        form="pronoun",
        confidence=_CONFIDENCE,
    )


def _told_genders(
    sentences: Sequence[Tokens], spans: Sequence[Span], mentions: Sequence[Mention]
) -> dict[int, str]:
    """Entity -> the gender that a title tells, or the given name of the full name."""
    titled: dict[int, str] = {}
    named: dict[int, str] = {}
    for span, mention in zip(spans, mentions, strict=True):
        if mention.kind != "person":
            continue
        tokens = sentences[span.sentence]
        before = tokens.lower[span.first - 1].strip(".") if span.first else ""
        if before in TITLE_GENDERS:
            titled.setdefault(mention.entity, TITLE_GENDERS[before])
        given = span.words[0] if len(span.words) > 1 else ""
        if given in known_genders():
            named.setdefault(mention.entity, known_genders()[given])
    return named | titled


def _place(person: tuple[int, Mention]) -> int:
    return person[0]


def _main(
    tokens: Tokens, persons: Sequence[tuple[int, Mention]]
) -> tuple[int, Mention] | None:
    """Who comes right behind the comma where a sentence begins with another clause:
    of "After Trump spoke, Saban called" Saban; None where it does not."""
    lower = tokens.lower
    first = int(bool(lower) and lower[0] in _JOINS)
    if lower[first : first + 1] == [] or lower[first] not in _OPENINGS:
        return None
    return next((each for each in persons if _opens_clause(tokens, each)), None)


def _opens_clause(tokens: Tokens, person: tuple[int, Mention]) -> bool:
    """Whether a name stands behind a comma, or behind one title behind it, and owns
    nothing: not "Robby Mook, Clinton's manager"."""
    place = person[0]
    after = bisect_left(tokens.ends, person[1].end_char) + 1
    if tokens.words[after : after + 1] in (["'s"], ["’s"]):
        return False
    if place > 1 and tokens.lower[place - 1].strip(".") in TITLE_GENDERS:
        place -= 1
    return place > 0 and tokens.words[place - 1] == ","


def _describes(tokens: Tokens, span: Span) -> bool:
    """Whether a name only tells whose somebody is: "Clinton aide", "Sanders camp"."""
    following = tokens.lower[span.after : span.after + 1]
    return bool(following) and following[0] in _BELONGING


def _meant(
    persons: Sequence[Sequence[tuple[int, Mention]]],
    subjects: Sequence[tuple[int, Mention] | None],
    number: int,
    place: int,
    gender: str,
    genders: Mapping[int, str],
) -> Mention | None:
    """The likeliest person: of this sentence's beginning, else of the last ones, whose
    subject comes before who is only named in their first clause.

    In "After his speech, Trump left" nobody is named before "his" who could be meant.
    """
    for back in range(min(_SENTENCES_BACK_MAX, number) + 1):
        near = persons[number - back][:_PERSONS_MAX]
        before = near if back else [each for each in near if each[0] < place]
        subject = subjects[number - back]
        if subject and (back or subject[0] < place or not before):
            before = [subject, *before]
        for _, mention in before:
            if genders.get(mention.entity, gender) == gender:
                return mention
    return None
