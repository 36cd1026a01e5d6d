"""Shapes of input; nothing is saved here."""

from .codes import CodeForm, HandOutForm, NewPasswordForm, NewPinForm, PinForm
from .duty import ShiftForm, ShiftsForm
from .handing import HandOverForm
from .people import AppointForm, EndForm, NewAccountForm, OneTimeForm, SearchForm
from .signing import ProfileForm, SignInForm

__all__ = [
    "AppointForm",
    "CodeForm",
    "EndForm",
    "HandOutForm",
    "HandOverForm",
    "NewAccountForm",
    "NewPasswordForm",
    "NewPinForm",
    "OneTimeForm",
    "PinForm",
    "ProfileForm",
    "SearchForm",
    "ShiftForm",
    "ShiftsForm",
    "SignInForm",
]
