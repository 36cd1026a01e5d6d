"""The counting rule that a .pb file states, as ours."""

from __future__ import annotations

from typing import Any

from linli.kernel import Refused, say

from ..counting import POINTS, RANKED, Rule
from ..counting.equal import ADD1, ADD1U, FILL, NONE
from .read import Book

#: Rules by the name that META writes; the values that the name fixes.
STATED: dict[str, dict[str, Any]] = {
    "greedy": {"name": "greedy", "over": "skip"},
    "greedy-threshold": {"name": "greedy", "over": "skip"},
    "greedy-exclusive": {"name": "greedy", "over": "skip"},
    "greedy-no-skip": {"name": "greedy", "over": "stop"},
    "equalshares": {"name": "equal_shares", "completion": NONE},
    "equalshares/fill": {"name": "equal_shares", "completion": FILL},
    "equalshares/add1": {"name": "equal_shares", "completion": ADD1},
    "equalshares/add1u": {"name": "equal_shares", "completion": ADD1U},
    "equalshares/add1-comparison": {"name": "equal_shares", "completion": ADD1, "comparison": True},
    "equalshares/add1u-comparison": {"name": "equal_shares", "completion": ADD1U, "comparison": True},
}


def rule_of(book: Book, named: str = "", **given: Any) -> Rule:
    """The rule of the file, or the `named` one in its place; `given` values replace what the file says.

    A ranking is summed by one point less for each place, from the number of lines that META allows
    (max_length, else all projects). Raises Refused where the file states no rule that is known here.
    """
    word = (named or book.rule).strip().lower()
    if word not in STATED:
        told = say(
            "The file states the rule “{rule}”, which is not known here. Name one with --rule: {rules}.",
            rule=word[:40], rules=", ".join(STATED),
        )  # fmt: skip
        raise Refused(told, "rule")
    values: dict[str, Any] = {"budget": book.budget, **STATED[word]}
    least = book.value("min_project_score_threshold")
    if least is not None:
        values["threshold"] = least
    if book.profile.kind == RANKED:
        values["places"] = int(book.value("max_length") or 0) or len(book.projects)
    if book.profile.kind == POINTS:
        values["default"] = book.value("default_score") or 0
        if values["name"] == "equal_shares":
            values["measure"] = "points"
    return Rule(**{**values, **given})
