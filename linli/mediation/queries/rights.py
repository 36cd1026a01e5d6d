"""What the parties are told of their rights and duties (人民调解法 art. 3, 4, 17, 23, 24, 26, 31, 33)."""

from __future__ import annotations

from linli.kernel import Saying, say

INTRODUCTION = say(
    "By the People's Mediation Law the parties to a dispute that is mediated by the people's mediation committee have these "
    "rights and duties:"
)
PARTS: tuple[tuple[Saying, tuple[Saying, ...]], ...] = (
    (say("Rights of the parties"), (
        say("to choose or to accept the people's mediators;"),
        say("to accept mediation, to refuse it, or to ask that it ends;"),
        say("to ask that mediation is open or closed to others;"),
        say("to say freely what they want and to agree of their own will;"),
        say("to ask a mediator to stand aside who has a relation to a party or an interest in the matter."),
    )),
    (say("Duties of the parties"), (
        say("to tell the facts as they are;"),
        say("to keep order where mediation is held and to respect the mediators;"),
        say("to respect the rights of the other party;"),
        say("to perform the agreement that was reached."),
    )),
    (say("To be known"), (
        say("Mediation costs nothing."),
        say("When no agreement is reached, the parties may turn to arbitration, to an administrative authority or to the court."),
        say("Within 30 days of the day on which an agreement takes effect both parties may together apply to the court for confirmation."),
        say("What is heard in mediation is kept confidential."),
    )),
)  # fmt: skip
