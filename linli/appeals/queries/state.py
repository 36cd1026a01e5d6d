"""The state of an appeal as a sentence, for workers and for the resident, and the words of its story."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from linli.base.clock import day_of
from linli.kernel import Saying, say
from linli.kernel.worktime.words import date

from .. import workflow
from ..models import Appeal
from ..rules import today


def today_of(row: Appeal, at: dt.datetime) -> str:
    """What became of the today rule (rules.today.STATES)."""
    if row.state == workflow.MERGED:
        return today.ENDED
    ended = (
        row.closed_at
        if row.outcome in ("not_accepted", "withdrawn") or row.state == workflow.REFUSED
        else None
    )
    return today.state(
        today_due=row.today_due, solved_at=row.solved_at, explicit_at=row.explicit_at, ended_at=ended, at=at
    )


def sentence(row: Appeal, at: dt.datetime, names: Mapping[int, str]) -> Saying:
    """等城管回复，答应 3月9日 前修好: for workers."""
    who, near = names.get(row.handler or 0, ""), day_of(at)
    if (
        row.state in (workflow.REGISTERED, workflow.ACCEPTED, workflow.IN_HAND, workflow.REDO)
        and row.promised_on
    ):
        return say("With {name}, promised by {day}.", name=who, day=date(row.promised_on, near))
    if row.state == workflow.PROMISED and row.promised_on:
        return say("Promised by {day}, with {name}.", name=who, day=date(row.promised_on, near))
    if row.state == workflow.REGISTERED:
        return say("Registered; waits to be accepted.")
    if row.state in (workflow.ACCEPTED, workflow.IN_HAND):
        return say("{name} is on it.", name=who)
    if row.state == workflow.REDO:
        return say("Not solved for the resident: to be done again by {name}.", name=who)
    return _LATER.get(row.state, Saying(row.state))


_LATER = {
    workflow.REFUSED: say("Not accepted; the right channel was named."),
    workflow.SENT_UP: say("Waits for the answer of the subdistrict."),
    workflow.ANSWERED: say("Answered; the resident is still to be told."),
    workflow.TO_REVISIT: say("The resident knows; waits for the revisit."),
    workflow.REVISITED: say("Revisited."),
    workflow.ON_HOLD: say("On hold."),
    workflow.CLOSED: say("Closed."),
    workflow.ARCHIVED: say("Archived."),
    workflow.MERGED: say("Merged into another appeal."),
}


def public_sentence(row: Appeal, at: dt.datetime) -> Saying:
    """The same for the resident, in words of the second person."""
    near = day_of(at)
    if row.promised_on and row.state in (
        workflow.PROMISED, workflow.IN_HAND, workflow.SENT_UP, workflow.ACCEPTED, workflow.ON_HOLD,
    ):  # fmt: skip
        return say(
            "It is being dealt with. You were promised an answer by {day}.", day=date(row.promised_on, near)
        )
    return _PUBLIC.get(row.state, say("It is being dealt with."))


_PUBLIC = {
    workflow.REGISTERED: say("We have it. You hear from us by the close of the day."),
    workflow.REFUSED: say("The community cannot deal with this. Please see below where to turn to."),
    workflow.SENT_UP: say("It was sent up to the subdistrict and waits for the answer."),
    workflow.ANSWERED: say("There is an answer; somebody will tell you."),
    workflow.TO_REVISIT: say("There is an answer. Please say whether it is solved."),
    workflow.REDO: say("You said that it is not solved. It is being done again."),
    workflow.CLOSED: say("It is closed."),
    workflow.ARCHIVED: say("It is closed."),
}

#: What the resident reads of the story, in their words.
PUBLIC: Mapping[str, Saying] = {
    "register": say("Received"),
    "accept": say("Accepted"),
    "refuse": say("Not accepted"),
    "solve": say("Solved"),
    "promise": say("You were told what happens by when"),
    "start": say("Work has begun"),
    "progress": say("How far it is"),
    "send_up": say("Sent up to the subdistrict"),
    "send_back": say("The subdistrict answered"),
    "answer": say("Answered"),
    "amend_answer": say("Answer amended"),
    "tell": say("You were told"),
    "revisit": say("You were asked how it went"),
    "rate": say("You said how it went"),
    "redo": say("Being done again"),
    "reopen": say("Opened again"),
    "withdraw": say("Taken back"),
    "close": say("The matter is closed"),
    "add": say("Added"),
    "merge": say("Dealt with together with another appeal"),
    "part": say("Dealt with on its own again"),
    "extend": say("The term was extended"),
    "split": say("Dealt with in parts"),
}
#: Whose text the resident reads too: their own words and what was answered to them.
QUOTED = frozenset({"register", "refuse", "solve", "promise", "progress", "answer", "amend_answer", "add"})
#: Words of entries that are no verb of the table.
_MORE: Mapping[str, Saying] = {
    "climb_level": say("Time ran out: went to the next level"),
    "pass_due": say("The deadline passed"),
    "hand_over": say("Work handed over"),
    "recount": say("Deadline counted again"),
    "link_duplicate": say("Linked as reported twice"),
}


def deed_word(verb: str) -> Saying:
    """The word of an entry."""
    return workflow.VERBS.get(verb) or _MORE.get(verb) or Saying(verb)


def public_word(verb: str) -> Saying:
    """The same for the resident."""
    return PUBLIC.get(verb, Saying(verb))


def opened(sealed: str) -> dict[str, Any]:
    """What the seal of a confidential reporter holds, as fields of ReporterView."""
    held = json.loads(sealed)
    return {name: str(held.get(key, "")) for name, key in _SEALED.items()}


_SEALED = {"name": "name", "phone": "phone", "relation": "relation", "for_other": "other"}
