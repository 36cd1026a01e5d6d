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
from .duty import cancel_shift, change_shift, enter_shifts
from .handing import hand_over, hand_over_shifts, would_move
from .posts import appoint, choose_post, end_post

__all__ = [
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
