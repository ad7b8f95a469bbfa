"""A file in the dated-article format to an article: it says itself what it is."""

from transforms.articles.language import detect_or
from transforms.articles.lines import clean
from transforms.articles.version import EXTRACTOR_VERSION
from transforms.dated_text import parse
from transforms.errors import UnreadableArticle
from transforms.records import Article, Capture, Source


def read(body: bytes, capture: Capture, source: Source) -> Article:
    """The article in the file; such files carry no title and no authors.

    A title or authors come from the listing, where it names them.

    Raises:
        UnreadableArticle: ``not-utf-8``, or ``no-text`` where the file has no block.
        DatedTextError: the file breaks the grammar.
    """
    dated = parse(_decoded(body))
    if not dated.blocks:
        raise UnreadableArticle("no-text", "the file holds a day and no text")
    link = capture.link
    text = "\n".join(block.text for block in dated.blocks)
    is_dated = dated.published_on is not None
    return Article(
        source_id=source.id,
        url=capture.url,
        canonical_url=capture.url,
        origin_url=None,
        title=clean(link.title or "") or None if link is not None else None,
        authors=link.authors if link is not None else (),
        language=detect_or(text, source.language),
        published_at=None,
        published_on=dated.published_on,
        date_precision="day" if is_dated else "unknown",
        date_origin="text" if is_dated else "none",
        blocks=dated.blocks,
        seen_at=capture.fetched_at,
        capture_id=capture.capture_id,
        extractor_version=EXTRACTOR_VERSION,
    )


def _decoded(body: bytes) -> str:
    """Strict UTF-8, as a wrong guess would be stored for good; a BOM may lead."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableArticle("not-utf-8", str(error)) from error
    return text.replace("\r\n", "\n")
