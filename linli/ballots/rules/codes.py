"""The codes of ballots and their words."""

from __future__ import annotations

from linli.kernel import Saying, say

#: What a ballot asks.
ANSWER, APPROVAL, ONE, RANKED, POINTS, KNAPSACK = "answer", "approval", "one", "ranked", "points", "knapsack"
KINDS: dict[str, Saying] = {
    ANSWER: say("Yes, no or abstain on each item"),
    APPROVAL: say("Choose several"),
    ONE: say("Choose one"),
    RANKED: say("Put in order"),
    POINTS: say("Give points"),
    KNAPSACK: say("Choose within a budget"),
}
#: closing stands in the transaction that closes only.
DRAFT, OPEN, COUNTING, CLOSING, CLOSED, VOID = "draft", "open", "counting", "closing", "closed", "void"
STATES: dict[str, Saying] = {
    DRAFT: say("being drafted"),
    OPEN: say("voting"),
    COUNTING: say("voting ended, being counted"),
    CLOSING: say("being closed"),
    CLOSED: say("closed and counted"),
    VOID: say("withdrawn"),
}
#: How somebody voted: signed in, with a printed code, on paper at a booth.
SIGNED_IN, CODE, PAPER = "signed_in", "code", "paper"
WAYS: dict[str, Saying] = {
    SIGNED_IN: say("Signed in"),
    CODE: say("With a code"),
    PAPER: say("On paper"),
}
YES, NO, ABSTAIN, ABSENT, RECUSED = "yes", "no", "abstain", "absent", "recused"
ANSWERS: dict[str, Saying] = {
    YES: say("Yes"),
    NO: say("No"),
    ABSTAIN: say("Abstain"),
    ABSENT: say("Absent"),
    RECUSED: say("Recused"),
}
#: How an answer stands on a secret ballot.
MARKS = {YES: 1, ABSTAIN: 0, NO: -1}
ANSWER_OF = {mark: answer for answer, mark in MARKS.items()}


def word(table: dict[str, Saying], code: str) -> str:
    """The word of a code; an unknown one as it is."""
    return str(table.get(code, code))
