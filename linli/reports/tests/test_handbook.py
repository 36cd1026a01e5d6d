"""docs/figures.md lists exactly the figures that there are."""

from __future__ import annotations

from pathlib import Path

from linli.base.figures import Figure, Ratio
from linli.reports import engine
from linli.reports.queries import handbook
from linli.reports.rules.ledgers import LEDGERS
from linli.reports.rules.tables import TABLES

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "figures.md"


def test_the_document_lists_the_figures_as_they_are() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert handbook.renewed(text) == text, "run: linli figures --handbook docs/figures.md"


def test_every_figure_of_a_table_or_ledger_exists_and_stands_on_a_spine() -> None:
    known = engine.catalog()
    named = {name for table in TABLES.values() for name in table.figures} | {one.figure for one in LEDGERS}
    for name in named:
        figure = known.figure(name)
        for one in [figure.numerator, figure.denominator] if isinstance(figure, Ratio) else [name]:
            part = known.figure(one)
            assert not isinstance(part, Figure) or part.spine in known.spines


def test_no_two_figures_have_the_same_definition() -> None:
    versions = [figure.definition for figure in engine.catalog().figures.values()]
    assert len(set(versions)) == len(versions)
