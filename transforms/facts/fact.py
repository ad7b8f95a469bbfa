"""What every fact carries, whatever its kind."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement found in a dated text; each kind adds its own columns.

    ``evidence == text[start_char:end_char]``. The sentence's span lets every answer
    show its sentence without a second reading of the text. ``confidence`` is the
    share of such facts that are right on development data, between 0 and 1.
    """

    start_char: int
    end_char: int
    evidence: str
    sentence_start_char: int
    sentence_end_char: int
    confidence: float
