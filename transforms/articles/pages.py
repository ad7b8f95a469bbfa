"""A web page to an article: the capture's bytes in, a dated article out.

In this order: decode, parse once, statements, the source's selectors, metadata,
notices, body, dating, language.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.etree import _Element

from transforms.articles import (
    bodies,
    dating,
    language,
    live,
    metadata,
    notices,
    selectors,
    statements,
    teasers,
    trees,
    version,
)
from transforms.articles.blocks import LIVE_POST
from transforms.articles.bodies import Judged
from transforms.articles.cutting import cut
from transforms.articles.features import About
from transforms.articles.linked_data import strings
from transforms.articles.metadata import Metadata
from transforms.articles.selectors import MISSED, Selected
from transforms.articles.statements import Statements
from transforms.encodings import decode
from transforms.errors import UnreadableArticle
from transforms.records import Article, Block, Capture, Dropped, Source

_AROUND = frozenset({"menu", "legal", "comments", "related"})
"""Lines that stand between a teaser and the offer to read on, or anywhere else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A page as far as every reading of it goes."""

    tree: _Element
    elements: Sequence[_Element]
    """All of the tree's: lxml makes each anew for every walk unless somebody holds
    them (a tenth of the time that a page takes)."""
    stated: Statements
    selected: Selected
    about: Metadata

    @classmethod
    def of(cls, body: bytes, capture: Capture, source: Source) -> "_Read":
        tree = trees.parse(decode(body, capture.content_type, media="html"))
        elements = list(tree.iter())
        stated = statements.read(tree, capture.final_url)
        selected = selectors.choose(tree, source.selectors)
        about = metadata.read(tree, stated, selected, capture, source)
        return cls(
            tree=tree, elements=elements, stated=stated, selected=selected, about=about
        )

    def judged(self) -> tuple[Judged, ...]:
        page = cut(self.tree, self.selected.flags)
        return bodies.judge(page, about_of(self.stated, self.about))


def read(body: bytes, capture: Capture, source: Source) -> Article:
    """The article on the page.

    Raises:
        UnreadableArticle: ``no-text`` where no paragraph is found, ``live-blog`` where
            all are a live blog's posts, ``too-large`` and ``too-deep`` as
            ``trees.parse`` says, and what ``notices.refuse`` says.
    """
    page = _Read.of(body, capture, source)
    about, stated = page.about, page.stated
    notices.refuse(page.tree, stated, capture.final_url, source.name)
    judged = page.judged()
    blocks = bodies.blocks(judged)
    if not blocks:
        raise _without_text(judged)
    dated = dating.read(
        page.tree,
        stated,
        about.title,
        capture,
        source,
        page.selected.texts("published"),
    )
    text = "\n".join(block.text for block in blocks)
    return Article(
        source_id=source.id,
        url=capture.final_url,
        canonical_url=about.canonical_url,
        origin_url=about.origin_url,
        title=about.title,
        authors=about.authors,
        language=language.read(page.tree, stated, text, source.language),
        published_at=dated.published_at,
        published_on=dated.published_on,
        date_precision=dated.precision,
        date_origin=dated.origin,
        blocks=blocks,
        seen_at=capture.fetched_at,
        capture_id=capture.capture_id,
        extractor_version=version.EXTRACTOR_VERSION,
        partial_reason=_partial_reason(stated, blocks, judged),
        dropped=tuple(_dropped(judged, page.selected)),
    )


def judge(body: bytes, capture: Capture, source: Source) -> tuple[Judged, ...]:
    """Every line of the page, with the reason for which it is kept or not.

    Raises:
        UnreadableArticle: ``too-large`` and ``too-deep`` as ``trees.parse`` says. A
            page that is a notice is judged like any other.
    """
    return _Read.of(body, capture, source).judged()


def about_of(stated: Statements, read: Metadata) -> About:
    """What the page says elsewhere about its body."""
    named = ("description", "og:description", "twitter:description")
    linked = strings(stated.linked.article.get("description"))
    posts = live.openings(stated.linked.live)
    told = () if posts else _texts(stated.linked.article.get("articleBody"))
    return About(
        titles=read.title_wordings,
        authors=read.authors,
        descriptions=(*stated.all_meta(*named), *linked),
        told="\n\n".join(told),
        posts=posts,
    )


def _without_text(judged: Sequence[Judged]) -> UnreadableArticle:
    if any(line.reason == LIVE_POST for line in judged):
        return UnreadableArticle("live-blog", "the page holds nothing but live posts")
    return UnreadableArticle("no-text", "the page holds no paragraph of an article")


def _partial_reason(
    stated: Statements, blocks: Sequence[Block], judged: Sequence[Judged]
) -> str | None:
    if any(line.reason == LIVE_POST for line in judged):
        return "live-blog"
    last = max(place for place, line in enumerate(judged) if line.is_kept)
    below = [line.text for line in judged[last + 1 :] if line.reason not in _AROUND]
    is_cut = teasers.is_partial(stated, blocks) or teasers.is_walled(blocks, below)
    return "paywall" if is_cut else None


def _dropped(judged: Sequence[Judged], selected: Selected) -> Iterator[Dropped]:
    """What is left out, a row for each reason; and a row without blocks for each of
    the source file's selectors that finds nothing."""
    lengths: dict[str, list[int]] = {}
    for line in judged:
        if not line.is_kept:
            lengths.setdefault(line.reason, []).append(len(line.text))
    for reason, counted in sorted(lengths.items()):
        yield Dropped(reason=reason, blocks=len(counted), characters=sum(counted))
    for key in selected.missed:
        yield Dropped(reason=f"{MISSED}{key}", blocks=0, characters=0)


def _texts(value: object) -> Iterator[str]:
    """A text, or the texts of a list: publishers write both."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
