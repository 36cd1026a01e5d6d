"""One question with yes, no, abstain: counted by the clause of the body, with what would have changed it."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel import Saying, say
from linli.kernel.majority import CAST, Clause, Outcome, Roll, Votes, decide


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome with its arithmetic, and the sentence that says what would have changed it."""

    outcome: Outcome
    change: Saying


def answer(clause: Clause, roll: Roll, votes: Votes) -> Answer:
    """Count one question. Raises Refused without a quorum or with more votes than voters."""
    outcome = decide(clause, roll, votes)
    return Answer(outcome, _change(clause, roll, votes, outcome))


def _change(clause: Clause, roll: Roll, votes: Votes, outcome: Outcome) -> Saying:
    if not outcome.carried:
        missing = outcome.needed_yes - votes.yes
        voters = roll.present - roll.recused_present
        if clause.base != CAST:
            if outcome.needed_yes > voters:
                return say("{n} more yes were missing, more than were present to give them.", n=missing)
            return say("With {n} more yes it would have been carried.", n=missing)
        changed = _turned(clause, votes)
        return say("If {n} who voted no had voted yes, it would have been carried.", n=changed)
    if clause.base != CAST:
        return say("With {n} fewer yes it would have failed.", n=votes.yes - outcome.needed_yes + 1)
    return say("With {n} more no it would have failed.", n=_against(clause, votes))


def _turned(clause: Clause, votes: Votes) -> int:
    """How many noes would have had to be yes; the base of votes cast stays the same."""
    return clause.passes.least(max(votes.yes + votes.no, 1)) - votes.yes


def _against(clause: Clause, votes: Votes) -> int:
    """The fewest further noes that would have stopped it; the base grows with them."""
    more = 1
    while clause.passes.met(votes.yes, votes.yes + votes.no + more):
        more += 1
    return more
