"""The shape of what is typed on the register's pages; nothing here saves or decides."""

from .changes import CheckForm, CloseForm, CorrectForm, KeepForm, MoveForm, StatusForm
from .filters import ChecksForm, HouseholdsForm, PeopleForm, ResidencesForm
from .households import FoundForm, HeadForm, JoinForm, SplitForm
from .register import RegisterForm

__all__ = [
    "CheckForm",
    "ChecksForm",
    "CloseForm",
    "CorrectForm",
    "FoundForm",
    "HeadForm",
    "HouseholdsForm",
    "JoinForm",
    "KeepForm",
    "MoveForm",
    "PeopleForm",
    "RegisterForm",
    "ResidencesForm",
    "SplitForm",
    "StatusForm",
]
