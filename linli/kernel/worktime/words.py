"""Days, times and holidays as parts of a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ..say import Saying, listed, say
from .calendar import DAY, HOLIDAY, MAKE_UP, WEEKEND, Day

WEEKDAYS = (say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun"))
#: The names that the notices use; another name is shown as it is written.
HOLIDAYS = {
    "元旦": say("New Year's Day"),
    "春节": say("Spring Festival"),
    "清明节": say("Tomb-Sweeping Day"),
    "劳动节": say("Labour Day"),
    "端午节": say("Dragon Boat Festival"),
    "中秋节": say("Mid-Autumn Festival"),
    "国庆节": say("National Day"),
    "抗战胜利70周年纪念日": say("70th anniversary of the victory of 1945"),
}


def holiday(name: str) -> Saying:
    """A holiday's name in the reader's language; two that fall together (国庆节、中秋节) are listed."""
    return listed([HOLIDAYS.get(one) or Saying(one) for one in name.split("、")])


def date(day: dt.date, near: dt.date) -> Saying:
    """12月29日; with its year when it is most of a year away from `near`."""
    if abs((day - near).days) < 300:
        return say("{month}-{day}", month=day.month, day=day.day)
    return say("{year}-{month}-{day}", year=day.year, month=day.month, day=day.day)


def weekday(day: dt.date) -> Saying:
    """周六."""
    return WEEKDAYS[day.weekday()]


def spelled(day: dt.date, near: dt.date) -> Saying:
    """12月29日 周六."""
    return say("{date} {weekday}", date=date(day, near), weekday=weekday(day))


def dated(day: Day, near: dt.date) -> Saying:
    """1月2日 周三, 12月29日（周六，调休上班）."""
    if day.kind != MAKE_UP:
        return spelled(day.day, near)
    return say("{date} ({weekday}, make-up working day)", date=date(day.day, near), weekday=weekday(day.day))


def moment(wall: dt.datetime, near: dt.date) -> Saying:
    """12月28日 16:50."""
    return say("{date} {time}", date=date(wall.date(), near), time=f"{wall:%H:%M}")


def end(wall: dt.datetime, near: dt.date) -> Saying:
    """1月3日 18:00; midnight as 24:00 of the day before."""
    if wall.time() == dt.time():
        return say("{date} {time}", date=date(wall.date() - DAY, near), time="24:00")
    return moment(wall, near)


def span(first: dt.date, last: dt.date, near: dt.date) -> Saying:
    """12月30日至1月1日, 2月4日至10日; one day alone as itself."""
    if first == last:
        return date(first, near)
    if (first.year, first.month) == (last.year, last.month) and abs((first - near).days) < 300:
        return say("{month}-{first} to {month}-{last}", month=first.month, first=first.day, last=last.day)
    return say("{first} to {last}", first=date(first, near), last=date(last, near))


def minutes(count: int) -> Saying:
    """3 小时 30 分."""
    hours, rest = divmod(count, 60)
    if not hours:
        return say("{n} min", n=rest)
    return say("{n} h {m} min", n=hours, m=rest) if rest else say("{n} h", n=hours)


def off(day: Day) -> Saying:
    """Why a day is off: 元旦放假, 周末."""
    return say("{name} holiday", name=holiday(day.name)) if day.kind == HOLIDAY else say("weekend")


def breaks(days: Sequence[Day], near: dt.date) -> list[Saying]:
    """The holidays among days, each once with its days: 元旦放假 12月30日至1月1日."""
    found: list[list[Day]] = []
    for one in days:
        if (
            one.kind == HOLIDAY
            and found
            and found[-1][-1].day + DAY == one.day
            and found[-1][0].name == one.name
        ):
            found[-1].append(one)
        elif one.kind == HOLIDAY:
            found.append([one])
    return [
        say("{name} holiday {days}", name=holiday(run[0].name), days=span(run[0].day, run[-1].day, near))
        for run in found
    ]


def standing(day: Day, hours: str) -> Saying:
    """What a day is, for the line at the top of a page: 今天调休上班 09:00–12:00 13:30–18:00, 今天元旦放假."""
    if day.kind == MAKE_UP:
        return say("make-up working day, open {hours}", hours=hours)
    if day.kind == HOLIDAY:
        return say("closed today: {name}", name=holiday(day.name))
    if day.kind == WEEKEND:
        return say("no office hours today")
    return say("open {hours}", hours=hours)
