"""The shape of what is typed on the register's pages; nothing here saves or decides."""

from .changes import CheckForm, CloseForm, CorrectForm, EndForm, KeepForm, MoveForm, StatusForm
from .filters import ChecksForm, HouseholdsForm, PeopleForm, ResidencesForm
from .households import CheckDoorForm, FoundForm, HeadForm, JoinForm, MarkForm, SplitForm
from .imports import AboutForm, ColumnsForm, ImportsForm, MendedForm, UploadForm
from .register import RegisterForm

__all__ = [
    "AboutForm",
    "ColumnsForm",
    "ImportsForm",
    "MendedForm",
    "UploadForm",
    "CheckDoorForm",
    "CheckForm",
    "ChecksForm",
    "CloseForm",
    "CorrectForm",
    "EndForm",
    "FoundForm",
    "HeadForm",
    "HouseholdsForm",
    "JoinForm",
    "KeepForm",
    "MarkForm",
    "MoveForm",
    "PeopleForm",
    "RegisterForm",
    "ResidencesForm",
    "SplitForm",
    "StatusForm",
]
