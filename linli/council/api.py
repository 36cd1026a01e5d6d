"""The door of council: what bodies decided, how far a matter has come; and the verbs by which a year is entered.

from linli.council import api as council
council.steps_of(actor, "council.project", [7])

Needs the community in scope. Readers answer nothing to those who may not read of meetings.
"""

from __future__ import annotations

from .actions.bodies import Sitting, found_body, seat, seat_all, unseat
from .actions.meetings import Call, call, finish, follow, hold, hold_counted, write
from .actions.motions import check, count, defer, enter, hear, put, recuse, resolve
from .actions.steps import Counted, begin, take
from .forms.funds import read_statement
from .queries.bodies import choices as bodies
from .queries.bodies import roll
from .queries.meetings import attended
from .queries.motions import MotionRef, of_subject
from .queries.steps import Steps, steps_of

#: bodies (actor, on=) → (key, name) · roll (body, on) → who sits in it · of_subject (actor, subject, keys) → {key: [MotionRef]} ·
#: steps_of (actor, subject, keys) → {key: Steps} · read_statement (content, name) → the lines of a bank's list. The verbs are those of actions: found_body, seat, call, hold, put, count …
__all__ = [
    "Call",
    "Counted",
    "MotionRef",
    "Sitting",
    "Steps",
    "attended",
    "begin",
    "bodies",
    "call",
    "check",
    "count",
    "defer",
    "enter",
    "finish",
    "follow",
    "found_body",
    "hear",
    "hold",
    "hold_counted",
    "of_subject",
    "put",
    "recuse",
    "read_statement",
    "resolve",
    "roll",
    "seat",
    "seat_all",
    "steps_of",
    "take",
    "unseat",
    "write",
]
