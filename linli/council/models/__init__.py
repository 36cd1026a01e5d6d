"""Tables of council."""

from __future__ import annotations

from .bodies import Body, Seat
from .funds import BankLine, BudgetLine, Commitment, Fund, Statement
from .meetings import Attendance, FollowUp, Meeting
from .motions import Mark, Motion, Process, Recusal, Resolution, Step
from .opinions import Collection, Opinion, Sheet, Support
from .payments import Payment, Voucher
from .projects import Backing, Follower, Link, ListCheck, Project, Stage
from .works import (
    Acceptance,
    Acceptor,
    Change,
    Contract,
    Defect,
    Inspection,
    Photo,
    Progress,
    RatingSheet,
)

__all__ = [
    "Acceptance",
    "Acceptor",
    "Attendance",
    "Backing",
    "BankLine",
    "Body",
    "BudgetLine",
    "Change",
    "Collection",
    "Commitment",
    "Contract",
    "Defect",
    "FollowUp",
    "Follower",
    "Fund",
    "Inspection",
    "Link",
    "ListCheck",
    "Mark",
    "Meeting",
    "Motion",
    "Opinion",
    "Payment",
    "Photo",
    "Process",
    "Progress",
    "Project",
    "RatingSheet",
    "Recusal",
    "Resolution",
    "Seat",
    "Sheet",
    "Stage",
    "Statement",
    "Step",
    "Support",
    "Voucher",
]
