"""Working time: what a day is, how much working time passed, by when something is due and why.

    calendar = Calendar("快活社区", (Hours.of(range(1, 6), read_intervals([["09:00", "12:00"], ["13:30", "18:00"]])),),
                        special, published)
    due = deadline(received, 3, "working_day", calendar)
    due.at, due.provisional, str(due.derivation)

A Calendar is made once and kept: it remembers the days it was asked for.
"""

from .calendar import (
    CHINA,
    FIRST_YEAR,
    HOLIDAY,
    LAST_YEAR,
    MAKE_UP,
    WEEKEND,
    WORKING,
    Calendar,
    Day,
    Hours,
    Intervals,
    Special,
    read_intervals,
    written,
)
from .counting import (
    Pause,
    close_of,
    day_kind,
    earlier,
    elapsed,
    intervals,
    is_working_day,
    next_open,
    open_at,
)
from .deadlines import MOST, UNITS, Deadline, day_close, deadline
from .words import WEEKDAYS, breaks, holiday, span, spelled, standing

__all__ = [
    "CHINA",
    "FIRST_YEAR",
    "HOLIDAY",
    "LAST_YEAR",
    "MAKE_UP",
    "MOST",
    "UNITS",
    "WEEKDAYS",
    "WEEKEND",
    "WORKING",
    "Calendar",
    "Day",
    "Deadline",
    "Hours",
    "Intervals",
    "Pause",
    "Special",
    "breaks",
    "close_of",
    "day_close",
    "day_kind",
    "deadline",
    "earlier",
    "elapsed",
    "holiday",
    "intervals",
    "is_working_day",
    "next_open",
    "open_at",
    "read_intervals",
    "span",
    "spelled",
    "standing",
    "written",
]
