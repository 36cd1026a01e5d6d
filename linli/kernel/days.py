"""Days as people type them and as spreadsheets keep them, and ages in full years.

A day is never guessed: two-digit years, month without day, lunar dates are refused with a sentence.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, datetime, timedelta

from .refusal import Refused
from .say import say
from .text import half_width

FIRST_YEAR, LAST_YEAR = 1850, 2199
#: Serials that may stand for a day: five digits, 1927-05-18 to 2099-12-31. Shorter ones look like years.
FIRST_SERIAL, LAST_SERIAL = 10_000, 73_050

_EPOCH = date(1899, 12, 30)
_QUICK = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
_FULL = re.compile(r"(\d{4})\s*[-./年,、 ]\s*(\d{1,2})\s*[-./月,、 ]\s*(\d{1,2})\s*[日号]?")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?(?:份)?")
_SHORT = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_TWO_DIGITS = re.compile(r"\d{2}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日号]?|\d{6}")
_SHIFT = re.compile(r"[+-]\d{1,5}")
_TAIL = re.compile(
    r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|\+08:00)?|\s*\(?(?:星期|周)[一二三四五六日天]\)?|\s*(?:出)?生)$"
)
_CHINESE = re.compile(r"[〇○零一二三四五六七八九十廿卅]+")
_DIGITS = {"〇": 0, "○": 0, "零": 0} | {digit: n for n, digit in enumerate("一二三四五六七八九", 1)}
_NEAR = {
    "今天": 0, "今日": 0, "today": 0, "昨天": -1, "昨日": -1, "yesterday": -1, "前天": -2,
    "明天": 1, "明日": 1, "tomorrow": 1, "后天": 2, "大前天": -3, "大后天": 3,
}  # fmt: skip


def read_day(value: object, *, today: date, allow_month: bool = False, allow_serial: bool = False) -> date:
    """The day that `value` says; `today` gives the year of 3.5 and the meaning of 今天 and +3.

    Takes 20180305, 2018-03-05, 2018.3.5, 2018/3/5, 2018年3月5日, 3.5, 3月5日, 今天, +3, full-width
    digits, a time or weekday behind, date and datetime. With `allow_month`, 1990.3 is its first day.
    With `allow_serial`, five digits are a spreadsheet's serial (1900 system). Raises Refused.
    """
    if isinstance(value, str):
        return _read_text(value, today, allow_month, allow_serial)
    if isinstance(value, datetime):
        return _plausible(value.date())
    if isinstance(value, date):
        return _plausible(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if allow_serial and FIRST_SERIAL <= value <= LAST_SERIAL:
            return from_serial(int(value))
        whole = isinstance(value, int) or value.is_integer()
        return _read_text(str(int(value)) if whole else repr(value), today, allow_month, allow_serial)
    raise _unreadable(str(value))


def from_serial(serial: int) -> date:
    """The day of a spreadsheet's serial in the 1900 system, whose serial 60 is a day that never was."""
    if serial == 60:
        raise Refused(say("{year} had no 29 February.", year=1900))
    if not 1 <= serial <= LAST_SERIAL:
        raise Refused(say("The number {serial} stands for no day.", serial=serial))
    return _EPOCH + timedelta(days=serial if serial > 60 else serial + 1)


def full_years(born: date, on: date) -> int:
    """Completed years (周岁) on the day `on`, counted from the birthday itself.

    Age bands and benefits by age take the birthday; criminal law counts 周岁 from the day after, which
    is not used here. Somebody born on 29 February turns on 1 March of a common year.
    """
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def day_turning(born: date, years: int) -> date:
    """The day on which somebody born on `born` completes `years`; 29 February becomes 1 March."""
    if born.month == 2 and born.day == 29 and not calendar.isleap(born.year + years):
        return date(born.year + years, 3, 1)
    return date(born.year + years, born.month, born.day)


def made_day(year: int, month: int, day: int) -> date:
    """The day of these three numbers, or Refused with what is wrong about them."""
    if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 28:
        return date(year, month, day)
    if not 1 <= month <= 12:
        raise Refused(say("There is no month {month}.", month=month))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(say("The year {year} cannot be right.", year=year))
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Refused(
            say(
                "There is no day {month}-{day}: month {month} of {year} has {last} days.",
                year=year,
                month=month,
                day=day,
                last=last,
            )
        )
    return date(year, month, day)


def _read_text(typed: str, today: date, allow_month: bool, allow_serial: bool) -> date:
    if len(typed) == 10 and typed[4] == typed[7] == "-" or len(typed) == 8 and typed.isdecimal():
        try:
            return _plausible(date.fromisoformat(typed))
        except ValueError:
            pass
    elif match := _QUICK.fullmatch(typed):
        return made_day(int(match[1]), int(match[2]), int(match[3]))
    text = _tidy(typed)
    if text.isdecimal():
        return _read_digits(text, allow_month, allow_serial)
    if match := _FULL.fullmatch(text):
        return made_day(int(match[1]), int(match[2]), int(match[3]))
    if match := _MONTH.fullmatch(text):
        return _first_of(int(match[1]), int(match[2]), allow_month)
    if match := _SHORT.fullmatch(text):
        return made_day(today.year, int(match[1]), int(match[2]))
    return _read_words(text, today)


def _tidy(typed: str) -> str:
    """Narrow, without time, weekday or 生 behind, Chinese numerals as digits."""
    text = half_width(typed).strip().lower()
    if len(text) > 40:
        raise _unreadable(text)
    text = _TAIL.sub("", text.replace("t", "T")).strip()
    text = text.lower().removesuffix(".0")
    return _CHINESE.sub(_arabic, text) if "年" in text or "月" in text else text


def _arabic(match: re.Match[str]) -> str:
    """二〇一八 → 2018, 十二 → 12, 廿三 → 23."""
    word = match[0].replace("廿", "二十").replace("卅", "三十")
    if "十" not in word:
        return "".join(str(_DIGITS[char]) for char in word)
    tens, _, ones = word.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return word
    return str(_DIGITS.get(tens, 1) * 10 + (_DIGITS[ones] if ones else 0))


def _read_digits(text: str, allow_month: bool, allow_serial: bool) -> date:
    if len(text) == 8:
        return made_day(int(text[:4]), int(text[4:6]), int(text[6:]))
    if len(text) == 5 and allow_serial and FIRST_SERIAL <= int(text) <= LAST_SERIAL:
        return from_serial(int(text))
    if len(text) == 6 and FIRST_YEAR <= int(text[:4]) <= LAST_YEAR and 1 <= int(text[4:]) <= 12:
        return _first_of(int(text[:4]), int(text[4:]), allow_month)
    if len(text) == 6:
        raise _two_digits(text)
    if len(text) == 4:
        raise Refused(say("“{text}” is a year only. Add month and day, as 1990-03-07.", text=text))
    raise _unreadable(text)


def _first_of(year: int, month: int, allowed: bool) -> date:
    first = made_day(year, month, 1)
    if not allowed:
        raise Refused(
            say(
                "The day of the month is missing. Write it as {year}-{month}-07.",
                year=year,
                month=f"{month:02}",
            )
        )
    return first


def _read_words(text: str, today: date) -> date:
    if text in _NEAR:
        return today + timedelta(days=_NEAR[text])
    if _SHIFT.fullmatch(text):
        return _plausible(today + timedelta(days=int(text)))
    if _TWO_DIGITS.fullmatch(text):
        raise _two_digits(text)
    if any(word in text for word in ("农历", "阴历", "旧历", "闰", "腊月", "正月", "初")):
        raise Refused(
            say("Lunar dates cannot be taken. Write the day of the common calendar, as 1990-03-07.")
        )
    raise _unreadable(text)


def _plausible(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(say("The year {year} cannot be right.", year=day.year))
    return day


def _two_digits(text: str) -> Refused:
    return Refused(say("“{text}” has a year of two digits. Write all four, as 1990-03-07.", text=text[:20]))


def _unreadable(text: str) -> Refused:
    if not text.strip():
        return Refused(say("No day is given."))
    return Refused(say("“{text}” is no day. Write it as 2018-03-05.", text=text.strip()[:20]))
