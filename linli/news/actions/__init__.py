"""Writes of news, by feature: messages, letters, telling by hand, delivery, preferences, retention."""

from .delivery import claim, delay, expire, hold, note_outcome, pause, recover, resume
from .hand import hand_over, miss, print_slip, print_slips, tell_by_hand, turn_into_slip
from .letters import cancel, enter_office, enter_resident, note_export, open_calls, retry, withdraw
from .messages import mark_all_read, mark_read, tell, tell_many
from .preferences import choose, choose_for_resident
from .retention import forget_old

__all__ = [
    "cancel",
    "choose",
    "choose_for_resident",
    "claim",
    "delay",
    "enter_office",
    "enter_resident",
    "expire",
    "forget_old",
    "hand_over",
    "hold",
    "mark_all_read",
    "mark_read",
    "miss",
    "note_export",
    "note_outcome",
    "open_calls",
    "pause",
    "print_slip",
    "print_slips",
    "recover",
    "resume",
    "retry",
    "tell",
    "tell_by_hand",
    "tell_many",
    "turn_into_slip",
    "withdraw",
]
