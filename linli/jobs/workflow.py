"""States of a registration and of a referral, each one table (state, verb) → next state."""

from __future__ import annotations

from linli.kernel import Refused, say

#: A registration: registered → serving → interview → ended; a result without hire leads back to serving.
REGISTRATION: dict[tuple[str, str], str] = {
    ("registered", "help"): "serving",
    ("registered", "refer"): "serving",
    ("serving", "help"): "serving",
    ("serving", "refer"): "serving",
    ("serving", "invite"): "interview",
    ("interview", "help"): "interview",
    ("interview", "refer"): "interview",
    ("interview", "invite"): "interview",
    ("serving", "not_hired"): "serving",
    ("interview", "not_hired"): "serving",
    ("registered", "hire"): "ended",
    ("serving", "hire"): "ended",
    ("interview", "hire"): "ended",
    ("registered", "end"): "ended",
    ("serving", "end"): "ended",
    ("interview", "end"): "ended",
    ("ended", "reopen"): "serving",
}

#: A referral: referred → interview → hired or not hired.
REFERRAL: dict[tuple[str, str], str] = {
    ("referred", "invite"): "interview",
    ("interview", "invite"): "interview",
    ("referred", "hire"): "hired",
    ("interview", "hire"): "hired",
    ("referred", "not_hired"): "not_hired",
    ("interview", "not_hired"): "not_hired",
}


def step(table: dict[tuple[str, str], str], state: str, verb: str) -> str:
    """The state after a verb. Refused where the table has no such step."""
    after = table.get((state, verb))
    if after is None:
        if table is REFERRAL:
            raise Refused(say("The result of this referral is known already."))
        raise Refused(say("The registration has ended."))
    return after
