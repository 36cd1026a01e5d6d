"""The list of figures as docs/figures.md prints it."""

from __future__ import annotations

from linli.base.figures import AnyFigure, Declared, Figure, Median, Ratio, Sum
from linli.reports import engine

BEGIN, END = "<!-- figures: produced, do not edit -->", "<!-- end of figures -->"


def table() -> str:
    """A Markdown table of every figure, in English, in the order of the apps."""
    lines = [
        "| figure | label | kind | counts | unit | meaning |",
        "|---|---|---|---|---|---|",
        *(_line(figure) for figure in engine.catalog().figures.values()),
    ]
    return "\n".join(lines)


def _line(figure: AnyFigure) -> str:
    label, meaning = (
        one.msgid.format(**one.facts) if one.facts else one.msgid for one in (figure.label, figure.meaning)
    )
    unit = figure.unit.msgid if isinstance(figure, Figure | Declared | Median) else "%"
    return f"| `{figure.name}` | {label} | {figure.kind} | {_counts(figure)} | {unit} | {meaning} |"


def _counts(figure: AnyFigure) -> str:
    if isinstance(figure, Ratio):
        return f"`{figure.numerator}` / `{figure.denominator}`"
    if isinstance(figure, Sum):
        return f"sum of {figure.value} over `{figure.of}`"
    if isinstance(figure, Median):
        return f"middle of {figure.value} over `{figure.of}`"
    if isinstance(figure, Declared):
        return "stated" if figure.by_hand else "by rule"
    return f"{figure.spine}, distinct {figure.distinct}" if figure.distinct else figure.spine


def renewed(document: str) -> str:
    """The document with its produced table as it should be."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"
