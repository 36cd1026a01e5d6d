"""对账: a list of the department is compared person by person, its numbers taken over, differences cleared up."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence

from django.db import transaction

from linli.base import versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.residents import api as residents

from ..models import Export, Match, Placement
from ..queries import exports as found
from ..queries import reach
from ..queries.reading import Line, read
from ..rules import codes
from ..rules.comparing import Pair, Theirs, compare
from .parts import kept_by, locked, refusing, stamp

SUBJECT = "department list"


@transaction.atomic
def take_in(
    *,
    actor: Actor,
    at: dt.datetime,
    kind: str,
    name: str,
    content: bytes,
    start: dt.date,
    last: dt.date,
    on: dt.date,
) -> int:
    """Read a workbook of the department for a period and compare it; the comparison's key. The file itself is not kept.

    Refused for what is no readable list, or has no head with names and identity numbers.
    """
    kept_by(actor)
    return reconcile(
        actor=actor, at=at, kind=kind, name=name, lines=read(content, name, on), start=start, last=last, on=on
    )


@transaction.atomic
def reconcile(
    *, actor: Actor, at: dt.datetime, kind: str, name: str, lines: Sequence[Line], start: dt.date, last: dt.date, on: dt.date
) -> int:  # fmt: skip
    """Compare lines of the department with ours of the period; the comparison's key."""
    row = stamp(actor, at)
    if kind not in codes.EXPORTS:
        raise NotFound("kind")
    if last < start:
        raise Refused(say("The last day must not be before the first day."), "last")
    bearers = residents.of_numbers(actor, [one.number for one in lines], on=on)
    theirs = [
        Theirs(one.row, one.name, bearers.get(one.number), one.unit, one.start, one.entry) for one in lines
    ]
    made = Export.objects.create(
        kind=kind,
        name=name[:200],
        start=start,
        end=last + dt.timedelta(days=1),
        on=on,
        rows=len(lines),
        **row,
    )
    pairs = compare(found.ours(actor, kind, start, made.end, on), theirs)
    column = "placement_id" if kind == "placements" else "seeker_id"
    Match.objects.bulk_create(
        Match(
            export=made, outcome=one.outcome, row=one.theirs.row if one.theirs else None,
            person_id=one.ours.person if one.ours else one.theirs.person if one.theirs else None, said=_said(one), **row,
            **({column: one.ours.key} if one.ours else {}),
        )
        for one in pairs
    )  # fmt: skip
    journal.write(actor, "reconcile", SUBJECT, key=made.pk, at=at, kind=kind, rows=len(lines))
    return made.pk


@transaction.atomic
def take_numbers(*, actor: Actor, at: dt.datetime, export: int, today: dt.date) -> int:
    """Write the department's numbers on our employments that are in both and have none; how many."""
    kept_by(actor)
    held: Export = locked(reach.exports(actor), export, SUBJECT)
    matched = reach.matches(actor).filter(
        export=held, outcome="both", placement__void=False, placement__entry=""
    )
    said = {one.placement_id: json.loads(one.said or "{}").get("entry", "") for one in matched}
    ours = list(
        Placement.objects.select_for_update().filter(
            pk__in=[key for key, entry in said.items() if key and entry]
        )
    )
    for one in ours:
        one.entry, one.entered_on = said[one.pk][:40], max(min(held.on, today), one.start)
        versions.touch(one, actor=actor, at=at)
    with refusing(say("One of these numbers is in use already. Compare anew.")):
        Placement.objects.bulk_update(ours, ["entry", "entered_on", "version", "changed_at", "changed_by"])
    journal.write(actor, "take_numbers", SUBJECT, key=export, at=at, count=len(ours))
    return len(ours)


@transaction.atomic
def settle(*, actor: Actor, at: dt.datetime, match: int, text: str, on: dt.date) -> int:
    """A line that is not in both is cleared up: how. The comparison's key."""
    kept_by(actor)
    held: Match = locked(reach.matches(actor), match, "department line")
    if held.outcome == "both":
        raise Refused(say("Both say the same here; nothing is to be cleared up."), "text")
    versions.save(held, actor=actor, at=at, settled=text.strip(), settled_on=on)
    journal.write(actor, "clear_up", SUBJECT, key=held.export_id, at=at, line=match)
    return held.export_id


@transaction.atomic
def strike(*, actor: Actor, at: dt.datetime, export: int) -> None:
    """The wrong list was compared."""
    kept_by(actor)
    held: Export = locked(reach.exports(actor), export, SUBJECT)
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "void_entry", SUBJECT, key=export, at=at)


def _said(one: Pair) -> str:
    theirs: Mapping[str, str] = {}
    if one.theirs is not None:
        line = one.theirs
        theirs = {
            "name": line.name, "unit": line.unit, "start": line.start.isoformat() if line.start else "", "entry": line.entry,
        }  # fmt: skip
    return json.dumps({**theirs, "differs": dict(one.differing)}, ensure_ascii=False)
