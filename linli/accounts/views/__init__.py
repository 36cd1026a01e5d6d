"""Pages of signing in, people and posts, the duty roster, the hand-over, one's own settings."""

from .codes import code_shown, code_slip, hand_out, release_phone, revoke_code
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
from .holding import code, code_open, pin
from .me import choose_post, me, release_own_phone
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
    "code",
    "code_open",
    "code_shown",
    "code_slip",
    "duty",
    "end_post",
    "enter_shifts",
    "hand_out",
    "hand_over",
    "locked",
    "me",
    "new_account",
    "one_time",
    "password_shown",
    "people",
    "people_export",
    "person",
    "pin",
    "release_own_phone",
    "release_phone",
    "revoke_code",
]
