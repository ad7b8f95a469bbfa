"""A web page to an article: the capture's bytes in, a dated article out.

In this order: decode, parse once, statements, notices, metadata, body, dating,
language.
"""

from collections.abc import Iterator, Sequence

from lxml.etree import _Element
from lxml.html import HtmlElement

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
from transforms.articles.bodies import Judged
from transforms.articles.features import About
from transforms.articles.linked_data import strings
from transforms.articles.metadata import Metadata
from transforms.articles.statements import Statements
from transforms.encodings import decode
from transforms.errors import UnreadableArticle
from transforms.records import Article, Capture, Dropped, Source


def read(body: bytes, capture: Capture, source: Source) -> Article:
    """The article on the page.

    Raises:
        UnreadableArticle: ``no-text`` where no paragraph is found, ``too-large`` and
            ``too-deep`` as ``trees.parse`` says, and what ``notices.refuse`` says.
    """
    tree, _kept = _parse(body, capture)
    stated = statements.read(tree, capture.final_url)
    notices.refuse(tree, stated, capture.final_url, source.name)
    about = metadata.read(tree, stated, capture, source)
    judged = _judged(tree, stated, about)
    blocks = bodies.blocks(judged)
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
        partial_reason="paywall" if notices.is_partial(stated, blocks) else None,
        dropped=tuple(_dropped(judged)),
    )


def judge(body: bytes, capture: Capture, source: Source) -> tuple[Judged, ...]:
    """Every line of the page, with the reason for which it is kept or not.

    Raises:
        UnreadableArticle: ``too-large`` and ``too-deep`` as ``trees.parse`` says. A
            page that is a notice is judged like any other.
    """
    tree, _kept = _parse(body, capture)
    stated = statements.read(tree, capture.final_url)
    return _judged(tree, stated, metadata.read(tree, stated, capture, source))


def _parse(body: bytes, capture: Capture) -> tuple[HtmlElement, list[_Element]]:
    """The tree, and its elements: lxml makes each anew for every walk over the tree
    unless somebody holds them (a tenth of the time that a page takes)."""
    tree = trees.parse(decode(body, capture.content_type, media="html"))
    return tree, list(tree.iter())


def about_of(stated: Statements, read: Metadata) -> About:
    """What the page says elsewhere about its body."""
    named = ("description", "og:description", "twitter:description")
    linked = strings(stated.linked.article.get("description"))
    return About(
        titles=read.title_wordings,
        authors=read.authors,
        descriptions=(*stated.all_meta(*named), *linked),
        told="\n\n".join(_texts(stated.linked.article.get("articleBody"))),
    )


def _judged(
    tree: HtmlElement, stated: Statements, read: Metadata
) -> tuple[Judged, ...]:
    about = about_of(stated, read)
    return bodies.judge(
        tree, about.titles, about.authors, about.descriptions, about.told
    )


def _dropped(judged: Sequence[Judged]) -> Iterator[Dropped]:
    """What is left out, a row for each reason."""
    lengths: dict[str, list[int]] = {}
    for line in judged:
        if not line.is_kept:
            lengths.setdefault(line.reason, []).append(len(line.text))
    for reason, counted in sorted(lengths.items()):
        yield Dropped(reason=reason, blocks=len(counted), characters=sum(counted))


def _texts(value: object) -> Iterator[str]:
    """A text, or the texts of a list: publishers write both."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
