"""How a result is told on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from linli.ui.parts import State

from ..forms.ballot import told as ballot
from ..queries.results import DecisionPage
from ..rules import codes
from ..rules.decisions import money

__all__ = ["Told", "ballot", "lines", "ranked", "told"]


@dataclass(frozen=True, slots=True)
class Told:
    """One option with its outcome in words."""

    name: str
    cost: str
    state: State | None
    score: str
    why: Sequence[Any]
    chosen: bool


def lines(page: DecisionPage) -> list[Told]:
    """Every option, in the order of the count."""
    return [
        Told(
            one.name, money(one.cost) if one.cost else "", _state(page, one.state), _score(page, one), one.why,
            page.counted.overridden is not None and one.key in page.counted.overridden,
        )
        for one in page.counted.lines.values()
    ]  # fmt: skip


def told(page: DecisionPage) -> list[Any]:
    """The rule, the count and ties as sentences."""
    return [*page.counted.told, *page.ties_told]


def ranked(page: DecisionPage) -> str:
    """Names of the winners in one line."""
    return "、".join(page.counted.lines[key].name for key in page.counted.winners)


def _score(page: DecisionPage, one: Any) -> str:
    if not one.state:
        return ""
    if page.asked.kind == codes.ANSWER:
        return _("yes {yes}, no {no}, abstained {abstain}").format(
            yes=one.yes, no=one.no, abstain=one.abstain
        )
    if page.asked.kind in (codes.RANKED, codes.POINTS):
        return _("{n} points").format(n=one.score)
    return _("{n} votes").format(n=one.score)


def _state(page: DecisionPage, state: str) -> State | None:
    if page.asked.kind == codes.ANSWER:
        words = {"won": State("done", _("carried")), "lost": State("ended", _("not carried"))}
    else:
        words = {
            "won": State("done", _("chosen")),
            "lost": State("ended", _("not chosen")),
            "open": State("today", _("tied")),
        }
    return words.get(state)
