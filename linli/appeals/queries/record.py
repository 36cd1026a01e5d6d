"""One appeal whole, as plain values: for workers within their sight, for the resident behind a code, by number."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from linli.accounts import api as accounts
from linli.base import clock
from linli.kernel import Actor, NotFound
from linli.kernel.actor import CAPTAIN, MESSENGER
from linli.kernel.say import told
from linli.places import api as places

from .. import workflow
from ..models import Answer, Appeal, Clock, Deed, Hotline, Pause, Photo, Reporter, Revisit, Whistle
from ..rules import guards
from ..rules.sight import Standing, sees_reporter
from . import house, own_word, sight, state
from .shapes import (
    AnswerView,
    ClockView,
    DeedView,
    HotlineView,
    Linked,
    PauseView,
    PhotoView,
    PublicDeed,
    PublicRecord,
    Record,
    ReporterView,
    RevisitView,
    VerbView,
    WhistleView,
)

#: Pictures that come with somebody's words are kept within this.
TOGETHER = dt.timedelta(minutes=2)


def record(actor: Actor, key: int, at: dt.datetime) -> Record:
    """All of one appeal that the actor may see, and what can be done now. NotFound outside the actor's sight."""
    on = clock.day_of(at)
    with sight.reach(actor, on) as communities:
        return _record(actor, sight.one(actor, key, on, communities), at)


def by_number(actor: Actor, number: str, at: dt.datetime) -> Record:
    """The same by the number on the receipt, in the actor's sight. NotFound."""
    on = clock.day_of(at)
    with sight.reach(actor, on) as communities:
        found = sight.appeals(actor, on, communities).filter(number=number.strip()).first()
        if found is None:
            raise NotFound("appeal")
        return _record(actor, found, at)


def id_of(community: int, number: str) -> int | None:
    """The key of a number, for pages behind a code; needs the community in scope."""
    found = Appeal.objects.filter(community=community, number=number.strip(), void=False)
    return found.values_list("pk", flat=True).first()


def versions(actor: Actor, key: int, at: dt.datetime) -> int:
    """The version now, for a page that asks whether it is still fresh. NotFound outside the actor's sight."""
    with sight.reach(actor, clock.day_of(at)) as communities:
        return sight.one(actor, key, clock.day_of(at), communities).version


def _record(actor: Actor, row: Appeal, at: dt.datetime) -> Record:
    standing = sight.standing(row)
    deeds = list(_of(Deed, row).order_by("-at", "-pk"))
    answers = list(_of(Answer, row).order_by("-at", "-pk"))
    whistles = list(_of(Whistle, row).order_by("-called_at"))
    links = _links(actor, row, clock.day_of(at))
    names = _names(row, answers, whistles)
    clocks = [_clock(one, at) for one in _of(Clock, row).order_by("started", "pk")]
    return Record(
        id=row.pk, community=row.community_id, number=row.number, version=row.version, changed_at=row.changed_at,
        changed_by=row.changed_by, channel=row.channel, state=row.state, level=row.level, category=row.category,
        text=row.text, wish=row.wish, urgent=row.urgent, place=place_of(actor, row), place_words=row.place,
        room=row.room_id, building=row.building_id, unit=row.unit_id, longitude=row.longitude, latitude=row.latitude,
        naming=row.naming, audience=row.audience, about=row.about, reporter=_reporter(actor, row, standing),
        entered_by=row.entered_by, first_contact=row.first_contact, handler=row.handler, offered_to=row.offered_to,
        offered_at=row.offered_at, assisting=tuple(row.assisting), names=names, sent_to=row.sent_to,
        received_at=row.received_at, counts_on=row.counts_on, today=state.today_of(row, at), today_due=row.today_due,
        due_at=row.due_at, due_kind=row.due_kind, late=row.due_at is not None and row.due_at < at,
        accepted_at=row.accepted_at, first_reply_at=row.first_reply_at, explicit_at=row.explicit_at,
        promised_on=row.promised_on, solved_at=row.solved_at, answered_at=row.answered_at, told_at=row.told_at,
        closed_at=row.closed_at, closed_level=row.closed_level, outcome=row.outcome, rating=row.rating,
        confirmed=row.confirmed, redone=row.redone, unreached=row.unreached, consents=row.consents,
        released_at=row.released_at, public_text=row.public_text, public_answer=row.public_answer,
        public_place=row.public_place, clocks=clocks, story=[_deed(one) for one in deeds],
        answers=[_answer(one) for one in answers],
        revisits=[_revisit(one) for one in _of(Revisit, row).order_by("-at", "-pk")],
        photos=[_photo(one) for one in _of(Photo, row).order_by("at", "pk")],
        whistles=[_whistle(one) for one in whistles],
        hotlines=[_hotline(one) for one in _of(Hotline, row).order_by("-received_at")],
        pauses=[_pause(one) for one in _of(Pause, row).order_by("-start")],
        part_of=links.get(row.part_of_id or 0), merged_into=links.get(row.merged_into_id or 0),
        parts=[one for one in links.values() if one.how == "part"],
        merged=[one for one in links.values() if one.how == "merged"],
        sentence=state.sentence(row, at, names), verbs=possible(actor, row, at),
    )  # fmt: skip


def possible(actor: Actor, row: Appeal, at: dt.datetime) -> list[VerbView]:
    """Every verb that the state allows, with its rule's verdict for the actor; 12345's only where it came from there."""
    held = house.of(row.community_id, clock.day_of(at))
    standing = sight.standing(row, personal=held.personal(row.category))
    most = held.number("appeal_revisit", "tries")
    allowed = workflow.verbs(row.state)
    found = []
    for verb, word in workflow.VERBS.items():
        if verb in allowed and (row.channel == "hotline" or not verb.startswith("hotline_")):
            verdict = guards.verdict(actor, standing, verb, most)
            found.append(VerbView(verb, word, bool(verdict), verdict.reason))
    return found


def public_record(community: int, key: int, at: dt.datetime) -> PublicRecord:
    """What the resident behind a code reads: nothing internal, no other people's names. Needs the scope. NotFound."""
    row = Appeal.objects.filter(community=community, pk=key, void=False).first()
    if row is None:
        raise NotFound("appeal")
    deeds = list(_of(Deed, row).filter(internal=False).order_by("-at", "-pk"))
    answers = list(_of(Answer, row).order_by("-at", "-pk"))
    main = Appeal.objects.filter(community=community, pk=row.merged_into_id or 0).first()
    names = accounts.names([row.handler, row.first_contact])
    held = house.of(community, clock.day_of(at))
    until = own_word.until(row, held)
    shown = main if main is not None else row
    return PublicRecord(
        id=row.pk, number=row.number, version=row.version, state=shown.state, category=row.category, text=row.text,
        wish=row.wish, place=row.place, naming=row.naming, received_at=row.received_at, today_due=row.today_due,
        today=state.today_of(row, at), promised_on=shown.promised_on, handler=_person(names, shown.handler),
        first_contact=_person(names, row.first_contact), sentence=state.public_sentence(shown, at),
        answers=[_answer(one) for one in answers], story=[_public(one) for one in deeds if one.verb in state.PUBLIC],
        photos=[_photo(one) for one in _of(Photo, row).order_by("at", "pk") if not _of_others(one, deeds)],
        rating=row.rating, confirmed=row.confirmed, may_add="add" in workflow.verbs(row.state),
        may_rate="revisit" in workflow.verbs(row.state) or own_word.may_follow(row, held, at),
        may_reopen=row.state == workflow.CLOSED and row.redone < held.number("appeal_revisit", "redo_most")
        and until is not None and at <= until,
        reopen_until=until, may_withdraw="withdraw" in workflow.verbs(row.state), consents=row.consents,
        merged_into=main.number if main is not None else "",
    )  # fmt: skip


def _of(model: Any, row: Appeal) -> Any:
    return model.objects.filter(community=row.community_id, appeal=row)


def place_of(actor: Actor, row: Appeal) -> str:
    """Where, in words: the door or the building, then what was typed."""
    inside = Actor.system("where an appeal lies", row.community_id)
    door = ""
    if row.room_id is not None:
        held = places.rooms_by_ids(inside, [row.room_id])
        door = held[row.room_id].door if row.room_id in held else ""
    elif row.building is not None:
        door = f"{row.building.compound}{row.building.name}"
    words = row.place.removeprefix(door).strip()
    return " ".join(one for one in (door, words) if one)


def _names(row: Appeal, answers: list[Answer], whistles: list[Whistle]) -> dict[int, str]:
    told_by = [one.told_by for one in answers]
    asked = [
        row.handler, row.first_contact, row.entered_by, row.offered_to, row.changed_by, *row.assisting, *told_by,
        *[one.called_by for one in whistles], row.released_by,
    ]  # fmt: skip
    return accounts.names({one for one in asked if one is not None})


def _person(names: dict[int, str], user: int | None) -> str:
    return names.get(user, "") if user is not None else ""


def _links(actor: Actor, row: Appeal, on: dt.date) -> dict[int, Linked]:
    """Parts, the whole, what it was merged with: only those that the actor may find."""
    near = (
        Q(part_of=row)
        | Q(merged_into=row)
        | Q(pk__in=[one for one in (row.part_of_id, row.merged_into_id) if one])
    )
    found = {}
    for one in sight.appeals(actor, on).filter(near, community=row.community_id).order_by("pk"):
        how = "part" if one.part_of_id == row.pk else "merged" if one.merged_into_id == row.pk else "up"
        found[one.pk] = Linked(one.pk, one.number, one.text[:60], one.state, how)
    return found


def _reporter(actor: Actor, row: Appeal, standing: Standing) -> ReporterView | None:
    """Who asked, where that is open to the actor; captains and messengers read of others name and door only."""
    if not sees_reporter(actor, standing):
        return None
    found = _of(Reporter, row).first()
    if found is None:
        return None
    if found.sealed:
        return ReporterView(sealed=True, **state.opened(found.sealed))
    phone = found.phone
    if actor.holds(CAPTAIN, MESSENGER) and actor.user_id not in (row.entered_by, row.handler):
        phone = ""
    return ReporterView(
        name=found.name, phone=phone, person=found.person_id, household=found.household_id, for_other=found.for_other,
        relation=found.relation,
    )  # fmt: skip


def _clock(one: Clock, at: dt.datetime) -> ClockView:
    if one.met_at is not None:
        how = "met" if one.met_at <= one.due else "met_late"
    elif one.stopped_at is not None:
        how = "stopped"
    else:
        how = "late" if one.due < at else "running"
    return ClockView(
        one.kind, one.level, one.started, one.due, one.provisional, told(one.why), how, one.met_at or one.stopped_at,
        one.passed_at,
    )  # fmt: skip


def _deed(one: Deed) -> DeedView:
    return DeedView(
        one.pk, one.at, one.user, one.who, one.verb, state.deed_word(one.verb), one.state, one.text, one.internal,
        one.facts,
    )  # fmt: skip


def _public(one: Deed) -> PublicDeed:
    """What another resident said of the same matter is not read by the first one."""
    quoted = one.verb in state.QUOTED and not one.facts.get("again")
    return PublicDeed(one.at, one.verb, state.public_word(one.verb), one.text if quoted else "")


def _of_others(photo: Photo, deeds: list[Deed]) -> bool:
    """Whether a picture came with another resident's words on the same matter."""
    return any(one.at <= photo.at <= one.at + TOGETHER for one in deeds if one.facts.get("again"))


def _answer(one: Answer) -> AnswerView:
    return AnswerView(
        one.pk, one.kind, one.at, one.by_name, one.text, one.reason, one.doer, one.promised_on, one.way, one.told,
        one.told_at, one.told_by,
    )  # fmt: skip


def _revisit(one: Revisit) -> RevisitView:
    return RevisitView(
        one.at, one.by_name, one.way, one.reached, one.solved, one.rating, one.words, one.round
    )


def _photo(one: Photo) -> PhotoView:
    return PhotoView(one.pk, one.file, one.at, one.after, one.public)


def _whistle(one: Whistle) -> WhistleView:
    return WhistleView(
        one.pk, one.kind, one.to_area, one.reason, one.called_at, one.called_by, one.due, one.department,
        one.dispatched_at, one.arrived_at, one.result, one.answered_at, one.returned, one.rating,
    )  # fmt: skip


def _hotline(one: Hotline) -> HotlineView:
    return HotlineView(
        one.pk, one.system, one.number, one.received_at, one.due, one.state, one.evidence, one.basis, one.extended_to,
        one.extension_reason, one.answered_at,
    )  # fmt: skip


def _pause(one: Pause) -> PauseView:
    return PauseView(one.start, one.end, one.reason, one.until)


__all__ = ["by_number", "id_of", "place_of", "possible", "public_record", "record", "versions"]
