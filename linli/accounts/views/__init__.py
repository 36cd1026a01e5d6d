"""Pages of signing in, people and posts, the duty roster, the hand-over, one's own settings."""

from .duty import cancel_shift, change_shift, duty, enter_shifts
from .factors import (
    ActivateTotp,
    AddPasskey,
    Authenticate,
    DeactivateTotp,
    Factors,
    PasskeySignIn,
    ReauthenticateByCode,
    ReauthenticateByPasskey,
    RecoveryCodes,
    RemovePasskey,
    RenewRecoveryCodes,
)
from .handing import hand_over
from .me import choose_post, me
from .passwords import account_state, one_time, password_shown
from .people import appoint, end_post, new_account, people, people_export, person
from .signing import ChangePassword, Reauthenticate, SignIn, SignOut, locked

__all__ = [
    "ActivateTotp",
    "AddPasskey",
    "Authenticate",
    "ChangePassword",
    "DeactivateTotp",
    "Factors",
    "PasskeySignIn",
    "Reauthenticate",
    "ReauthenticateByCode",
    "ReauthenticateByPasskey",
    "RecoveryCodes",
    "RemovePasskey",
    "RenewRecoveryCodes",
    "SignIn",
    "SignOut",
    "account_state",
    "appoint",
    "cancel_shift",
    "change_shift",
    "choose_post",
    "duty",
    "end_post",
    "enter_shifts",
    "hand_over",
    "locked",
    "me",
    "new_account",
    "one_time",
    "password_shown",
    "people",
    "people_export",
    "person",
]
