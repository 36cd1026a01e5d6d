"""What a program asks, read from an address or a form. An empty parameter is one that was not given."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from linli.appeals import api as appeals
from linli.places import api as places
from linli.places.api import Place

from .faults import Fault

#: "Default query limit is a span of 90 days or first 1000 requests returned, whichever is smallest."
SPAN, ROWS = dt.timedelta(days=90), 1000
#: Longest value of a parameter that is a single one.
_MOST = 5000
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_NUMBER = re.compile(r"\d{8}-\d{1,7}", re.ASCII)
#: Moments outside these years are nobody's appeal, and leave the calendar when days are added.
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Fields:
    """The parameters of a request."""

    held: QueryDict

    def one(self, name: str) -> str:
        """The value of a parameter, "" for none. Raises Fault for what cannot be text."""
        return _text(name, self.held.get(name, ""))

    def many(self, name: str) -> list[str]:
        """The values of one that may be given several times or with commas, each once."""
        parts = (part.strip() for text in self.held.getlist(name) for part in _text(name, text, 0).split(","))
        return list(dict.fromkeys(part for part in parts if part))

    def moment(self, name: str) -> dt.datetime | None:
        """A date and time with its zone, as 2018-12-28T09:00:00+08:00 or …Z. Raises Fault."""
        text = self.one(name)
        if not text:
            return None
        if "T" in text and text[-6:-5] == " ":
            text = f"{text[:-6]}+{text[-5:]}"  # a plus sign that was put into an address as it is
        try:
            found = dt.datetime.fromisoformat(text) if _MOMENT.fullmatch(text) else None
        except ValueError:
            found = None
        if found is None or found.year not in _YEARS:
            raise Fault(
                400,
                _("{name} is no date and time with its zone, such as 2018-12-28T09:00:00+08:00.").format(
                    name=name
                ),
            )
        return found

    def whole(self, name: str, otherwise: int, most: int) -> int:
        """A whole number from 1; one beyond `most` is `most`. Raises Fault."""
        text = self.one(name)
        if not text:
            return otherwise
        if not (text.isascii() and text.isdecimal() and len(text) < 19 and int(text) > 0):
            raise Fault(400, _("{name} is no whole number from 1.").format(name=name))
        return min(int(text), most)

    def degrees(self, name: str) -> float | None:
        """A number of degrees. Raises Fault."""
        text = self.one(name)
        if not text:
            return None
        try:
            found = float(text)
        except ValueError:
            found = math.nan
        if not math.isfinite(found):
            raise Fault(400, _("{name} is no number of degrees.").format(name=name))
        return found

    def yes(self, name: str) -> bool:
        """Whether a parameter says true."""
        return self.one(name).lower() in ("true", "1", "yes")

    def attributes(self) -> dict[str, list[str]]:
        """code → the values of attribute[code], as the definition of a service asks for them."""
        found: dict[str, list[str]] = {}
        for name in self.held:
            match = re.fullmatch(r"attribute\[([^\]]{1,60})\](\[\])?", str(name))
            if match:
                values = [_text(str(name), text) for text in self.held.getlist(name)]
                found.setdefault(match[1], []).extend(value for value in values if value)
        return {code: values for code, values in found.items() if values}


def _text(name: str, text: str, most: int = _MOST) -> str:
    if "\x00" in text or "\x00" in name:
        raise Fault(400, _("A parameter holds a sign that is no text."))
    if most and len(text) > most:
        raise Fault(400, _("{name} is too long.").format(name=name[:60]))
    return text.strip()


@dataclass(frozen=True, slots=True)
class Question:
    """Which requests a list is to show, and which page of them."""

    where: appeals.Wanted
    start: int = 0
    count: int = ROWS
    extensions: bool = False


def question(fields: Fields, at: dt.datetime) -> Question:
    """The question of a list. Named requests override every other filter. Raises Fault."""
    extensions = fields.yes("extensions")
    named = fields.many("service_request_id")
    if named:
        fitting = [one for one in named if is_number(one)]
        return Question(appeals.Wanted(numbers=fitting), 0, ROWS, extensions)
    count = fields.whole("page_size", ROWS, ROWS)
    start = (fields.whole("page", 1, 10**9) - 1) * count
    codes = fields.many("service_code")
    since, until = fields.moment("start_date"), fields.moment("end_date")
    changed = fields.moment("updated_after"), fields.moment("updated_before")
    if changed == (None, None):
        since, until = _span(since, until, at)
    where = appeals.Wanted(
        categories=codes or None, open=_status(fields.many("status")), since=since, until=until,
        updated_since=changed[0], updated_until=changed[1],
    )  # fmt: skip
    return Question(where, start, count, extensions)


def _span(
    since: dt.datetime | None, until: dt.datetime | None, at: dt.datetime
) -> tuple[dt.datetime, dt.datetime | None]:
    """At most 90 days: between both, after the first, before the last, else the most recent. Raises Fault."""
    if since is not None and until is not None:
        if until - since > SPAN:
            raise Fault(400, _("start_date and end_date may not be more than 90 days apart."))
        return since, until
    if since is not None:
        return since, since + SPAN
    if until is not None:
        return until - SPAN, until
    return at - SPAN, None


def _status(asked: list[str]) -> bool | None:
    known = {"open": True, "closed": False}
    wrong = [one for one in asked if one not in known]
    if wrong:
        raise Fault(400, _("status is open or closed."))
    found = {known[one] for one in asked}
    return found.pop() if len(found) == 1 else None


def is_number(text: str) -> bool:
    """Whether a text can be the number of an appeal."""
    return len(text) <= 16 and _NUMBER.fullmatch(text) is not None


def jurisdiction(fields: Fields, on: dt.date) -> Place:
    """The community asked for: by its area code, present or former; without one where there is just one.

    Raises Fault: 404 for a code nobody bears, 400 where one is needed. One statement.
    """
    code = fields.one("jurisdiction_id")
    found = places.communities_meant(code, on) if len(code) <= 20 else []
    if len(found) == 1:
        return found[0]
    if code:
        raise Fault(404, _("There is no jurisdiction_id {code}.").format(code=code[:40]))
    raise Fault(400, _("jurisdiction_id is missing: the area code of the community."))
