"""One cell → one value of the register, or why not. A column's cells repeat: each text is read once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from linli.kernel.codes import code_of
from linli.kernel.days import read_day
from linli.kernel.identity import HEALABLE, Number, read_number, truncated_prefix
from linli.kernel.names import clean_name
from linli.kernel.papers import read_disability_certificate
from linli.kernel.phones import read_phones
from linli.kernel.refusal import Refused
from linli.kernel.say import Saying, say
from linli.kernel.text import clean_line, half_width

from .door import Estate, building_of, read_address, room_of, unit_of
from .fields import CODED, TEXTS

#: What people write into a cell that says nothing.
EMPTY = frozenset(
    (
        "",
        "无",
        "/",
        "\\",
        "-",
        "--",
        "---",
        "—",
        "——",
        "不详",
        "未知",
        "暂无",
        "空",
        "n/a",
        "null",
        "none",
        "#n/a",
        "〃",
        "″",
    )
)
#: What stands in the place of a name where nobody lives.
VACANT = frozenset(
    ["空置", "空房", "空关", "无人", "空", "无人居住", "未入住", "空户", "待租", "未售", "空置房", "闲置"]
)

_PASSPORT = re.compile(r"[A-Z]{1,2}\d{7,8}|\d{9}")
_NO_PAPERS = frozenset(("无", "无证件", "未办理", "未办", "没有", "暂无", "未上户"))
_YEAR = re.compile(r"\d{4}|[〇○零一二三四五六七八九]{4}")
_APART = re.compile(r"[、,;/\s]+")


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that cannot be taken over: why, and what to do about it."""

    reason: Saying
    todo: Saying


class Cut(NamedTuple):
    """An identity number of which a spreadsheet left only the first digits."""

    prefix: str


class Month(NamedTuple):
    """A birthday of which only year and month were written."""

    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Options:
    """What is said about a file beside its columns.

    on         the day on which the file is read; nobody is born or moves in after it
    kind       the kind of residence of rows that do not say theirs, "" for none
    area_code  completes landlines written without one ("028")
    synthetic  whether test numbers of region 99 are accepted (demo only)
    estate     what the register knows of doors
    """

    on: date
    kind: str = ""
    area_code: str | None = None
    synthetic: bool = False
    estate: Estate = Estate()


class Reader(dict[Any, Any]):
    """Cell → value, None for a cell that says nothing, or Wrong; each distinct cell is read once."""

    def __init__(self, read: Callable[[Any], Any], todo: Saying) -> None:
        super().__init__()
        self.read, self.todo = read, todo
        self.wrong = False

    def __missing__(self, cell: Any) -> Any:
        if cell is None or (isinstance(cell, str) and _says_nothing(cell)):
            value = None
        else:
            try:
                value = self.read(cell)
            except Refused as refused:
                value = Wrong(refused.reason, self.todo)
                self.wrong = True
        self[cell] = value
        return value


def _says_nothing(text: str) -> bool:
    """Whether a text is blank or one of the signs for nothing."""
    return not text or text.isspace() or (len(text) < 8 and half_width(text).strip().lower() in EMPTY)


def reader_of(field: str, options: Options) -> Reader:
    """The reader of a field's cells."""
    on = options.on
    if field in CODED:
        name = CODED[field]
        return Reader(lambda cell: code_of(name, cell), say("Write one of the words of the list."))
    if field in TEXTS:
        most = TEXTS[field]
        return Reader(lambda cell: clean_line(text_of(cell), most), say("Shorten the text or type it again."))
    readers: dict[str, tuple[Callable[[Any], Any], Saying]] = {
        "name": (
            lambda cell: clean_name(text_of(cell)),
            say("Write the name alone, as on the identity card."),
        ),
        "number": (lambda cell: _number(cell, options), say("Compare with the card and mend the cell.")),
        "born": (lambda cell: _born(cell, on), say("Write the day as 1990-03-07.")),
        "start": (lambda cell: _start(cell, on), say("Write the day as 2018-03-05.")),
        "phone": (
            lambda cell: tuple(read_phones(cell, options.area_code)),
            say("Ask for the number and mend the cell."),
        ),
        "phone2": (
            lambda cell: tuple(read_phones(cell, options.area_code)),
            say("Ask for the number and mend the cell."),
        ),
        "former_names": (_names, say("Write the names with 、 between them.")),
        "address": (
            lambda cell: read_address(text_of(cell), options.estate),
            say("Write building, entrance and room."),
        ),
        "compound": (lambda cell: clean_line(text_of(cell), 60), say("Shorten the text or type it again.")),
        "building": (
            lambda cell: building_of(clean_line(text_of(cell), 60)),
            say("Write the building's number."),
        ),
        "unit": (lambda cell: unit_of(text_of(cell)), say("Write the entrance's number.")),
        "room_number": (lambda cell: room_of(text_of(cell)), say("Write the room's number.")),
        "head_name": (
            lambda cell: clean_name(text_of(cell)),
            say("Write the name alone, as on the identity card."),
        ),
        "household_kind": (_household_kind, say("Write 家庭户 or 集体户.")),
        "certificate": (
            lambda cell: read_disability_certificate(text_of(cell), on=on, allow_synthetic=options.synthetic),
            say("Compare with the certificate and mend the cell."),
        ),
    }
    return Reader(*readers[field])


def text_of(cell: object) -> str:
    """A cell as text: 12.0 is 12, a day its ISO form."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, (date, time, timedelta)):
        return str(cell)
    return str(cell)


def _number(cell: object, options: Options) -> Number | Cut | None:
    """The identity number, or what a spreadsheet left of it. Raises Refused."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell >= 1e15:
        return _cut(truncated_prefix(cell))
    text = text_of(cell)
    if text.strip() in _NO_PAPERS:
        return None
    try:
        return read_number(text, on=options.on, allow_synthetic=options.synthetic)
    except Refused:
        prefix = truncated_prefix(text)
        if prefix is not None:
            return _cut(prefix)
        if is_passport(text):
            raise Refused(
                say(
                    "This is no identity number. A passport needs a column for the kind of document that says 护照."
                )
            ) from None
        raise


def is_passport(text: str) -> bool:
    """Whether a text may be a passport's number."""
    return _PASSPORT.fullmatch(passport_of(text)) is not None


def passport_of(text: str) -> str:
    """A passport's number: narrow capitals without blanks."""
    return re.sub(r"\s+", "", half_width(text)).upper()


def _cut(prefix: str | None) -> Cut:
    if prefix is None or len(prefix) < HEALABLE:
        raise Refused(
            say("The spreadsheet kept only the first digits of this number; too few to say whose it is.")
        )
    return Cut(prefix)


def _born(cell: object, on: date) -> date | Month:
    """The birthday; year and month alone where no more was written. Raises Refused."""
    _with_year(cell)
    try:
        born = read_day(cell, today=on, allow_serial=True)
    except Refused:
        first = read_day(cell, today=on, allow_serial=True, allow_month=True)
        return Month(first.year, first.month)
    if born > on:
        raise Refused(say("The day of birth {day} lies in the future.", day=born.isoformat()))
    if on.year - born.year > 130:
        raise Refused(say("The day of birth {day} lies too far back.", day=born.isoformat()))
    return born


def _start(cell: object, on: date) -> date:
    """The first day of residence; of year and month alone the month's first day. Raises Refused."""
    _with_year(cell)
    start = read_day(cell, today=on, allow_serial=True, allow_month=True)
    if start > on:
        raise Refused(say("The first day of residence {day} lies in the future.", day=start.isoformat()))
    return start


def _with_year(cell: object) -> None:
    """A file may be years old: 3.5 and 今天 do not say a day in it."""
    if isinstance(cell, (str, int, float)) and not _YEAR.search(str(cell)):
        raise Refused(say("“{text}” lacks the year. Write it as 1990-03-07.", text=str(cell).strip()[:20]))


def _names(cell: object) -> tuple[str, ...]:
    return tuple(clean_name(part) for part in _APART.split(half_width(text_of(cell))) if part)


def _household_kind(cell: object) -> str:
    text = half_width(text_of(cell)).strip()
    if text in ("家庭户", "家庭", "1", "family", "普通户", "一般家庭户"):
        return "family"
    if text in ("集体户", "集体", "2", "collective"):
        return "collective"
    raise Refused(say("“{text}” is none of: {choices}.", text=text[:30], choices="家庭户、集体户"))
