"""How a motion is decided: counted by the clause, never carried against it; named votes checked by a second person."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from linli.kernel import ALLOWED, Refused, Saying, Verdict, refuse, say
from linli.kernel.majority import Clause, Outcome, Roll, Votes, decide, may_decide

from . import codes


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell of the grid that two people read differently."""

    motion: int
    seat: int
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Named answers of one motion: the roll that was there for it, and the votes."""

    roll: Roll
    votes: Votes


def may_vote(state: str, kind: str, meeting: str) -> Verdict:
    """A vote belongs to an open matter of a meeting whose attendance is written down."""
    if meeting != "held":
        return refuse(say("Write down first who attended."))
    if kind == "report":
        return refuse(say("A report is heard, not voted on."))
    if state != "open":
        return refuse(say("This motion is decided already. Take the count back first."))
    return ALLOWED


def may_recuse(state: str) -> Verdict:
    """Who is recused is settled before the vote: base and votes follow from it."""
    if state == "open":
        return ALLOWED
    return refuse(say("This motion is decided already. Take the count back first."))


def two_tellers(one: str, other: str) -> Verdict:
    """Votes are counted by two people."""
    if not one.strip() or not other.strip():
        return refuse(say("Two people count the votes: write both names."))
    if one.strip() == other.strip():
        return refuse(say("Two different people count the votes."))
    return ALLOWED


def counted(clause: Clause, roll: Roll, votes: Votes, announced: bool | None = None) -> Outcome:
    """The outcome by the clause. Refused without a quorum, with more votes than voters, or when announced otherwise."""
    outcome = decide(clause, roll, votes)
    if announced is not None and announced != outcome.carried:
        raise Refused(
            say("It cannot be noted so: by its rule the count says otherwise. {told}", told=outcome.saying),
            "announced",
        )
    return outcome


def needs(clause: Clause, roll: Roll) -> Saying:
    """What this motion needs, before anybody votes; or why nothing can be decided."""
    verdict = may_decide(clause, roll)
    if verdict.reason is not None:
        return verdict.reason
    inside = roll.counted(clause)
    base = {"all": inside.all, "should": inside.should, "present": inside.present}.get(clause.base)
    if base is None:
        return say("Needs {share} of the votes for and against.", share=clause.passes.words)
    facts = {"need": clause.passes.least(base), "share": clause.passes.words, "base": base}
    if roll.recused:
        return say("Needs {need} yes: {share} of {base}, {recused} recused.", recused=roll.recused, **facts)
    return say("Needs {need} yes: {share} of {base}.", **facts)


def complete(
    answers: Mapping[int, str], present: Collection[int], recused: Collection[int], names: Mapping[int, str]
) -> Verdict:
    """Every voter of a motion has one answer, nobody else has any. `answers`: seat → answer."""
    for seat in answers:
        if seat in recused:
            return refuse(say("{name} is recused and has no vote.", name=names.get(seat, "")))
        if seat not in present:
            return refuse(say("{name} was not present and has no vote.", name=names.get(seat, "")))
        if answers[seat] not in codes.ANSWERS:
            return refuse(say("Choose yes, no, abstained or not there."))
    missing = [seat for seat in present if seat not in recused and seat not in answers]
    if missing:
        return refuse(
            say("{name} has no answer yet ({n} missing).", name=names.get(missing[0], ""), n=len(missing))
        )
    return ALLOWED


def differences(
    first: Mapping[tuple[int, int], str], second: Mapping[tuple[int, int], str]
) -> list[Difference]:
    """Cells (motion, seat) that two people read differently, in order."""
    return [
        Difference(motion, seat, first.get((motion, seat), ""), second.get((motion, seat), ""))
        for motion, seat in sorted({*first, *second})
        if first.get((motion, seat), "") != second.get((motion, seat), "")
    ]


def tally(answers: Collection[str], *, should: int, recused: int, recused_present: int) -> Tally:
    """Votes of one motion. Who had left ("absent") was not present for it."""
    there = [one for one in answers if one != "absent"]
    votes = Votes(there.count("yes"), there.count("no"), there.count("abstain"))
    return Tally(Roll(should, len(there) + recused_present, recused, recused_present), votes)
