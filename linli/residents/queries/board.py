"""Rows of today's board, hits of the command box and a person's story, as plain values."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.base import clock
from linli.base.board import Entry, Hit, Row
from linli.journal import api as journal
from linli.kernel import Actor, Saying, by_count, say

from ..rules import codes
from ..rules.sight import may_edit, may_verify, sees_register
from . import addresses, checks, doubts, identities, residences, search, sight
from .shapes import ResidenceRow


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """What waits in the register: to verify, to close, doubts, identities counted twice, checks due."""
    if not sees_register(actor):
        return []
    on = clock.day_of(at)
    found = []
    if may_edit(actor):
        found += _waiting(actor, "to_verify", say("Verify the residence of {name}."), say("Verify"), on)
    if may_verify(actor):
        found += _waiting(
            actor, "to_close", say("Confirm closing the residence of {name}."), say("Confirm"), on
        )
        found += _doubts(actor, on)
        found += _doubles(actor)
    return found + _checks_due(actor, on)


def hits(actor: Actor, text: str, on: dt.date, limit: int) -> list[Hit]:
    """People for the command box: name, then door and age."""
    found = search.find(actor, text, on=on, limit=limit)
    return [Hit("people", one.name, _hint(one.door, one.age), addresses.person(one.id)) for one in found]


_DONE: dict[str, Saying] = {
    "register": say("Registered"),
    "note": say("Noted, to be verified"),
    "correct": say("Information corrected"),
    "verify": say("Residence verified"),
    "change": say("Residence changed"),
    "request_close": say("Closing asked for"),
    "confirm_close": say("Residence closed"),
    "keep": say("Residence kept open"),
    "close": say("Residence closed"),
    "reopen": say("Residence reopened"),
    "move_within": say("Moved within the area"),
    "void_entry": say("Entry taken out as an error"),
    "mark_doubt": say("Marked as a possible double"),
    "merge": say("Merged with another record"),
    "unmerge": say("Merging taken back"),
    "find_different": say("Found to be different people"),
}


def story(actor: Actor, person: int, at: dt.datetime) -> list[Entry]:
    """What was done to a person's record, newest first; nothing for those who may not see it."""
    if not sight.people(actor, clock.day_of(at)).filter(pk=person).exists():
        return []
    return done_to(actor, person)


def done_to(actor: Actor, person: int) -> list[Entry]:
    """The same of somebody whom the actor is known to see."""
    lines = journal.lines_of(actor, "person", person, limit=100)
    return [Entry(one.at, one.who, _done(one.verb, one.facts)) for one in lines if one.verb in _DONE]


def _done(verb: str, facts: dict[str, Any]) -> Saying:
    """What was done; a correction names its fields, never their values."""
    fields = [str(codes.FIELDS[one]) for one in facts.get("fields", ()) if one in codes.FIELDS]
    if verb != "correct" or not fields:
        return _DONE[verb]
    return say("{what}: {fields}", what=_DONE[verb], fields=str(say(", ")).join(fields))


def _waiting(actor: Actor, state: str, title: Saying, verb: Saying, on: dt.date) -> list[Row]:
    _, held = residences.waiting(actor, state, on=on)
    return [_row(title, one, verb) for one in held]


def _row(title: Saying, one: ResidenceRow, verb: Saying) -> Row:
    return Row(
        "accept", None, str(say(title.msgid, name=one.name)), place=one.door, verb=verb,
        url=addresses.person(one.person_id), page=addresses.person(one.person_id),
    )  # fmt: skip


def _doubts(actor: Actor, on: dt.date) -> list[Row]:
    return [
        Row("accept", None, str(say("{one} and {other} may be the same person.", one=row.kept_name, other=row.other_name)),
            verb=say("Compare"), url=f"{addresses.DOUBTS}{row.id}/", page=f"{addresses.DOUBTS}{row.id}/")
        for row in doubts.open_doubts(actor, on=on)[:20]
    ]  # fmt: skip


def _doubles(actor: Actor) -> list[Row]:
    return [
        Row("accept", None, str(say("{name} is registered as living in another community too.", name=name)),
            verb=say("Verify"), url=addresses.person(key), page=addresses.person(key))
        for key, name in identities.doubles_here(actor)[:20]
    ]  # fmt: skip


def _checks_due(actor: Actor, on: dt.date) -> list[Row]:
    checked, living = checks.progress(actor, on=on)
    if checked >= living or not may_edit(actor):
        return []
    title = str(say("{n} of {m} people are still to be checked this year.", n=living - checked, m=living))
    year_end = dt.date(on.year, 12, 31)
    return [
        Row(
            "accept",
            year_end,
            title,
            verb=say("Check the information"),
            url=addresses.CHECKS,
            page=addresses.CHECKS,
        )
    ]


def _hint(door: str, age: int | None) -> str:
    years = str(by_count(age, say("1 year"), say("{n} years", n=age))) if age is not None else ""
    return " · ".join(one for one in (door, years) if one)
