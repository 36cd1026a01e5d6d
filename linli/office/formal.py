"""A formal paper of a case (登记表, 笔录, 协议书): one plain description, written as PDF here and as .docx by `formal_docx`.

The same blocks stand in both: rows of label and value with a grid, paragraphs under a heading, a table, lines to sign.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from . import pdf


@dataclass(frozen=True, slots=True)
class Pairs:
    """Lines of a form with a grid; each line has one or two (label, value)."""

    lines: Sequence[Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs under a heading; without one they stand by themselves."""

    head: str
    paragraphs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a head."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Signs:
    """Who signs, each with room behind."""

    labels: Sequence[str]


Block = Pairs | Text | Grid | Signs


@dataclass(frozen=True, slots=True)
class Formal:
    """One paper. number stands at the right below the title, foot at the right below all (who and when)."""

    title: str
    blocks: Sequence[Block]
    number: str = ""
    foot: Sequence[str] = ()


def write_pdf(paper: Formal, *, demo: bool = False, at: datetime | None = None) -> bytes:
    """The paper on A4."""
    return pdf.render("formal", {**_plain(paper), "demo": demo}, at=at)


def _plain(paper: Formal) -> dict[str, Any]:
    return {
        "title": paper.title, "number": paper.number, "foot": list(paper.foot), "blocks": [_block(one) for one in paper.blocks],
    }  # fmt: skip


def _block(one: Block) -> dict[str, Any]:
    if isinstance(one, Pairs):
        return {"kind": "pairs", "lines": [[list(pair) for pair in line] for line in one.lines]}
    if isinstance(one, Grid):
        return {"kind": "grid", "heads": list(one.heads), "rows": [list(row) for row in one.rows]}
    if isinstance(one, Signs):
        return {"kind": "signs", "labels": list(one.labels)}
    return {
        "kind": "text",
        "head": one.head,
        "paragraphs": [line for text in one.paragraphs for line in text.splitlines() or [""]],
    }
