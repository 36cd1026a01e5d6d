"""Writes of accounts, posts, the duty roster and the hand-over."""

from .accounts import (
    NewAccount,
    change_profile,
    close_account,
    make_account,
    note_export,
    note_password_changed,
    open_account,
    set_one_time_password,
    take_on,
)
from .codes import KEPT as CODES_KEPT
from .codes import Handed, forget_codes, hand_out_code, hand_out_codes, look_up_code, revoke_code, spend_code
from .duty import cancel_shift, change_shift, enter_shifts
from .handing import hand_over, hand_over_shifts, would_move
from .phones import Bound, bind_phone, forget_phones, release_phone, set_password_by_code, try_pin
from .posts import appoint, choose_post, end_post

__all__ = [
    "CODES_KEPT",
    "Bound",
    "bind_phone",
    "forget_phones",
    "release_phone",
    "set_password_by_code",
    "try_pin",
    "Handed",
    "forget_codes",
    "hand_out_code",
    "hand_out_codes",
    "look_up_code",
    "revoke_code",
    "spend_code",
    "NewAccount",
    "appoint",
    "cancel_shift",
    "change_profile",
    "change_shift",
    "choose_post",
    "close_account",
    "end_post",
    "enter_shifts",
    "hand_over",
    "hand_over_shifts",
    "make_account",
    "note_export",
    "note_password_changed",
    "open_account",
    "set_one_time_password",
    "take_on",
    "would_move",
]
