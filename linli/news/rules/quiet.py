"""Quiet hours: when nobody is called or sent a text, by the term `quiet_hours`.

The term's value names spans of the day by way: {"call": [["21:00", "08:00"], ["12:00", "14:00"]],
"sms": [["21:00", "08:00"]]}. A span that ends before it begins goes over midnight.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from linli.kernel import Refused, say

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: First and last moment of a span of the day, half-open.
Span = tuple[dt.time, dt.time]
#: Where no term is loaded: nobody is rung up at night.
DEFAULT: Mapping[str, Sequence[Sequence[str]]] = {
    "call": [["21:00", "08:00"], ["12:00", "14:00"]],
    "sms": [["21:00", "08:00"]],
    "wechat": [["21:00", "08:00"]],
}


def spans_of(value: Mapping[str, Any], way: str) -> list[Span]:
    """The quiet spans of one way; a way that is not named has none."""
    return [(dt.time.fromisoformat(start), dt.time.fromisoformat(end)) for start, end in value.get(way, [])]


def allowed_from(moment: dt.datetime, spans: Sequence[Span]) -> dt.datetime:
    """The moment itself, or the end of the quiet hours that it falls in (spans may touch)."""
    for _ in range(len(spans) + 1):
        ended = next((end for one in spans if (end := _end(moment, one)) is not None), None)
        if ended is None:
            return moment
        moment = ended
    return moment


def _end(moment: dt.datetime, span: Span) -> dt.datetime | None:
    """The end of `span` when `moment` lies in it."""
    start, end = span
    here = moment.astimezone(SHANGHAI)
    now = here.time()
    over_midnight = end <= start
    inside = now >= start or now < end if over_midnight else start <= now < end
    if not inside or start == end:
        return None
    day = here.date() + dt.timedelta(days=1 if over_midnight and now >= start else 0)
    return dt.datetime.combine(day, end, SHANGHAI).astimezone(dt.UTC)


def demand_span(start: dt.time | None, end: dt.time | None) -> None:
    """A worker's own quiet hours have both ends, or none. Raises Refused."""
    if (start is None) != (end is None):
        raise Refused(say("Write both: from when and until when."), "quiet_to" if start else "quiet_from")
    if start is not None and start == end:
        raise Refused(say("From and until are the same; leave both empty for no quiet hours."), "quiet_to")
