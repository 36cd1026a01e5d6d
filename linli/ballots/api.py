"""The door of ballots: decisions are drafted, opened with a fixed roll, closed and counted; results for many records.

from linli.ballots import api as ballots
decision = ballots.draft(actor=actor, at=at, title="…", question="…", secret=False, kind="answer", options=…, rule=…)

Needs the community in scope. Every verb raises Refused with a sentence that says what is wrong.
"""

from __future__ import annotations

from .actions.closing import close, draw_lot, override
from .actions.drafting import draft, open, withdraw
from .actions.naming import check_named, named, settle_named
from .queries.results import Counted, ItemLine, decisions_of, result, results
from .queries.roll import Difference, VoterRow, roll_of
from .rules.decisions import Option, Voter

__all__ = [
    "Counted",
    "Difference",
    "ItemLine",
    "Option",
    "Voter",
    "VoterRow",
    "check_named",
    "close",
    "decisions_of",
    "draft",
    "draw_lot",
    "named",
    "open",
    "override",
    "result",
    "results",
    "roll_of",
    "settle_named",
    "withdraw",
]
