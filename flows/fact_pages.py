"""An article with its facts marked, as one page of HTML that needs nothing else.

Marked blocks arrive, the page's text leaves. Words under a fact are coloured by its
kind and tell on hovering what was read; below each block its facts stand in a table.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from transforms.facts.marking import MarkedBlock, Piece, Told

_STYLE = """\
body{font:17px/1.6 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;
color:#1c1c1c;background:#fff}
header p,summary,table,.kinds{font:13px/1.4 system-ui,sans-serif;color:#444}
mark{color:inherit;border-radius:2px;padding:0 1px}
.kinds{display:flex;flex-wrap:wrap;gap:.4rem;list-style:none;padding:0}
table{border-collapse:collapse;margin:.3rem 0 1rem}
td{border-top:1px solid #ddd;padding:.15rem .6rem .15rem 0;vertical-align:top}
td:last-child{text-align:right}"""
_HUES = 360
_HUE_STEP = 137
"""Degrees between the hues of two kinds: the golden angle keeps any number apart."""


def render(title: str, lines: Iterable[str], blocks: Sequence[MarkedBlock]) -> str:
    """The page; ``lines`` say what the article is, below its title."""
    counts = Counter(fact.kind for block in blocks for fact in block.facts)
    kinds = sorted(counts)
    legend = "".join(
        f'<li><mark class="{kind}">{kind}</mark> {counts[kind]}</li>' for kind in kinds
    )
    head = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}\n{_colours(kinds)}</style>"
        f"</head><body>\n<header><h1>{escape(title)}</h1>{head}"
        f'<ul class="kinds">{legend}</ul></header>\n'
        f"{''.join(map(_block, blocks))}</body></html>\n"
    )


def _colours(kinds: Sequence[str]) -> str:
    return "\n".join(
        f".{kind}{{background:hsl({place * _HUE_STEP % _HUES} 85% 85%)}}"
        for place, kind in enumerate(kinds)
    )


def _block(block: MarkedBlock) -> str:
    tag = "h2" if block.kind == "heading" else "p"
    words = "".join(map(_piece, block.pieces))
    return f"<{tag}>{words}</{tag}>\n{_table(block.facts)}"


def _piece(piece: Piece) -> str:
    if not piece.facts:
        return escape(piece.text)
    told = "\n".join(f"{fact.kind}: {fact.reading}" for fact in piece.facts)
    kind = piece.facts[0].kind
    return f'<mark class="{kind}" title="{escape(told)}">{escape(piece.text)}</mark>'


def _table(facts: Sequence[Told]) -> str:
    if not facts:
        return ""
    rows = "".join(
        f'<tr><td><mark class="{fact.kind}">{fact.kind}</mark></td>'
        f"<td>{escape(fact.words)}</td><td>{escape(fact.reading)}</td>"
        f"<td>{fact.confidence:.2f}</td></tr>"
        for fact in facts
    )
    count = f"{len(facts)} {'fact' if len(facts) == 1 else 'facts'}"
    return f"<details><summary>{count}</summary><table>{rows}</table></details>\n"
