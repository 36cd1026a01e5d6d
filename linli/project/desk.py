"""What stands on a home page: the day line, the sentence, the groups, the right column."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from linli.accounts import api as accounts
from linli.appeals import api as appeals
from linli.base import clock, slots
from linli.base.board import Row
from linli.journal import api as journal
from linli.kernel import Actor, Period, worktime
from linli.kernel.actor import SECRETARY
from linli.places import api as places
from linli.reports import api as reports
from linli.ui.parts import Figure

from . import board

#: The secretary's eight numbers.
NUMBERS = (
    "population", "registered", "floating", "households", "aged_80_or_over", "disability_certificates", "same_day_rate",
    "persons_checked",
)  # fmt: skip
_HEADINGS = {
    "late": gettext_noop("Overdue"),
    "today": gettext_noop("Due today"),
    "accept": gettext_noop("To be dealt with"),
    "waiting": gettext_noop("Waiting for others"),
    "revisit": gettext_noop("To revisit"),
    "done": gettext_noop("Done today"),
}
#: Parts of the sentence: group → words with the hole that opens to it.
_PARTS = {
    "approve": gettext_noop("{approve} to sign"),
    "today": gettext_noop("{today} due today"),
    "late": gettext_noop("{late} overdue"),
    "accept": gettext_noop("{accept} to be dealt with"),
}
#: What a secretary keeps an eye on, in its order.
_WATCHED = {
    "late": gettext_noop("Overdue"),
    "promised": gettext_noop("Promises that fall due within two days"),
    "unsatisfied": gettext_noop("Not satisfied at the revisit"),
    "unanswered": gettext_noop("Sent up, no answer yet"),
}
_LISTED = {
    "late": "?show=late",
    "promised": "?state=promised",
    "unsatisfied": "?rating=not",
    "unanswered": "?state=sent_up",
}
#: Most rows that one group shows at once.
MOST = 50


@dataclass(frozen=True)
class Shortcut:
    """One way to start what is done most."""

    label: str
    url: str


def of(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """Everything a desk's home page shows, for whoever works at it."""
    groups = board.groups_of(actor, at)
    approve: list[Row] = slots.approve.gather(actor=actor, at=at) if actor.holds(SECRETARY) else []
    counts = {"approve": len(approve)} | {one.code: len(one.rows) for one in groups if one.code in _PARTS}
    return {
        "line": sentence(counts), "counts": {code: Figure(n, f"#{code}") for code, n in counts.items() if n},
        "groups": [(_(_HEADINGS[one.code]), one) for one in groups], "approve": approve,
        **done_today(actor, at), "watched": watched(actor, at),
        "shortcuts": shortcuts(actor), "numbers": numbers(actor, clock.day_of(at)), **day(actor, at),
    }  # fmt: skip


def watched(actor: Actor, at: dt.datetime) -> list[dict[str, Any]]:
    """要盯的事 of the secretary: each kind that has something, with its count and where all of it is listed."""
    held = appeals.watched(actor, at)
    return [
        {
            "label": _(label),
            "rows": held.rows[kind],
            "count": held.counts[kind],
            "url": _url("appeals:appeals") + _LISTED[kind],
        }
        for kind, label in _WATCHED.items()
        if held.counts.get(kind)
    ]


def done_today(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """今日已办: what the actor did today, by kind; asked again when a row of the board is done."""
    done = journal.own_since(actor, _midnight(at))
    return {"done": done, "done_count": sum(n for _word, n in done)}


def sentence(counts: dict[str, int]) -> str:
    """“今天到期 5 件，已超期 1 件，待处理 3 件。” with holes for the numbers that open."""
    parts = [_(words) for code, words in _PARTS.items() if counts.get(code)]
    if not parts:
        return _("Nothing is waiting for you today.")
    return _("{parts}.").replace("{parts}", _(", ").join(parts))


def day(actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """The day line: whether and when the desk is open, who answers the duty phone."""
    if actor.community is None:
        return {"duty": None, "hours": ""}
    return {
        "duty": accounts.duty_now(actor.community, at),
        "hours": _hours(actor.community, clock.day_of(at)),
    }


def shortcuts(actor: Actor) -> list[Shortcut]:
    """What is registered most, as far as the actor may and the page is there."""
    wanted = (
        (_("Register an appeal"), "appeals:register", "appeals.register"),
        (_("Note a reception"), "appeals:reception_new", "appeals.reception"),
        (_("Register a new resident"), "residents:register", "residents.edit"),
        (_("Write a visit down"), "contact:visit_new", "contact.visit"),
        (_("Check a home"), "residents:checks", "residents.edit"),
        (_("Import a roster"), "residents:imports", "import.apply"),
    )
    found = []
    for label, view, power in wanted:
        url = _url(view)
        if url and accounts.may(actor, power):
            found.append(Shortcut(label, url))
    return found


def report_ways() -> list[Shortcut]:
    """What a captain or messenger reports: a problem seen, or what somebody else asks for."""
    url = _url("appeals:register")
    return [
        Shortcut(_("Report a problem"), f"{url}?for=self"),
        Shortcut(_("Speak for somebody"), f"{url}?for=other"),
    ]


def numbers(actor: Actor, on: dt.date) -> list[dict[str, object]]:
    """The secretary's numbers in one row of text, each beside last year's."""
    if actor.community is None or not actor.holds(SECRETARY):
        return []
    return [
        {"label": one.label, "text": one.shown, "url": one.url, "unit": one.unit, "last_year": one.last_year}
        for one in reports.numbers(actor, NUMBERS, Period.year(on.year))
    ]


def three_lines(name: str, found: list[dict[str, object]], on: dt.date) -> str:
    """The numbers as plain lines for a group chat."""
    said = [f"{one['label']} {one['text']}{one['unit']}" for one in found]
    half = -(-len(said) // 2)
    head = _("{name}, as of {day}").format(name=name, day=on.isoformat())
    comma = _(", ")
    return "\n".join((head, comma.join(said[:half]), comma.join(said[half:])))


def _hours(community: int, on: dt.date) -> str:
    """When the desk is open today: 调休上班 and 放假 by name; empty where no hours are stated."""
    try:
        today = worktime.day_kind(places.calendar(community), on)
    except LookupError:
        return ""
    return str(worktime.standing(today, worktime.written(today.intervals)))


def _midnight(at: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(clock.day_of(at), dt.time(), clock.SHANGHAI)


def _url(view: str) -> str:
    try:
        return reverse(view)
    except NoReverseMatch:
        return ""
