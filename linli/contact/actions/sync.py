"""What phones send: each operation once, by its own key, whatever became of the others.

A batch is not all or nothing. Each operation runs in a transaction of its own inside the request's; what it was
answered stays in `Sent`, and every further sending of the same key is answered from there. Operations of one phone
are taken one sending at a time (its row is locked). An operation that leans on another that has not come yet is
answered "wait" and nothing is written: the phone keeps it. What is refused is kept here with its words.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, transaction

from linli.base import boxes, keys
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Clash, Device, Sent
from ..queries import sent as queries
from ..queries.devices import DeviceRef
from ..rules import devices as rules
from ..rules import operations as read
from . import cards, parcels, routes, sheets, visits
from .parts import home
from .sheets import Clashing
from .visits import NeedParts

log = logging.getLogger("linli.contact")
#: Not a state of `Sent`: nothing is written, the phone keeps the operation and sends it again.
WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as it came: its key, the phone's own order, its kind, when by the phone's clock, the sealed rest."""

    key: uuid.UUID
    serial: int
    kind: str
    written_at: dt.datetime
    box: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an operation: kept, clash, settled, refused, or wait; with a sentence where there is one."""

    key: uuid.UUID
    state: str
    facts: dict[str, Any]

    def as_sent(self) -> dict[str, Any]:
        """As it is written in JSON."""
        return {"key": str(self.key), "state": self.state, **self.facts}


@dataclass(frozen=True, slots=True)
class _Coming:
    """An operation on its way: who sends it from which phone, when it came, what was in the box."""

    actor: Actor
    at: dt.datetime
    device: DeviceRef
    off: int
    one: Operation
    held: Mapping[str, Any]


@transaction.atomic
def receive(
    *, actor: Actor, at: dt.datetime, device: DeviceRef, operations: Sequence[Operation], clock_off: int
) -> list[Answer]:
    """Take over what a phone sends, in the phone's own order; an answer for each.

    clock_off  seconds by which the phone's clock is ahead of ours
    Raises Refused when the phone belongs to somebody else or too much comes at once.
    """
    community = home(actor, "contact.devices")
    rules.may_send(actor, device.user).demand()
    if len(operations) > rules.BATCH:
        raise Refused(say("At most {n} records at a time.", n=rules.BATCH))
    Device.objects.select_for_update().get(community_id=community, pk=device.id)
    before = queries.answers(community, [one.key for one in operations])
    found: list[Answer] = []
    for one in sorted(operations, key=lambda one: (one.serial, one.key)):
        answer = before.get(one.key)
        if answer is not None:
            found.append(_again(one, device, answer))
            continue
        fresh = _take(actor, at, device, one, clock_off)
        found.append(fresh)
        if fresh.state != WAIT:
            before[one.key] = queries.Known(device.id, fresh.state, fresh.facts)
    return found


def _again(one: Operation, device: DeviceRef, known: queries.Known) -> Answer:
    """The answer of the first time; to another phone with the same key nothing but that it is taken."""
    if known.device == device.id:
        return Answer(one.key, known.state, known.facts)
    return Answer(one.key, "refused", {"why": str(say("Another phone used this key already."))})


def _take(actor: Actor, at: dt.datetime, device: DeviceRef, one: Operation, off: int) -> Answer:
    """One operation in its own transaction. A fault of ours leaves it on the phone, for the next sending."""
    try:
        with transaction.atomic():
            held = _opened(device, one)
            if held is None:
                return Answer(one.key, WAIT, {"why": str(say("The key that opens it is not on the server."))})
            fair = rules.fair_off(one.written_at, off, at, device.start)
            return _done(_Coming(actor, at, device, fair, one, held))
    except (DatabaseError, ArithmeticError, LookupError, TypeError, ValueError) as fault:
        log.exception("an operation of a phone failed: %s", type(fault).__name__)
        return Answer(one.key, WAIT, {"why": str(say("The server could not take it over now. It stays on the phone."))})  # fmt: skip


def _opened(device: DeviceRef, one: Operation) -> Mapping[str, Any] | None:
    """What is in the box; empty when it is damaged, None when its key is missing here."""
    box = dict(one.box)
    if one.kind == read.PHOTO:
        return box
    try:
        held = json.loads(boxes.open_box(box, about(device.key, one.key)))
    except keys.KeysMissing:
        return None
    except (boxes.NotOpened, ValueError):
        return {}
    return held if isinstance(held, dict) else {}


def about(device: uuid.UUID, key: uuid.UUID) -> str:
    """What a box is closed for: this phone, this record."""
    return f"{device}:{key}"


def _done(coming: _Coming) -> Answer:
    one = coming.one
    try:
        with transaction.atomic():
            deed = _KINDS.get(one.kind)
            if deed is None or not coming.held:
                raise Refused(
                    say("The phone sent something that cannot be read. Write it down anew at the desk.")
                )
            moment = rules.corrected(one.written_at, coming.off, coming.at)
            rules.may_write_after_lock(moment, coming.device.locked_at).demand()
            state, facts = deed(coming)
    except Refused as refused:
        state, facts = "refused", {"why": str(refused)}
    except NotFound:
        state, facts = "refused", {"why": str(say("What it belongs to is not there any more."))}
    if state == WAIT:
        return Answer(one.key, WAIT, facts)
    clashes = facts.pop("clashes", [])
    row = _keep(coming, state, facts)
    for sheet, clash in clashes:
        _clash(coming, row, sheet, clash)
    return Answer(one.key, state, facts)


def _keep(coming: _Coming, state: str, facts: dict[str, Any]) -> Sent:
    one = coming.one
    body = coming.held or {"box": dict(one.box)}
    return Sent.objects.create(
        community_id=coming.device.community, key=one.key, device_id=coming.device.id, serial=one.serial,
        kind=one.kind[:8], state=state, written_at=one.written_at, came_at=coming.at, clock_off=coming.off,
        body=json.dumps(body, ensure_ascii=False), answer=facts,
    )  # fmt: skip


def _visit(coming: _Coming) -> tuple[str, dict[str, Any]]:
    sent = read.visit(coming.held)
    needs = [NeedParts(one.key, one.text, one.category, one.urgent) for one in sent.needs]
    texts: dict[str, Any] = dict(sent.texts)
    done = visits.record(
        actor=coming.actor, at=coming.at, key=coming.one.key, way=sent.way, result=sent.result,
        household=sent.household, room=sent.room, who=sent.who, **texts, return_on=sent.return_on, needs=needs,
        wrote_at=coming.one.written_at, clock_off=coming.off, stop=sent.stop,
    )  # fmt: skip
    return "kept", {"id": done.id, "appeals": [list(one) for one in done.appeals]}


def _sheet(coming: _Coming) -> tuple[str, dict[str, Any]]:
    sent = read.sheet(coming.held)
    if sent.prev and not queries.came(coming.device, sent.prev):
        return WAIT, {"why": str(say("An earlier change of the same household has not come yet."))}
    done = sheets.edit(
        actor=coming.actor, at=coming.at, household=sent.household, before=sent.before, fields=sent.fields
    )
    if not done.clashes:
        return "kept", {"version": done.version}
    facts: dict[str, Any] = {"version": done.version, "fields": [one.field for one in done.clashes]}
    return "clash", facts | {"clashes": [(done.sheet, one) for one in done.clashes]}


def _clash(coming: _Coming, row: Sent, sheet: int, one: Clashing) -> None:
    """Keep both values; an earlier one of the same phone and field, still open, is taken over by this one."""
    mark = {"changed_at": coming.at, "changed_by": coming.actor.user_id}
    open_yet = Clash.objects.filter(sheet=sheet, field=one.field, sent__device=row.device_id, settled=False)
    open_yet.update(settled=True, **mark)
    Clash.objects.create(
        community_id=row.community_id, sent=row, sheet_id=sheet, field=one.field, before=one.before,
        theirs=one.theirs, mine=one.mine, user=coming.actor.user_id or 0, **mark,
    )  # fmt: skip


def _photo(coming: _Coming) -> tuple[str, dict[str, Any]]:
    visit = queries.visit_of(coming.device.community, coming.held.get("visit"))
    return parcels.photo(coming.actor, coming.at, coming.device, coming.one.key, coming.held, visit)


def _stop(coming: _Coming) -> tuple[str, dict[str, Any]]:
    sent = read.stop(coming.held)
    routes.leave_out(actor=coming.actor, at=coming.at, route=sent.route, stops=[sent.stop])
    return "kept", {}


def _card(coming: _Coming) -> tuple[str, dict[str, Any]]:
    sent = read.card(coming.held)
    moment = rules.corrected(coming.one.written_at, coming.off, coming.at)
    cards.deliver(
        actor=coming.actor, at=coming.at, card=sent.card, on=queries.day(moment), receipt=sent.receipt
    )
    return "kept", {}


_KINDS: dict[str, Callable[[_Coming], tuple[str, dict[str, Any]]]] = {
    read.VISIT: _visit,
    read.SHEET: _sheet,
    read.PHOTO: _photo,
    read.STOP: _stop,
    read.CARD: _card,
}
