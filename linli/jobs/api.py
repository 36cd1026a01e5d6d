"""The door of jobs: the verbs by which an employment ledger is begun, and what stands in it.

from linli.jobs import api as jobs
jobs.employ(actor=actor, at=at, person=7, on=on, today=on, unit="文家电子厂", section="C")

Needs the community in scope. Readers answer nothing to those who may not read the ledger.
"""

from __future__ import annotations

import datetime as dt

from linli.kernel import Actor, Period

from .actions.exports import reconcile
from .actions.others import enrol_many, identify, lay_on
from .actions.placements import Work, employ, employ_many, end_employment, follow_up_many
from .actions.posts import Post, hire, invite, post, refer
from .actions.seekers import Parts, call_hard, end, help_with, register, register_many
from .queries.placements import Filter, PlacementRow, keys_due, listing
from .queries.reading import Line

__all__ = [
    "Line",
    "Parts",
    "Post",
    "Work",
    "call_hard",
    "employ",
    "employ_many",
    "employments",
    "end",
    "end_employment",
    "enrol_many",
    "follow_up_many",
    "help_with",
    "hire",
    "identify",
    "invite",
    "keys_due",
    "lay_on",
    "post",
    "reconcile",
    "refer",
    "register",
    "register_many",
]


def employments(actor: Actor, *, on: dt.date, count: int = 50) -> list[PlacementRow]:
    """The latest employments of the year around a day. Three statements."""
    return listing(actor, Filter(period=Period.year(on.year)), on=on, count=count)[0]
