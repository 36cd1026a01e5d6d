"""Sheets out of a booth's box: typed in by two people, mismatches settled, then into the one box."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from linli.base import versions, writes
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say

from ..models import Booth, Decision, Paper
from ..queries.results import asked_of
from ..rules import codes, decisions
from .casting import put
from .parts import SUBJECT, keeper, person, saver

#: What became of a sheet.
WAITING, EQUAL, DIFFERENT = "waiting", "equal", "different"


@transaction.atomic
def type_in(
    *, actor: Actor, at: dt.datetime, booth: int, number: int, vote: Sequence[str], points: Sequence[int] = (),
    spoiled: bool = False,
) -> str:  # fmt: skip
    """One reading of a sheet; the second reading is another person's and settles it when both are equal.

    Returns waiting (for the second), equal (counted) or different (to be settled). Raises Refused for a sheet that
    the same person typed, for one beyond the voters marked at the booth, and over a limit.
    """
    keeper(actor)
    who = person(actor)
    place, decision = _place(actor, booth)
    read = _reading(decision, vote, points, spoiled)
    sheet = Paper.objects.select_for_update(of=("self",)).filter(booth=place, number=number).first()
    if sheet is None:
        if number < 1:
            raise Refused(say("Sheets are numbered from 1."), "number")
        Paper.objects.create(
            community_id=place.community_id, booth=place, number=number, first=read, entered_by=who
        )
        outcome = WAITING
    elif sheet.second is not None:
        raise Refused(say("Sheet {n} was typed by two people already.", n=number), "number")
    elif sheet.entered_by == who:
        raise Refused(
            say("You typed sheet {n} yourself. The second reading is another person's.", n=number), "number"
        )
    else:
        sheet.second, sheet.checked_by = read, who
        sheet.save(update_fields=["second", "checked_by"])
        outcome = EQUAL if sheet.second == sheet.first else DIFFERENT
        if outcome == EQUAL:
            _settled(decision, sheet, read, who)
    journal.write(actor, "type_sheet", SUBJECT, key=decision.pk, at=at, booth=booth, outcome=outcome)
    return outcome


@transaction.atomic
def settle(
    *, actor: Actor, at: dt.datetime, booth: int, number: int, vote: Sequence[str], points: Sequence[int] = (),
    spoiled: bool = False,
) -> None:  # fmt: skip
    """What a sheet that was read differently really says, looked at once more."""
    keeper(actor)
    who = person(actor)
    place, decision = _place(actor, booth)
    sheet = Paper.objects.select_for_update(of=("self",)).filter(booth=place, number=number).first()
    if sheet is None or sheet.second is None or sheet.final is not None:
        raise Refused(say("Sheet {n} does not wait to be settled.", n=number), "number")
    _settled(decision, sheet, _reading(decision, vote, points, spoiled), who)
    journal.write(actor, "settle_sheet", SUBJECT, key=decision.pk, at=at, booth=booth)


@transaction.atomic
def drop_sheet(*, actor: Actor, at: dt.datetime, booth: int, number: int) -> None:
    """A sheet was typed under a wrong number: out, before it was counted."""
    keeper(actor)
    place, decision = _place(actor, booth)
    sheet = Paper.objects.select_for_update(of=("self",)).filter(booth=place, number=number).first()
    if sheet is None or sheet.final is not None:
        raise Refused(say("Sheet {n} does not wait.", n=number), "number")
    sheet.delete()
    journal.write(actor, "drop_sheet", SUBJECT, key=decision.pk, at=at, booth=booth)


@transaction.atomic
def note_missing(
    *, actor: Actor, at: dt.datetime, booth: int, missing: int, reason: str, version: int | None = None
) -> None:
    """So many marked voters' sheets were not in the booth's box, and why."""
    keeper(actor)
    values = {"missing": missing, "missing_reason": reason.strip()[:200] if missing else ""}
    place: Booth = writes.locked(
        Booth.objects.filter(community_id=actor.community), booth, "booth", version, names=saver, **values
    )
    if missing < 0 or (missing and not reason.strip()):
        raise Refused(say("Write why sheets are missing."), "reason")
    versions.save(place, actor=actor, at=at, **values)
    journal.write(actor, "note_missing", SUBJECT, key=place.decision_id, at=at, booth=booth, missing=missing)


def _place(actor: Actor, booth: int) -> tuple[Booth, Decision]:
    place = Booth.objects.select_related("decision").filter(community_id=actor.community, pk=booth).first()
    if place is None:
        raise NotFound("booth")
    decision: Decision = place.decision
    if decision.state not in (codes.OPEN, codes.COUNTING):
        raise Refused(say("Sheets are typed in until the vote is closed."), "number")
    return place, decision


def _reading(decision: Decision, vote: Sequence[str], points: Sequence[int], spoiled: bool) -> dict[str, Any]:
    if spoiled:
        return {"vote": [], "points": [], "spoiled": True}
    decisions.demand_ballot(asked_of(decision), vote, points)
    pairs = list(zip(vote, points, strict=False)) if points else [(one, 0) for one in vote]
    if decision.kind != codes.RANKED:
        pairs.sort()
    return {
        "vote": [one for one, _ in pairs], "points": [n for _, n in pairs] if points else [], "spoiled": False,
    }  # fmt: skip


def _settled(decision: Decision, sheet: Paper, read: Mapping[str, Any], who: int) -> None:
    booth = Booth.objects.select_for_update(of=("self",)).get(pk=sheet.booth_id)
    if (
        Paper.objects.filter(booth=booth, final__isnull=False).count()
        >= booth.voters.filter(voted=True).count()
    ):
        raise Refused(
            say(
                "As many sheets are counted at {booth} as voters were marked there; this is one more.",
                booth=booth.name,
            ),
            "number",
        )
    sheet.final, sheet.settled_by, sheet.boxed = dict(read), who, not read["spoiled"]
    sheet.save(update_fields=["final", "settled_by", "boxed"])
    if sheet.boxed:
        put(decision.community_id, decision.pk, decision.kind, read["vote"], read["points"])
