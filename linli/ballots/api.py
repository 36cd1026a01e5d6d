"""The door of ballots: decisions are drafted, opened with a fixed roll, closed and counted; results for many records.

from linli.ballots import api as ballots
decision = ballots.draft(actor=actor, at=at, title="…", question="…", secret=False, kind="answer", options=…, rule=…)

Needs the community in scope. Every verb raises Refused with a sentence that says what is wrong.
"""

from __future__ import annotations

from .actions.closing import close, draw_lot, end_voting, override
from .actions.drafting import add_booth, draft, withdraw
from .actions.drafting import open_vote as open
from .actions.naming import check_named, named, settle_named
from .queries.public import running
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
    "add_booth",
    "check_named",
    "close",
    "decisions_of",
    "draft",
    "draw_lot",
    "end_voting",
    "named",
    "open",
    "override",
    "result",
    "results",
    "roll_of",
    "running",
    "settle_named",
    "withdraw",
]
