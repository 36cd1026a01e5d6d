"""Opinions: rounds and sheets, sheets that come back, opinions of meetings, pages and appeals; support, splitting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max

from linli.appeals import api as appeals
from linli.base import keys, versions
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.masking import mask_text
from linli.residents import api as residents

from ..models import Collection, Opinion, Sheet, Support
from ..queries import project_reach as reach
from ..rules import project_codes as codes
from ..rules import projects as rules
from .project_parts import locked, refusing, row_of, text_of

ROUND, SHEET, OPINION = "council collection", "council sheet", "council opinion"
_NO_WORDS = say("Write what is asked for.")


@dataclass(frozen=True, slots=True)
class Words:
    """One opinion as typed."""

    text: str
    kind: str = "other"
    place: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """A sheet that came back: its number, who signed for the household, what it asks for."""

    number: int
    signed: str
    opinions: Sequence[Words] = field(default_factory=tuple)
    person: int | None = None


@transaction.atomic
def open_round(*, actor: Actor, at: dt.datetime, title: str, year: int, start: dt.date, end: dt.date) -> int:
    """Begin a round of collection; `end` is the first day after it. Its key."""
    rules.may_keep(actor).demand()
    if end <= start:
        raise Refused(say("The last day lies before the first."), "last")
    words = text_of(title, codes.TITLE_MOST, "title", say("Write a title."))
    made = Collection.objects.create(title=words, year=year, start=start, end=end, **row_of(actor, at))
    journal.write(actor, "open_round", ROUND, key=made.pk, at=at, year=year)
    return made.pk


@transaction.atomic
def issue(
    *, actor: Actor, at: dt.datetime, collection: int, on: dt.date, buildings: Sequence[int] = (), most: int = 5000
) -> int:  # fmt: skip
    """Give one sheet to each household that lives in these buildings (everywhere without) and has none; how many.

    Refused when everybody has one already, or on a day outside the round.
    """
    rules.may_keep(actor).demand()
    row = row_of(actor, at)
    held: Collection = locked(reach.collections(actor), collection, "collection")
    _inside(held, on)
    have = set(Sheet.objects.filter(collection=held, void=False).values_list("household_id", flat=True))
    homes = [one for one in residents.homes(actor, on=on) if one.household not in have]
    if buildings:
        homes = [one for one in homes if one.building in set(buildings)]
    if not homes:
        raise Refused(say("Every household there has its sheet."), "buildings")
    last = Sheet.objects.filter(collection=held).aggregate(n=Max("number"))["n"] or 0
    Sheet.objects.bulk_create(
        Sheet(collection=held, number=last + n, household_id=one.household, door=one.door, issued=on, **row)
        for n, one in enumerate(homes[:most], 1)
    )
    journal.write(actor, "issue_sheets", ROUND, key=held.pk, at=at, sheets=len(homes[:most]))
    return len(homes[:most])


@transaction.atomic
def take_back(
    *, actor: Actor, at: dt.datetime, collection: int, on: dt.date, sheets: Sequence[Returned]
) -> list[int]:
    """Sheets came back; the keys of their opinions. Refused for a number that was not issued or came back before."""
    rules.may_opine(actor).demand()
    row = row_of(actor, at)
    held: Collection = locked(reach.collections(actor), collection, "collection")
    if on < held.start:
        raise Refused(say("The round begins on {day}.", day=held.start.isoformat()), "on")
    numbers = [one.number for one in sheets]
    found = {
        one.number: one
        for one in Sheet.objects.select_for_update(of=("self",)).filter(
            collection=held, void=False, number__in=numbers
        )
    }
    made: list[Opinion] = []
    for one in sheets:
        sheet = found.get(one.number)
        if sheet is None:
            raise Refused(say("No sheet with the number {n} was issued.", n=one.number), "number")
        if sheet.returned is not None or numbers.count(one.number) > 1:
            raise Refused(say("Sheet {n} came back before.", n=one.number), "number")
        if sheet.issued > on:
            raise Refused(say("Sheet {n} was not issued yet on that day.", n=one.number), "on")
        sheet.returned, sheet.signed = (
            on,
            text_of(one.signed, 60, "signed", say("Write who signed for the household.")),
        )
        versions.touch(sheet, actor=actor, at=at)
        made += [
            _opinion(words, "sheet", on, row, collection=held, sheet=sheet, author=sheet.signed, person_id=one.person)
            for words in one.opinions
        ]  # fmt: skip
    Sheet.objects.bulk_update(
        found.values(), ["returned", "signed", "version", "changed_at", "changed_by"], batch_size=500
    )
    Opinion.objects.bulk_create(made)
    journal.write(actor, "take_sheets_back", ROUND, key=held.pk, at=at, sheets=len(found), opinions=len(made))
    return [one.pk for one in made]


@transaction.atomic
def hear(
    *, actor: Actor, at: dt.datetime, channel: str, on: dt.date, words: Words, author: str = "", person: int | None = None,
    collection: int | None = None,
) -> int:  # fmt: skip
    """An opinion said at a meeting (or to a worker, for the resident's page); its key."""
    rules.may_opine(actor).demand()
    if channel not in ("meeting", "page"):
        raise Refused(say("Choose one of the list."), "channel")
    held = reach.found(reach.collections(actor), collection, "collection") if collection else None
    made = _opinion(
        words, channel, on, row_of(actor, at), collection=held, author=author.strip()[:60], person_id=person
    )
    made.save()
    journal.write(actor, "hear_opinion", OPINION, key=made.pk, at=at, channel=channel)
    return made.pk


@transaction.atomic
def leave(
    *, actor: Actor, at: dt.datetime, on: dt.date, words: Words, author: str, phone: str = "", code: str
) -> int:
    """A resident leaves an opinion on the public page; its key.

    actor  the system in the community of the page
    code   of the receipt: with it the resident sees what became of it; only its hash is kept
    """
    if actor.community is None:
        raise NotFound("community")
    held = Collection.objects.filter(
        community_id=actor.community, void=False, start__lte=on, end__gt=on
    ).first()
    made = _opinion(
        words, "page", on, row_of(actor, at), collection=held, author=author.strip()[:60], phone=phone or None,
        mark=keys.digest(code, "council opinion"),
    )  # fmt: skip
    made.save()
    journal.write(actor, "leave_opinion", OPINION, key=made.pk, at=at)
    return made.pk


@transaction.atomic
def from_appeal(*, actor: Actor, at: dt.datetime, on: dt.date, appeal: int, kind: str = "other") -> int:
    """An appeal asks for something that a project may do: take its words over; both point at each other. Its key."""
    rules.may_keep(actor).demand()
    held = appeals.record(actor, appeal, at)
    rounds = reach.collections(actor).filter(start__lte=on, end__gt=on)
    named = held.reporter.name if held.reporter is not None else ""
    words = Words(mask_text(held.text)[: codes.TEXT_MOST], kind, held.place_words[:100])
    made = _opinion(
        words, "appeal", on, row_of(actor, at), collection=rounds.first(), appeal_id=appeal, author=named[:60]
    )
    with refusing(say("This appeal became an opinion before.")):
        made.save()
    journal.write(actor, "take_appeal_as_opinion", OPINION, key=made.pk, at=at, appeal=appeal)
    return made.pk


@transaction.atomic
def support(
    *, actor: Actor, at: dt.datetime, opinion: int, on: dt.date, name: str, person: int | None = None
) -> int:
    """Somebody else wants the same; once for each person."""
    rules.may_opine(actor).demand()
    held: Opinion = locked(reach.opinions(actor), opinion, "opinion")
    who = text_of(name, 60, "name", say("Write who supports it."))
    with refusing(say("{name} supports it already.", name=who), "name"):
        if person is None and Support.objects.filter(opinion=held, name=who, void=False).exists():
            raise Refused(say("{name} supports it already.", name=who), "name")
        made = Support.objects.create(opinion=held, name=who, person_id=person, on=on, **row_of(actor, at))
    journal.write(actor, "support_opinion", OPINION, key=opinion, at=at)
    return made.pk


@transaction.atomic
def set_aside(
    *, actor: Actor, at: dt.datetime, opinion: int, reason: str, version: int | None = None
) -> None:
    """It becomes no project, with the reason that its author is told. An empty reason takes it up again."""
    rules.may_keep(actor).demand()
    held: Opinion = locked(reach.opinions(actor), opinion, "opinion", version, aside=reason.strip())
    if held.state not in ("open", "aside"):
        raise Refused(say("It is part of a project: take it out there first."))
    why = reason.strip()[: codes.NOTE_MOST]
    versions.save(held, actor=actor, at=at, state="aside" if why else "open", aside=why)
    journal.write(actor, "set_opinion_aside", OPINION, key=opinion, at=at)


@transaction.atomic
def split(
    *, actor: Actor, at: dt.datetime, opinion: int, parts: Sequence[Words], version: int | None = None
) -> list[int]:
    """One opinion asks for several things: each becomes its own, with author and supporters of the whole."""
    rules.may_keep(actor).demand()
    held: Opinion = locked(reach.opinions(actor), opinion, "opinion", version)
    if held.state != "open":
        raise Refused(say("Only an opinion that is not sorted yet is split."))
    if len(parts) < 2:
        raise Refused(say("Write at least two parts."), "parts")
    row = row_of(actor, at)
    made = [
        _opinion(
            words, held.channel, held.on, row, collection_id=held.collection_id, sheet_id=held.sheet_id,
            appeal_id=held.appeal_id, author=held.author, person_id=held.person_id, part_of=held,
        )
        for words in parts
    ]  # fmt: skip
    Opinion.objects.bulk_create(made)
    backed = list(Support.objects.filter(opinion=held, void=False))
    Support.objects.bulk_create(
        Support(opinion=part, name=one.name, person_id=one.person_id, on=one.on, **row)
        for part in made
        for one in backed
    )
    versions.save(held, actor=actor, at=at, state="split")
    journal.write(actor, "split_opinion", OPINION, key=opinion, at=at, parts=len(made))
    return [one.pk for one in made]


@transaction.atomic
def void(*, actor: Actor, at: dt.datetime, opinion: int, version: int | None = None) -> None:
    """It was entered by mistake. One that belongs to a project stays."""
    rules.may_keep(actor).demand()
    held: Opinion = locked(reach.opinions(actor), opinion, "opinion", version)
    if held.state in ("merged", "split"):
        raise Refused(say("It is part of a project: take it out there first."))
    versions.save(held, actor=actor, at=at, void=True)
    journal.write(actor, "void_entry", OPINION, key=opinion, at=at)


def _inside(held: Collection, on: dt.date) -> None:
    if not held.start <= on < held.end:
        raise Refused(say("The day lies outside the round."), "on")


def _opinion(words: Words, channel: str, on: dt.date, row: dict[str, object], **columns: object) -> Opinion:
    if words.kind not in codes.KINDS:
        raise Refused(say("Choose one of the list."), "kind")
    return Opinion(
        channel=channel, on=on, text=text_of(words.text, codes.TEXT_MOST, "text", _NO_WORDS), kind=words.kind,
        place=words.place.strip()[:100], **columns, **row,
    )  # fmt: skip
