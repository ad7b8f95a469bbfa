"""Speakers who are told by what they are: "the senator said"."""

from dataclasses import replace

from transforms.facts.documents import Document
from transforms.facts.quoting.speech import Attribution
from transforms.facts.quoting.subjects import is_pronoun
from transforms.facts.roles.descriptions import find_described


def with_described(document: Document, found: Attribution) -> Attribution:
    """With the person or body that the speaker's words mean, where the text says."""
    speaker = found.speaker
    if speaker is None or speaker.mention or is_pronoun(document.text, speaker):
        return found
    meant = find_described(document, speaker.start_char, speaker.end_char)
    return replace(found, speaker=replace(speaker, mention=meant)) if meant else found
