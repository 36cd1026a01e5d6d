"""Tables of jobs."""

from .others import Export, Match, Surplus, Trainee, Training
from .posts import FollowUp, Placement, Referral, Vacancy
from .seekers import Hardship, Help, Seeker

__all__ = [
    "Export",
    "FollowUp",
    "Hardship",
    "Help",
    "Match",
    "Placement",
    "Referral",
    "Seeker",
    "Surplus",
    "Trainee",
    "Training",
    "Vacancy",
]
