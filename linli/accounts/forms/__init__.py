"""Shapes of input; nothing is saved here."""

from .duty import ShiftForm, ShiftsForm
from .handing import HandOverForm
from .people import AppointForm, EndForm, NewAccountForm, OneTimeForm, SearchForm
from .signing import ProfileForm, SignInForm

__all__ = [
    "AppointForm",
    "EndForm",
    "HandOverForm",
    "NewAccountForm",
    "OneTimeForm",
    "ProfileForm",
    "SearchForm",
    "ShiftForm",
    "ShiftsForm",
    "SignInForm",
]
