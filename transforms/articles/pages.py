"""A web page to an article: the capture's bytes in, a dated article out.

In this order: decode, parse once, statements, notices, metadata, body, dating,
language.
"""

from transforms.articles import (
    bodies,
    dating,
    language,
    metadata,
    notices,
    statements,
    trees,
    version,
)
from transforms.encodings import decode
from transforms.errors import UnreadableArticle
from transforms.records import Article, Capture, Source


def read(body: bytes, capture: Capture, source: Source) -> Article:
    """The article on the page.

    Raises:
        UnreadableArticle: ``no-text`` where no paragraph is found, ``too-large`` and
            ``too-deep`` as ``trees.parse`` says, and what ``notices.refuse`` says.
    """
    tree = trees.parse(decode(body, capture.content_type, media="html"))
    stated = statements.read(tree, capture.final_url)
    notices.refuse(tree, stated, capture.final_url, source.name)
    about = metadata.read(tree, stated, capture, source)
    blocks = bodies.read(tree, about.title_wordings, about.authors)
    if not blocks:
        raise UnreadableArticle("no-text", "the page holds no paragraph of an article")
    dated = dating.read(tree, stated, about.title, capture, source)
    text = "\n".join(block.text for block in blocks)
    return Article(
        source_id=source.id,
        url=capture.final_url,
        canonical_url=about.canonical_url,
        origin_url=about.origin_url,
        title=about.title,
        authors=about.authors,
        language=language.read(tree, stated, text, source.language),
        published_at=dated.published_at,
        published_on=dated.published_on,
        date_precision=dated.precision,
        date_origin=dated.origin,
        blocks=blocks,
        seen_at=capture.fetched_at,
        capture_id=capture.capture_id,
        extractor_version=version.EXTRACTOR_VERSION,
    )
