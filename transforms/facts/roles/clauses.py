"""A sentence's tokens with the mentions that lie on them."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.facts.documents import Document, Sentence
from transforms.facts.names.mention import Mention
from transforms.facts.names.tokens import Tokens
from transforms.facts.roles.lexicon import STOPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One sentence: its words, and who is mentioned where."""

    tokens: Tokens
    mention_at: Sequence[Mention | None]
    """Per token the mention that it is part of."""

    def word(self, place: int) -> str:
        """The word in lower case; empty beyond the sentence."""
        lower = self.tokens.lower
        return lower[place] if 0 <= place < len(lower) else ""

    def is_stop(self, place: int) -> bool:
        """Whether no description goes over the word: "said", "it", but not "IT"."""
        word = self.tokens.words[place] if place < len(self.mention_at) else ""
        return word.lower() in STOPS and (len(word) < 2 or not word.isupper())

    def mention(self, place: int) -> Mention | None:
        """The mention at the token; None beyond the sentence."""
        return self.mention_at[place] if 0 <= place < len(self.mention_at) else None

    def first_of(self, place: int) -> int:
        """The first token of the mention that the token is part of."""
        while place > 0 and self.mention_at[place - 1] is self.mention_at[place]:
            place -= 1
        return place

    def after_of(self, place: int) -> int:
        """The token behind the mention that the token is part of."""
        mention = self.mention_at[place]
        while place < len(self.mention_at) and self.mention_at[place] is mention:
            place += 1
        return place

    def person_places(self) -> list[int]:
        """The first tokens of mentions of persons."""
        return [
            place
            for place, mention in enumerate(self.mention_at)
            if mention is not None
            and mention.kind == "person"
            and (place == 0 or self.mention_at[place - 1] is not mention)
        ]


def read_clause(document: Document, sentence: Sentence) -> Clause:
    """The sentence as a clause."""
    tokens = document.tokens_of(sentence)
    mentions = document.mentions_between(sentence.start_char, sentence.end_char)
    over: list[Mention | None] = [None] * len(tokens.words)
    waiting = iter(mentions)
    mention = next(waiting, None)
    for place, start in enumerate(tokens.starts):
        while mention is not None and mention.end_char <= start:
            mention = next(waiting, None)
        if mention is not None and mention.start_char <= start:
            over[place] = mention
    return Clause(tokens=tokens, mention_at=over)
