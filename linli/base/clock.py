"""The one clock. Asked in views, endpoints, tasks and commands, and passed down as at= / on=.

The demo community lives at the end of 2018: its shift is a row of `ClockShift`. Security
(sessions, lock-out, codes) uses `real_now()`.
"""

from __future__ import annotations

import datetime as dt
import time
from zoneinfo import ZoneInfo

from django.utils import timezone

from .models import ClockShift

SHANGHAI = ZoneInfo("Asia/Shanghai")
_KEEP = 3.0
_held: tuple[float, int] = (-1e9, 0)


def real_now() -> dt.datetime:
    """The moment by the machine's clock, in UTC."""
    return timezone.now()  # noqa: TID251


def now() -> dt.datetime:
    """The moment by which work is done: real, or the demo's."""
    return real_now() + dt.timedelta(seconds=shift())


def today() -> dt.date:
    """The day in Asia/Shanghai."""
    return day_of(now())


def day_of(moment: dt.datetime) -> dt.date:
    """The day of a moment in Asia/Shanghai."""
    return moment.astimezone(SHANGHAI).date()


def shift() -> int:
    """Seconds between the real clock and ours; read anew every three seconds."""
    global _held
    read, seconds = _held
    if time.monotonic() - read > _KEEP:
        seconds = ClockShift.objects.values_list("seconds", flat=True).first() or 0
        _held = (time.monotonic(), seconds)
    return seconds


def move_to(moment: dt.datetime) -> None:
    """Let our clock say `moment` now and run on from there."""
    seconds = int((moment - real_now()).total_seconds())
    ClockShift.objects.update_or_create(pk=1, defaults={"seconds": seconds})
    forget()


def forget() -> None:
    """Read the shift anew."""
    global _held
    _held = (-1e9, 0)
