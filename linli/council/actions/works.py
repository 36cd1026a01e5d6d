"""Works: contract, beginning, progress with pictures, changes, supervision, acceptance with defects and re-inspection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, Sum

from linli.base import versions
from linli.files import api as files
from linli.journal import api as journal
from linli.kernel import Actor, Refused, say
from linli.kernel.masking import demand_public
from linli.notices import api as notices

from ..models import (
    Acceptance,
    Acceptor,
    Change,
    Commitment,
    Contract,
    Defect,
    Inspection,
    Photo,
    Progress,
    Project,
)
from ..queries import motions
from ..queries import project_reach as reach
from ..rules import money
from ..rules import project_codes as codes
from ..rules import projects as rules
from .project_parts import SUBJECT, last_day, locked, move, project, refusing, row_of, text_of
from .stages import DECISION, MOTION

#: The kind of record that owns pictures and papers of projects.
OWNER = "council.project"


@dataclass(frozen=True, slots=True)
class Named:
    """One who accepts, by name."""

    name: str
    seat: str
    agrees: bool = True
    person: int | None = None


@transaction.atomic
def sign(
    *, actor: Actor, at: dt.datetime, project_key: int, number: str, contractor: str, chosen: str, signed: dt.date, amount: int,
    start: dt.date, finish: dt.date, credit_code: str = "",
) -> int:  # fmt: skip
    """A contract is signed, within what was committed; its key. Refused before the decision stood its days in public."""
    rules.may_review(actor).demand()
    one = project(actor, project_key)
    if one.state not in ("decision_shown", *codes.WORKING):
        raise Refused(say("A contract is signed once the decision was shown to residents."))
    _stood(one, signed)
    if finish < start or start < signed:
        raise Refused(say("Signed, begun, finished: in this order."), "finish")
    given = Contract.objects.filter(project=one, void=False).aggregate(n=Sum("amount"))["n"] or 0
    money.demand_within(amount, committed(one) - int(given), say("the budget of the project"))
    with refusing(say("A contract with this number is there already."), "number"):
        made = Contract.objects.create(
            project=one, number=text_of(number, 40, "number", say("Write the number of the contract.")),
            contractor=text_of(contractor, 100, "contractor", say("Write who does the works.")), credit_code=credit_code.strip()[:18],
            chosen=text_of(chosen, 200, "chosen", say("Write how the contractor was chosen.")), signed=signed, amount=amount,
            start=start, finish=finish, **row_of(actor, at),
        )  # fmt: skip
    versions.save(one, actor=actor, at=at)
    journal.write(actor, "sign_contract", SUBJECT, key=one.pk, at=at, contract=made.pk)
    return made.pk


@transaction.atomic
def start(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, version: int | None = None
) -> None:
    """The works begin. Refused without a contract, or before it was signed."""
    rules.may_keep(actor).demand()
    one = project(actor, project_key, version)
    held = list(Contract.objects.select_for_update(of=("self",)).filter(project=one, void=False))
    if not held:
        raise Refused(say("Works begin with a contract."))
    if on < min(each.signed for each in held):
        raise Refused(say("The contract was signed later."), "on")
    move(one, "start", actor=actor, at=at, on=on)
    for each in held:
        versions.save(each, actor=actor, at=at, started=on)


@transaction.atomic
def report(*, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, percent: int, text: str) -> int:
    """How far the works are."""
    rules.may_keep(actor).demand()
    one = _working(actor, project_key)
    if not 0 <= percent <= 100:
        raise Refused(say("Between 0 and 100."), "percent")
    demand_public(text, "text")
    made = Progress.objects.create(
        project=one, on=on, percent=percent,
        text=text_of(text, codes.TEXT_MOST, "text", say("Write how far the works are.")), **row_of(actor, at),
    )  # fmt: skip
    if percent == 100:
        for each in Contract.objects.select_for_update(of=("self",)).filter(
            project=one, void=False, finished__isnull=True
        ):
            versions.save(each, actor=actor, at=at, finished=on)
    versions.save(one, actor=actor, at=at)
    journal.write(actor, "report_progress", SUBJECT, key=one.pk, at=at, percent=percent)
    return made.pk


@transaction.atomic
def picture(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, phase: str, content: bytes, name: str, caption: str = ""
) -> int:  # fmt: skip
    """A picture of the place, cleaned of position and device; residents see it on the project's page."""
    rules.may_keep(actor).demand()
    one = project(actor, project_key)
    if phase not in codes.PHOTOS:
        raise Refused(say("Choose one of the list."), "phase")
    demand_public(caption, "caption")
    try:
        clean, kind = files.clean_image(content)
    except Refused as refused:
        raise Refused(refused.reason, "file") from None
    ending = "png" if kind == "image/png" else "jpg"
    file = files.store(
        actor, f"{one.number}-{phase}.{ending}", clean, kind=kind, owner=OWNER, key=one.pk, at=at
    )
    made = Photo.objects.create(
        project=one, phase=phase, file=file, caption=caption.strip()[:100], on=on, **row_of(actor, at)
    )
    journal.write(actor, "add_picture", SUBJECT, key=one.pk, at=at, photo=made.pk)
    return made.pk


@transaction.atomic
def change(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, what: str, reason: str, cost: int = 0, other: bool = False
) -> int:  # fmt: skip
    """The works shall differ. What costs more, or is another thing than decided, waits for the council; its key.

    cost   fen more, or less than nothing for less
    other  another thing or place than was decided
    """
    rules.may_keep(actor).demand()
    one = _working(actor, project_key)
    demand_public(what, "what")
    back = other or cost > 0
    made = Change.objects.create(
        project=one, on=on, what=text_of(what, codes.TEXT_MOST, "what", say("Write what changes.")),
        reason=text_of(reason, codes.NOTE_MOST, "reason", say("Write why it changes.")), cost=cost,
        state="asked" if back else "minor", decided=None if back else on, **row_of(actor, at),
    )  # fmt: skip
    versions.save(one, actor=actor, at=at)
    journal.write(actor, "ask_change", SUBJECT, key=one.pk, at=at, change=made.pk)
    return made.pk


@transaction.atomic
def answer_change(
    *, actor: Actor, at: dt.datetime, change_key: int, on: dt.date, agreed: bool, answer: str
) -> int:
    """What the council said to a change, by a motion on this project after it was asked; the project's key.

    An agreed change that costs more is committed from the project's fund, within what it has left.
    """
    rules.may_review(actor).demand()
    held: Change = locked(
        Change.objects.filter(project__in=reach.projects(actor), state="asked"), change_key, "change"
    )
    one = project(actor, held.project_id)
    refs = motions.of_subject(actor, MOTION, [one.pk]).get(one.pk, [])
    voted = next(
        (
            ref
            for ref in reversed(refs)
            if ref.state == ("carried" if agreed else "lost") and ref.meeting_on >= held.on and ref.id != one.motion
        ),
        None,
    )  # fmt: skip
    if voted is None:
        raise Refused(say("The council has not voted on this change yet."))
    if agreed and held.cost > 0:
        kept = Commitment.objects.select_for_update(of=("self",)).filter(project=one, void=False).first()
        if kept is not None:
            source = locked(reach.funds(actor), kept.fund_id, "fund")
            taken = Commitment.objects.filter(fund=source, void=False).aggregate(n=Sum("amount"))["n"] or 0
            money.demand_within(held.cost, source.quota - int(taken), codes.SOURCES[source.source], "agreed")
            versions.save(kept, actor=actor, at=at, amount=kept.amount + held.cost)
    versions.save(
        held, actor=actor, at=at, state="agreed" if agreed else "refused", motion=voted.id, decided=on,
        answer=answer.strip()[: codes.NOTE_MOST],
    )  # fmt: skip
    journal.write(actor, "answer_change", SUBJECT, key=one.pk, at=at, change=held.pk)
    return one.pk


@transaction.atomic
def supervise(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, finding: str, text: str
) -> int:
    """The supervision committee looked at the works."""
    rules.may_supervise(actor).demand()
    one = project(actor, project_key)
    if finding not in codes.FINDINGS:
        raise Refused(say("Choose one of the list."), "finding")
    if one.in_works_on is not None and on < one.in_works_on:
        raise Refused(say("The works had not begun."), "on")
    words = text_of(text, codes.TEXT_MOST, "text", say("Write what was seen."))
    move(one, "supervise", actor=actor, at=at, on=max(on, last_day(one)), note=words)
    made = Inspection.objects.create(
        project=one,
        on=on,
        by=actor.name[:60],
        user=actor.user_id,
        finding=finding,
        text=words,
        **row_of(actor, at),
    )
    return made.pk


@transaction.atomic
def accept(
    *, actor: Actor, at: dt.datetime, project_key: int, on: dt.date, text: str, people: Sequence[Named],
    defects: Sequence[tuple[str, dt.date]] = (), version: int | None = None,
) -> int:  # fmt: skip
    """Named people looked at what was built: accepted, or defects with the day until which they are mended.

    Refused without two residents, with somebody who does not agree and no defect, while a defect of before is not
    mended or a change waits for the council, and before the works are done (progress of 100).
    """
    rules.may_keep(actor).demand()
    one = project(actor, project_key, version)
    _fit(one, on, people, defects)
    held = Acceptance.objects.filter(project=one)
    if Defect.objects.filter(acceptance__in=held, mended__isnull=True).exists():
        raise Refused(say("Defects of the inspection before are not mended yet."))
    words = text_of(text, codes.TEXT_MOST, "text", say("Write what was seen."))
    made = Acceptance.objects.create(
        project=one, round=(held.aggregate(n=Max("round"))["n"] or 0) + 1, on=on, outcome="defects" if defects else "passed",
        text=words, **row_of(actor, at),
    )  # fmt: skip
    Acceptor.objects.bulk_create(
        Acceptor(
            acceptance=made, name=each.name.strip()[:60], seat=each.seat, person_id=each.person, agrees=each.agrees,
            **row_of(actor, at),
        )
        for each in people
    )  # fmt: skip
    Defect.objects.bulk_create(
        Defect(acceptance=made, text=what.strip()[: codes.NOTE_MOST], due=due, **row_of(actor, at))
        for what, due in defects
    )
    move(one, "find_defects" if defects else "accept", actor=actor, at=at, on=on, note=words)
    return made.pk


@transaction.atomic
def mend(*, actor: Actor, at: dt.datetime, defect: int, on: dt.date, note: str) -> int:
    """A defect is mended and waits for the re-inspection; the project's key."""
    rules.may_keep(actor).demand()
    rows = Defect.objects.filter(acceptance__project__in=reach.projects(actor), mended__isnull=True)
    held: Defect = locked(rows.select_related("acceptance"), defect, "defect")
    if on < held.acceptance.on:
        raise Refused(say("The defect was found later."), "on")
    versions.save(held, actor=actor, at=at, mended=on, note=note.strip()[: codes.NOTE_MOST])
    journal.write(actor, "mend_defect", SUBJECT, key=held.acceptance.project_id, at=at, defect=defect)
    return int(held.acceptance.project_id)


def committed(one: Project) -> int:
    """Fen kept for a project by all funds."""
    return int(Commitment.objects.filter(project=one, void=False).aggregate(n=Sum("amount"))["n"] or 0)


def _working(actor: Actor, key: int) -> Project:
    one = project(actor, key)
    if one.state not in codes.WORKING:
        raise Refused(say("The project is not in works."))
    return one


def _stood(one: Project, on: dt.date) -> None:
    """The decision stood its days in public and no objection waits."""
    if one.decision_key is None:
        return
    found: Mapping[int, notices.NoticeRef] = notices.of_subject(
        one.community_id, DECISION, [one.decision_key], on
    )
    ref = found.get(one.decision_key)
    if ref is None or ref.state not in ("ended", "taken_down"):
        raise Refused(say("The decision has to stand its days in public first."), "signed")
    if ref.open_objections:
        raise Refused(say("{n} objections are not answered yet.", n=ref.open_objections), "signed")


def _fit(one: Project, on: dt.date, people: Sequence[Named], defects: Sequence[tuple[str, dt.date]]) -> None:
    if one.state in ("decision_shown", "in_works") or one.in_works_on is None:
        raise Refused(
            say("Before works there is nothing to accept; the supervision committee looks at them first.")
        )
    if not Progress.objects.filter(project=one, percent=100, on__lte=on).exists():
        raise Refused(say("The works are not reported as done yet."))
    if Change.objects.filter(project=one, state="asked").exists():
        raise Refused(say("A change waits for the council."))
    if sum(1 for each in people if each.seat == "resident" and each.name.strip()) < 2:
        raise Refused(say("At least two residents accept the works, by name."), "people")
    if any(each.seat not in codes.SEATS for each in people):
        raise Refused(say("Choose one of the list."), "people")
    if not defects and any(not each.agrees for each in people):
        raise Refused(say("Somebody does not agree: write down the defects."), "defects")
    if any(not what.strip() or due < on for what, due in defects):
        raise Refused(say("Each defect has its words and a day to come."), "defects")
