"""The door of jobs: the verbs by which an employment ledger is begun, and what stands in it.

from linli.jobs import api as jobs
jobs.employ(actor=actor, at=at, person=7, on=on, today=on, unit="文家电子厂", section="C")

Needs the community in scope. Readers answer nothing to those who may not read the ledger.
"""

from __future__ import annotations

from .actions.exports import reconcile, take_numbers
from .actions.others import enrol, identify, lay_on, mark_trainee
from .actions.placements import Work, employ, employ_many, follow_up_many
from .actions.posts import Post, hire, post, refer
from .actions.seekers import Parts, call_hard, help_with, register, register_many
from .queries.placements import keys_due
from .queries.reading import Line

__all__ = [
    "Line",
    "Parts",
    "Post",
    "Work",
    "call_hard",
    "employ",
    "employ_many",
    "enrol",
    "follow_up_many",
    "help_with",
    "hire",
    "identify",
    "keys_due",
    "lay_on",
    "mark_trainee",
    "post",
    "reconcile",
    "refer",
    "register",
    "register_many",
    "take_numbers",
]
