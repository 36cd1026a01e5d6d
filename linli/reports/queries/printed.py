"""Numbers as plain values for other programs: JSON objects and lines of a table."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from linli.base.figures import AnyFigure, Declared, Figure, Median
from linli.kernel import say
from linli.kernel.amounts import Amount
from linli.kernel.rounding import ratio_text, rounded_text
from linli.reports import engine
from linli.reports.engine.dividing import UNASSIGNED

#: 未划入: what lies in no cell of the scheme.
NOT_IN_ANY = say("In none")


def objects(answer: engine.Answer, names: Sequence[str]) -> list[dict[str, Any]]:
    """One object per figure: name, label, value (with n and m), unit, kind, definition, parts."""
    known = engine.catalog()
    return [_object(known.figure(name), answer) for name in names]


def _object(figure: AnyFigure, answer: engine.Answer) -> dict[str, Any]:
    found: dict[str, Any] = {"name": figure.name, "label": str(figure.label)}
    found |= value_of(answer.amount(figure.name))
    found |= {
        "unit": str(figure.unit) if isinstance(figure, Figure | Declared | Median) else "%",
        "kind": figure.kind,
        "definition": str(figure.meaning),
        "version": figure.definition,
        "period": str(answer.lens.period),
    }
    if answer.parts:
        found["parts"] = [
            {
                "code": part.code,
                "name": part_name(part),
                **value_of(answer.amount(figure.name, part=part.key)),
            }
            for part in answer.parts
        ]
    return found


def value_of(amount: Amount) -> dict[str, Any]:
    """value, and numerator and denominator where they exist; None when unknown or not asked."""
    if amount.denominator is not None and amount.numerator is not None:
        share = rounded_text(percentage(amount)) if amount.denominator else None
        return {
            "value": None if share is None else float(share),
            "numerator": amount.numerator,
            "denominator": amount.denominator,
        }
    if amount.hidden:
        return {"value": None, "shown": "<5"}
    if amount.text:
        return {"value": _number(amount.text), **({"about": amount.about} if amount.about else {})}
    return {"value": amount.value, **({"twice": amount.twice} if amount.twice else {})}


def percentage(amount: Amount) -> Fraction:
    """The exact share in percent."""
    return Fraction(amount.numerator or 0, amount.denominator or 1) * 100


def _number(text: str) -> int | float | str:
    try:
        exact = Decimal(text)
    except ArithmeticError:
        return text
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def shown(amount: Amount) -> str:
    """An amount as one reads it: 48, 93.8%（15/16）, 约1.5, <5, —, /."""
    if amount.not_asked:
        return "/"
    if amount.hidden:
        return "<5"
    if amount.denominator is not None and amount.numerator is not None:
        return ratio_text(amount.numerator, amount.denominator)
    if amount.text:
        return f"{amount.text}{amount.about}" if amount.about == "余" else f"{amount.about}{amount.text}"
    return "—" if amount.value is None else str(amount.value)


def part_name(part: engine.Part) -> str:
    """A part's name; what lies in no cell has a word of its own."""
    return str(NOT_IN_ANY) if part.key == UNASSIGNED and not part.name else part.name


def lines(found: Sequence[dict[str, Any]]) -> list[list[object]]:
    """A head and a line per figure: name, label, value, n, m, unit, and each part."""
    parts = [part["name"] for part in found[0].get("parts", [])] if found else []
    head: list[object] = ["name", "label", "value", "numerator", "denominator", "unit", "kind", *parts]
    rows: list[list[object]] = [head]
    for one in found:
        mine = [_cell(part) for part in one.get("parts", [])]
        rows.append(
            [one["name"], one["label"], _cell(one), *(_plain(one.get(key)) for key in ("numerator", "denominator")),
             one["unit"], one["kind"], *mine]
        )  # fmt: skip
    return rows


def _cell(one: dict[str, Any]) -> str:
    if one.get("shown"):
        return str(one["shown"])
    return f"{one.get('about', '')}{_plain(one['value'])}"


def _plain(value: object) -> str:
    return "" if value is None else str(value)
