"""Who may sit in a body, and how a body is convened and decides (terms council_rule.*).

Source: 居委会组织法（2018）§9–10, 村委会组织法（2018）§32 by analogy for the supervision committee; each term names its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from linli.kernel import ALLOWED, Saying, Verdict, refuse, say
from linli.kernel.majority import Clause, Share

from . import codes


@dataclass(frozen=True, slots=True)
class Second:
    """The rule of a second call: within so many days, with this clause."""

    days: int
    clause: Clause


@dataclass(frozen=True, slots=True)
class BodyRule:
    """How a kind of body meets on a day.

    notice_days  days between telling the members and the meeting
    demand       who may demand a meeting → the share of them that is enough
    second       the rule of a second call, None where there is none
    basis        legal basis in words; `confirmed` only when somebody has verified it
    """

    clause: Clause
    notice_days: int = 0
    demand: Mapping[str, Share] = field(default_factory=dict)
    second: Second | None = None
    basis: str = ""
    confirmed: bool = False

    @classmethod
    def read(cls, value: Mapping[str, Any], basis: str = "", verified_by: str = "") -> BodyRule:
        """As a term writes it; see places/terms. Raises KeyError or ValueError for one that says nothing sensible."""
        second = value.get("second")
        demand = {
            one["of"]: Share(Fraction(one["share"]), bool(one.get("strict", False)))
            for one in value.get("demand", ())
        }
        return cls(
            Clause.read(value),
            int(value.get("notice_days", 0)),
            demand,
            Second(int(second["days"]), Clause.read({**value, **second})) if second else None,
            basis,
            bool(verified_by),
        )

    def clause_for(self, second: bool) -> Clause:
        """The clause of a first or a second call."""
        return self.second.clause if second and self.second else self.clause

    @property
    def said(self) -> list[Saying]:
        """The rule in sentences, for its page."""
        clause = self.clause
        found = [say("Members are told {n} days before.", n=self.notice_days)] if self.notice_days else []
        if clause.quorum is not None:
            base = _BASES[clause.quorum_base]
            found.append(say("Valid when {share} of {base} are there.", share=clause.quorum.words, base=base))
        found.append(
            say(
                "Carried with yes from {share} of {base}.",
                share=clause.passes.words,
                base=_BASES[clause.base],
            )
        )
        found.append(
            say("Who is recused leaves the base.") if clause.recused_leave else say("Who is recused stays in the base.")
        )  # fmt: skip
        for of, share in self.demand.items():
            found.append(
                say("Must be called when demanded: {of}, {share}.", of=codes.CALLERS[of], share=share.words)
            )
        if self.second and self.second.clause.quorum is not None:
            quorum = self.second.clause.quorum.words
            found.append(
                say("Second call within {n} days: valid with {share}.", n=self.second.days, share=quorum)
            )
        return found


_BASES = {
    "all": say("all members"), "should": say("those who should attend"), "present": say("those present"), "cast": say("the votes for and against"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is known of somebody who is to sit in a body, on the days of the seat.

    sits_in     kinds of bodies in which the person sits on one of these days
    shares_with names of committee (or supervision) members behind the same door
    """

    sits_in: Collection[str] = ()
    shares_with: Collection[str] = ()


def may_sit(kind: str, who: Candidate, *, no_kin: bool) -> Verdict:
    """Committee members and their close relatives do not supervise themselves.

    村委会组织法 §32 (by analogy): they are barred from the supervision committee, both ways round. `no_kin`: the
    worker states that no close relative sits in the other body.
    """
    against = {codes.SUPERVISION: codes.COMMITTEE, codes.COMMITTEE: codes.SUPERVISION}.get(kind)
    if against is None:
        return ALLOWED
    if against in who.sits_in:
        return refuse(
            say("Sits in {body} on these days; nobody supervises the own work.", body=codes.BODIES[against])
        )
    if who.shares_with:
        names = "、".join(who.shares_with)
        return refuse(
            say(
                "Lives in one household with {names} of {body}; close relatives are barred.",
                names=names, body=codes.BODIES[against],
            )
        )  # fmt: skip
    if kind == codes.SUPERVISION and not no_kin:
        return refuse(say("State that no close relative sits in both committees."))
    return ALLOWED


def may_begin(on: dt.date, body_start: dt.date, body_end: dt.date | None, today: dt.date) -> Verdict:
    """A seat begins while its body is there, and not in the future."""
    if on > today:
        return refuse(say("The day lies in the future."))
    if on < body_start or (body_end is not None and on >= body_end):
        return refuse(
            say("The body is not there on that day; it began on {day}.", day=body_start.isoformat())
        )
    return ALLOWED


def may_end(start: dt.date, end: dt.date | None, on: dt.date) -> Verdict:
    """A seat or a body ends once, after its first day."""
    if end is not None:
        return refuse(say("It has ended already."))
    if on <= start:
        return refuse(say("It began on {day} only; choose a later day.", day=start.isoformat()))
    return ALLOWED
