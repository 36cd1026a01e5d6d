"""What a decision is and what came out, as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from linli.kernel import Actor, Saying
from linli.kernel.say import told

from ..models import Decision
from ..rules import codes
from ..rules.decisions import Asked, options_of
from . import reach


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One option or item. state: won (carried), lost, open (tied), "" before the count; score as text."""

    key: str
    name: str
    cost: int
    state: str = ""
    score: str = ""
    yes: int = 0
    no: int = 0
    abstain: int = 0
    recused: int = 0
    why: tuple[Saying, ...] = ()

    @property
    def carried(self) -> bool:
        """Carried, or among those who won."""
        return self.state == "won"


@dataclass(frozen=True, slots=True)
class Counted:
    """A decision with its result, once there is one.

    decided     False while a tie waits for the lot
    told        the rule and the count as sentences; overridden: what people chose beside the computed winners
    """

    decision: int
    title: str
    kind: str
    secret: bool
    state: str
    decided: bool
    told: tuple[Saying, ...]
    winners: tuple[str, ...]
    overridden: tuple[str, ...] | None
    lines: dict[str, ItemLine] = field(default_factory=dict)
    n_roll: int = 0
    n_voted: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """A decision whole."""

    id: int
    version: int
    question: str
    asked: Asked
    rule: dict[str, Any]
    ties: tuple[str, ...]
    opened: dt.datetime | None
    until: dt.datetime | None
    closed: dt.datetime | None
    counted: Counted
    stated: Saying | None
    ties_told: tuple[Saying, ...]
    open: tuple[str, ...]
    lot: tuple[str, ...]
    lot_note: str
    override_reason: str
    override_by: int | None
    reason: str
    head: str
    head_before: str
    subject: str
    key: int | None
    ballots: int
    spoiled: int
    missing: int


def results(community: int, subject: str, keys: Iterable[int]) -> dict[int, Counted]:
    """The newest decision, not withdrawn, on each of these records of another app. One query."""
    rows = Decision.objects.filter(community_id=community, subject=subject, key__in=list(keys))
    found: dict[int, Counted] = {}
    for one in rows.exclude(state=codes.VOID).order_by("pk"):
        if one.key is not None:
            found[one.key] = counted(one)
    return found


def decisions_of(actor: Actor, subject: str, keys: Iterable[int]) -> dict[int, list[Counted]]:
    """Every decision on these records, oldest first, withdrawn ones too. One query."""
    found: dict[int, list[Counted]] = {}
    for one in reach.decisions(actor).filter(subject=subject, key__in=list(keys)).order_by("pk"):
        found.setdefault(one.key or 0, []).append(counted(one))
    return found


def result(actor: Actor, decision: int) -> Counted:
    """One decision. Raises NotFound."""
    return counted(reach.found(reach.decisions(actor), decision, "decision"))


def listing(
    actor: Actor, *, state: str = "", text: str = "", start: int = 0, count: int = 50
) -> tuple[list[tuple[Counted, dt.datetime | None]], int]:
    """One page of decisions, newest first, with the moment until which is voted; and how many there are. Two queries."""
    rows = reach.decisions(actor)
    if state:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(title__contains=text[:60].replace("\0", ""))
    total = rows.count()
    return [(counted(one), one.until) for one in rows.order_by("-pk")[start : start + count]], total


def page(actor: Actor, decision: int) -> DecisionPage:
    """One decision whole. Raises NotFound."""
    return page_of(reach.found(reach.decisions(actor), decision, "decision"))


def page_of(one: Decision) -> DecisionPage:
    """A decision as plain values."""
    kept = one.told
    return DecisionPage(
        one.pk, one.version, one.question, asked_of(one), one.rule, tuple(one.ties), one.opened, one.until, one.closed,
        counted(one), told(kept["stated"]) if kept else None, tuple(told(x) for x in kept.get("ties_told", ())),
        tuple(kept.get("open", ())), tuple(one.lot), one.lot_note, one.override_reason, one.override_by, one.reason,
        one.head, kept.get("head_before", ""), one.subject, one.key, kept.get("voters", 0), kept.get("spoiled", 0),
        kept.get("missing", 0),
    )  # fmt: skip


def asked_of(one: Decision) -> Asked:
    """What a decision asks of a ballot."""
    return Asked(one.kind, options_of(one.options), one.most, one.budget)


def counted(one: Decision) -> Counted:
    """A decision with its result."""
    kept: dict[str, Any] = one.told
    options = {x["key"]: x for x in one.options}
    if kept:
        lines = {
            x["key"]: ItemLine(
                x["key"], options[x["key"]]["name"], options[x["key"]]["cost"], x["state"], str(x["score"]), x.get("yes", 0),
                x.get("no", 0), x.get("abstain", 0), x.get("recused", 0), tuple(told(why) for why in x["why"]),
            )
            for x in kept["projects"]
        }  # fmt: skip
    else:
        lines = {key: ItemLine(key, x["name"], x["cost"]) for key, x in options.items()}
    sentences = (kept["stated"], *kept["told"]) if kept else ()
    return Counted(
        one.pk, one.title, one.kind, one.secret, one.state, bool(kept) and kept["decided"],
        tuple(told(x) for x in sentences), tuple(kept.get("winners", ())),
        None if one.override is None else tuple(one.override), lines, one.n_roll, one.n_voted,
        reverse("ballots:decision", args=[one.pk]),
    )  # fmt: skip
