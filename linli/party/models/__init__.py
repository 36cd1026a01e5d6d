"""Tables of party."""

from .checkins import CheckIn, Feedback, Need, Service
from .meetings import Attendance, Meeting, Resolution
from .members import Belonging, Fact, Member, Office, Standing
from .organisations import Naming, Organisation, Term

__all__ = [
    "Attendance",
    "Belonging",
    "CheckIn",
    "Fact",
    "Feedback",
    "Meeting",
    "Member",
    "Naming",
    "Need",
    "Office",
    "Organisation",
    "Resolution",
    "Service",
    "Standing",
    "Term",
]
