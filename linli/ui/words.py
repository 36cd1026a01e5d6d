"""How days, moments, what is left and numbers are said on a page. Pure: the present is always handed in.

Moments are turned into the current time zone (Asia/Shanghai); days are half-open where two stand together.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from linli.kernel.days import FIRST_YEAR, LAST_YEAR

GROUP_FROM = 10_000


def weekday(day: dt.date) -> str:
    """周一 … 周日."""
    words = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return words[day.weekday()]


def month(day: dt.date) -> str:
    """3月; in English Mar."""
    first, second = (
        (_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
        (_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
    )
    return (first + second)[day.month - 1]


def near(day: dt.date, on: dt.date) -> str:
    """今天, 昨天 or 明天, otherwise an empty text."""
    return {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}.get((day - on).days, "")


def day_words(day: dt.date, on: dt.date) -> str:
    """今天, 3月5日 周一, and in other years 2018年3月5日."""
    if word := near(day, on):
        return word
    if day.year == on.year:
        return _("{weekday} {month} {day}").format(weekday=weekday(day), month=month(day), day=day.day)
    return _("{month} {day}, {year}").format(month=month(day), day=day.day, year=day.year)


def short_day(day: dt.date, on: dt.date) -> str:
    """明天, 3月5日, 2018年3月5日: a day in a narrow column, without its weekday."""
    text = _("{month} {day}") if day.year == on.year else _("{month} {day}, {year}")
    return near(day, on) or text.format(month=month(day), day=day.day, year=day.year)


def long_day(day: dt.date) -> str:
    """2018年12月28日 周五: the day line of a home page and the head of a print."""
    return _("{weekday}, {month} {day}, {year}").format(
        weekday=weekday(day), month=month(day), day=day.day, year=day.year
    )


def moment_words(moment: dt.datetime, now: dt.datetime) -> str:
    """今天 16:50, 3月5日 周一 16:50, 2018年3月5日 16:50."""
    here = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    today = timezone.localtime(now) if timezone.is_aware(now) else now
    return f"{day_words(here.date(), today.date())} {here:%H:%M}"


def span_words(start: dt.date, end: dt.date, on: dt.date) -> str:
    """1月1日至12月31日 of a half-open period: the last day is the one before end."""
    last = end - dt.timedelta(days=1)
    if start == last:
        return day_words(start, on)
    same_year = start.year == last.year == on.year
    text = _("{month} {day}") if same_year else _("{month} {day}, {year}")
    first, second = (text.format(month=month(d), day=d.day, year=d.year) for d in (start, last))
    return _("{first} to {last}").format(first=first, last=second)


def left_words(deadline: dt.datetime, now: dt.datetime) -> str:
    """还有 40 分钟, 还有 2 天, 超 1 天. Rounds down: a promise is never made to look longer than it is."""
    seconds = int((deadline - now).total_seconds())
    amount = _amount(abs(seconds))
    return (_("{amount} left") if seconds >= 0 else _("{amount} late")).format(amount=amount)


def deadline_words(due: dt.datetime | dt.date | None, now: dt.datetime) -> tuple[str, str]:
    """The two lines of a deadline: 10:30 and 还有 40 分钟; 超 1 天 and the day; 3月5日 and 还有 3 天."""
    if due is None:
        return "—", ""
    if not isinstance(due, dt.datetime):
        return _deadline_day(due, now.date())
    here = timezone.localtime(due)
    if here < now:
        at = moment_words(here, now) if near(here.date(), now.date()) else day_words(here.date(), now.date())
        return left_words(here, now), at
    if here.date() == now.date():
        return f"{here:%H:%M}", left_words(here, now)
    return short_day(here.date(), now.date()), f"{weekday(here)} {here:%H:%M}"


def _deadline_day(due: dt.date, on: dt.date) -> tuple[str, str]:
    """A duty that falls due on a day, not at a moment."""
    days = (due - on).days
    if days < 0:
        late = _("{amount} late").format(amount=_amount(-days * 86400))
        return late, day_words(due, on)
    if days == 0:
        return near(due, on), ""
    return short_day(due, on), _("{amount} left").format(amount=_amount(days * 86400))


def _amount(seconds: int) -> str:
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if days:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    if hours:
        return ngettext("{n} hour", "{n} hours", hours).format(n=hours)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)


def number_words(value: object, *, grouped: bool = False) -> str:
    """0, 941, 12,345; None is —; grouped parts the digits from 1,000 on (where a column has such)."""
    if value is None or value == "":
        return "—"
    if isinstance(value, int | float | Decimal) and (grouped or not -GROUP_FROM < value < GROUP_FROM):
        return f"{value:,}"
    return str(value)


def ratio_words(numerator: int, denominator: int) -> str:
    """93.8%（15/16）, half up to one decimal; a ratio out of nothing is —（0/0）."""
    if not denominator:
        percent = "—"
    else:
        tenths = (abs(numerator) * 2000 + denominator) // (2 * denominator)
        percent = f"{tenths // 10}.{tenths % 10}%"
    return pgettext("ratio", "{percent} ({n}/{m})").format(
        percent=percent, n=number_words(numerator), m=number_words(denominator)
    )


_WIDE = str.maketrans("０１２３４５６７８９．／－＋", "0123456789./-+")
_RELATIVE = {"今天": 0, "今": 0, "today": 0, "昨天": -1, "昨": -1, "yesterday": -1, "前天": -2}
_RELATIVE |= {"明天": 1, "明": 1, "tomorrow": 1, "后天": 2}


def read_day(text: str, on: dt.date) -> dt.date | None:
    """The day that was typed: 20180305, 2018-3-5, 2018年3月5日, 3.5 (this year), 今天, +3; None if it is none, or none that anybody here can mean."""
    plain = re.sub(r"\s", "", text).translate(_WIDE).rstrip("日号").lower()
    for word, days in _RELATIVE.items():
        if plain == word.rstrip("日号"):
            return on + dt.timedelta(days=days)
    if re.fullmatch(r"[+-]\d{1,4}", plain):
        return on + dt.timedelta(days=int(plain))
    if re.fullmatch(r"\d{8}", plain):
        return _day(plain[:4], plain[4:6], plain[6:])
    parts = re.split(r"[-./年月]", plain)
    if len(parts) == 2:
        parts = [str(on.year), *parts]
    return _day(*parts) if len(parts) == 3 else None


def _day(year: str, month_: str, day: str) -> dt.date | None:
    try:
        found = dt.date(int(year), int(month_), int(day))
    except (ValueError, OverflowError):
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
