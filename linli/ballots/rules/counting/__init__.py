"""Counting rules: pure functions on plain values; every deciding comparison is exact; every result explains itself."""

from .results import LOST, OPEN, WON, Line, Result
from .rule import COUNTS, Rule, count
from .ties import Tie
from .values import APPROVAL, POINTS, RANKED, Exact, Pile, Profile, Project
from .yes_no import Answer, answer

__all__ = [
    "APPROVAL",
    "COUNTS",
    "LOST",
    "OPEN",
    "POINTS",
    "RANKED",
    "WON",
    "Answer",
    "Exact",
    "Line",
    "Pile",
    "Profile",
    "Project",
    "Result",
    "Rule",
    "Tie",
    "answer",
    "count",
]
