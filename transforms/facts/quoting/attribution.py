"""Who speaks each quotation: a document arrives, attributed quotations leave."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from transforms.facts.documents import Document, Sentence
from transforms.facts.names.lexicon import genders
from transforms.facts.names.mention import Mention
from transforms.facts.quoting.behind import read_behind
from transforms.facts.quoting.described import with_described
from transforms.facts.quoting.leading import (
    FRAME_MAX,
    read_introduction,
    read_leading,
    read_tail,
)
from transforms.facts.quoting.marks import Quotation, find_quotations
from transforms.facts.quoting.outer import read_outer
from transforms.facts.quoting.speech import NOBODY, Attributed, Attribution, inherited
from transforms.facts.quoting.subjects import (
    Speaker,
    is_personal,
)

_MARK = re.compile(r"[\"“”„‟«»‘‚‛‹›`]|(?<![^\W_])'|''")
_SIGN = re.compile(r"[\"“”„‟«»‘‚‛‹›`']")
_ADDING = frozenset(("added", "adds", "continued", "continues", "concluded", "went"))
_TURN = re.compile(r"([A-Z][A-Z.'’ -]{2,30}):\s")


def attribute(document: Document) -> Iterator[Attributed]:
    """Every quotation of ``document`` in reading order, with its speaker if told."""
    last: Attributed | None = None
    group = 0
    for paragraph in _paragraphs(document):
        start, end = paragraph[0].start_char, paragraph[-1].end_char
        pieces = find_quotations(document.text, start, end)
        for number, piece in enumerate(pieces):
            before = pieces[number - 1] if number else None
            stop = pieces[number + 1].opening_char if number + 1 < len(pieces) else end
            found = _attribution(document, piece, before, stop, last)
            is_near = before is not None or _is_going_on(document, piece, found, last)
            near = last if is_near else None
            found = _resolved(document, piece, found, near, last)
            found = with_described(document, found)
            is_continued = last is not None and _goes_on(last, found, before)
            group += not is_continued
            last = Attributed(
                quotation=piece,
                sentence=document.sentence_at(piece.opening_char),
                attribution=found,
                group=group,
                is_continued=is_continued,
            )
            yield last


def _resolved(
    document: Document,
    piece: Quotation,
    found: Attribution,
    near: Attributed | None,
    last: Attributed | None,
) -> Attribution:
    """With the person whom "he" or "she" beside a quotation means.

    Of a paragraph in which somebody spoke it is that one, unless somebody else comes
    after; never one who is only named within the quotation, as the nearest name before
    the pronoun often is. Where nobody is named near by it is who spoke last.
    """
    speaker = found.speaker
    if speaker is None or not is_personal(document.text, speaker):
        return found
    spoke = near.attribution.speaker if near else None
    if spoke is not None and near is not None and spoke.mention:
        is_it = spoke.mention.kind == "person" and not _is_another(
            document, piece, speaker, near.quotation, spoke.mention
        )
        if is_it:
            return replace(found, speaker=replace(speaker, mention=spoke.mention))
    if speaker.mention is not None and not _is_quoted(
        document, piece, speaker.mention.entity
    ):
        return found
    before = [
        each
        for each in document.mentions_between(
            piece.opening_char - FRAME_MAX, piece.opening_char
        )
        if each.kind == "person" and _may_mean(document, speaker, each)
    ]
    meant = _subject_of(document, before) or _last_speaker(document, speaker, last)
    return replace(found, speaker=replace(speaker, mention=meant))


def _subject_of(document: Document, persons: Sequence[Mention]) -> Mention | None:
    """The first person of the last sentence that names any."""
    if not persons:
        return None
    start = document.sentence_at(persons[-1].start_char).start_char
    return next(each for each in persons if each.start_char >= start)


def _last_speaker(
    document: Document, speaker: Speaker, last: Attributed | None
) -> Mention | None:
    """The person who spoke last, unless the pronoun is of the other gender."""
    spoke = last.attribution.speaker if last else None
    if spoke is None or spoke.mention is None or spoke.mention.kind != "person":
        return None
    return spoke.mention if _may_mean(document, speaker, spoke.mention) else None


def _may_mean(document: Document, speaker: Speaker, person: Mention) -> bool:
    pronoun = document.text[speaker.start_char : speaker.end_char].lower()
    gender = "f" if pronoun == "she" else "m"
    return genders().get(person.name.split()[0], gender) == gender


def _is_going_on(
    document: Document, piece: Quotation, found: Attribution, last: Attributed | None
) -> bool:
    """ "…," she added: whoever spoke in the paragraph before goes on; so does he where
    the pronoun would mean somebody who is named in his words alone."""
    if last is None or piece.opening_char - last.quotation.after_char >= FRAME_MAX:
        return False
    if found.cue is not None and found.cue.lower in _ADDING:
        return True
    meant = found.speaker.mention if found.speaker else None
    if meant is None or meant.form != "pronoun":
        return False
    spoken, after = last.quotation.opening_char, last.quotation.after_char
    since = [
        each.start_char < after
        for each in document.mentions_between(spoken, meant.start_char)
        if each.entity == meant.entity and each.form != "pronoun"
    ]
    return bool(since) and all(since)


def _is_another(
    document: Document,
    piece: Quotation,
    speaker: Speaker,
    last: Quotation,
    spoke: Mention,
) -> bool:
    """Whether the pronoun cannot be who spoke last, by gender or as the one whom it
    means by itself came after."""
    if not _may_mean(document, speaker, spoke):
        return True
    meant = speaker.mention
    if meant is None or meant.entity == spoke.entity:
        return False
    told = document.sentence_at(max(last.after_char - 1, spoke.start_char))
    start = max(last.after_char, told.end_char)
    between = document.mentions_between(start, piece.opening_char)
    return any(
        each.entity == meant.entity and each.form != "pronoun" for each in between
    )


def _is_quoted(document: Document, piece: Quotation, entity: int) -> bool:
    """Whether the last that was named before a quotation's end is in it."""
    inside = document.mentions_between(
        max(piece.start_char, piece.end_char - FRAME_MAX), piece.end_char
    )
    near = document.mentions_between(piece.opening_char - FRAME_MAX, piece.opening_char)
    return any(each.entity == entity for each in inside) and not any(
        each.entity == entity for each in near
    )


def _paragraphs(document: Document) -> Iterator[list[Sentence]]:
    """Sentences with no line break between them, where quote marks are."""
    line = 0
    numbered = []
    place = 0
    for sentence in document.sentences:
        line += document.text.count("\n", place, sentence.start_char)
        place = sentence.start_char
        numbered.append((line, sentence))
    for _, each in groupby(numbered, key=lambda pair: pair[0]):
        paragraph = [sentence for _, sentence in each]
        span = (paragraph[0].start_char, paragraph[-1].end_char)
        # Most paragraphs have none: the set alone is searched ten times as fast.
        if _SIGN.search(document.text, *span) and _MARK.search(document.text, *span):
            yield paragraph


def _goes_on(last: Attributed, found: Attribution, before: Quotation | None) -> bool:
    """Whether a quotation is one more piece of the last one."""
    if found.pattern == "run-on":
        return True
    shared = last.attribution.cue
    return before is not None and shared is not None and found.cue == shared


def _attribution(
    document: Document,
    piece: Quotation,
    before: Quotation | None,
    stop: int,
    last: Attributed | None,
) -> Attribution:
    """By what is in the quotation, behind it, before it, in the sentence before."""
    named = _TURN.match(document.text, piece.start_char, piece.end_char)
    if named is not None:
        return _turn(document, named)
    if last is not None and not last.quotation.is_closed and before is None:
        return inherited(last, "run-on")
    sentence = document.sentence_at(piece.opening_char)
    floor = max(sentence.start_char, before.after_char if before else 0)
    leading = read_tail(document, floor, piece.opening_char)
    behind = read_behind(document, piece, stop)
    if behind is not None:
        return behind
    if leading:
        found = read_leading(document, piece, sentence, leading, before, last)
        found = read_outer(document, piece, sentence, found)
        if found.pattern == "clause" and piece.end_char > sentence.end_char:
            return inherited(last, "same") if last and before else found
        return found
    if before is not None and last is not None:
        return inherited(last, "run-on")
    return read_introduction(document, piece, sentence, last) or NOBODY


def _turn(document: Document, named: re.Match[str]) -> Attribution:
    """A transcript's "SMITH: …" within the marks."""
    start, end = named.span(1)
    mentions = document.mentions_between(start, end)
    mention = next((each for each in mentions if each.kind == "person"), None)
    speaker = Speaker(start_char=start, end_char=end, mention=mention)
    return Attribution(speaker=speaker, cue=None, pattern="colon")
