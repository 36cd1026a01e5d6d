"""What was written down, put right or added to. No deadline moves by any of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from linli.kernel import Actor, Refused, say

from ...models import Appeal, Photo, Reporter, Words
from ...queries import categories, marks
from ...rules import codes, handling, intake
from ...rules.categories import may_be
from ...rules.intake import PlaceParts, ReporterParts
from ...rules.sight import may_register, sees_reporter
from .. import work
from ..work import Work
from .parts import reporter_row, where_of

#: Longest words that are added later.
ADDED_MOST = 2000
_PLAIN = ("text", "wish", "category", "urgent")


@transaction.atomic
def correct(
    *, actor: Actor, at: dt.datetime, appeal: int, version: int | None = None, hide_numbers: bool = False, **fields: Any
) -> list[str]:  # fmt: skip
    """Put right what was written down wrong (rules.intake.CORRECTABLE); answers the fields that changed.

    place     a PlaceParts, or words alone: the door stays then
    reporter  ReporterParts, for those to whom who asked is open
    Clocks run on as they were begun. Raises Stale, Refused, NotFound.
    """
    unknown = set(fields) - set(intake.CORRECTABLE)
    if unknown:
        raise TypeError(f"fields {sorted(unknown)}")
    plain: dict[str, Any] = {name: fields[name] for name in _PLAIN if name in fields}
    with work.on(actor, at, appeal, "correct", version=version, values=plain) as one:
        handling.may_note(one.actor, one.standing).demand()
        wanted = _fit(one, fields, hide_numbers)
        changed = [name for name, value in wanted.items() if getattr(one.row, name) != value]
        told: list[str] = [name for name in _PLAIN if name in changed]
        if set(changed) - set(told):
            told.append("place")
        if fields.get("reporter") is not None and _correct_reporter(one, fields["reporter"]):
            told.append("reporter")
        if told:
            one.values |= {name: wanted[name] for name in changed}
            one.write(facts={"fields": told})
            if {"text", "wish", "place"} & set(told):
                _mark(one.row)
        return told


@transaction.atomic
def add(
    *, at: dt.datetime, appeal: int, text: str, actor: Actor | None = None, community: int | None = None,
    photos: Sequence[int] = (), version: int | None = None,
) -> None:  # fmt: skip
    """More words of the resident: by a worker (`actor`), or by the resident behind a code (`community`)."""
    who = actor if actor is not None else _resident(community)
    words = intake.fit_text(text, most=ADDED_MOST)
    with work.on(who, at, appeal, "add", version=version) as one:
        handling.may_tell(one.actor, one.standing).demand()
        one.write(text=words, facts={"photos": len(photos)} if photos else {})
        Photo.objects.bulk_create(
            Photo(community_id=one.row.community_id, appeal=one.row, file=file, at=at, by=who.user_id)
            for file in photos
        )


@transaction.atomic
def link_duplicate(
    *, actor: Actor, at: dt.datetime, appeal: int, channel: str, text: str = "", naming: str = "named",
    reporter: ReporterParts | None = None, photos: Sequence[int] = (),
) -> str:  # fmt: skip
    """What was asked is registered already: its words are added to that appeal instead. The number of it.

    Another person who asks the same is noted for the office, so that they are told too.
    """
    may_register(actor).demand()
    if channel not in codes.CHANNELS:
        raise Refused(say("Choose one of the list."), "channel")
    words = intake.fit_text(text, most=ADDED_MOST) if text.strip() else ""
    who = intake.fit_reporter(reporter, naming) if naming == "named" and reporter is not None else None
    with work.on(actor, at, appeal, "add") as one:
        one.write(text=words, facts={"channel": channel, "again": 1})
        if who is not None and not who.nobody and _is_another(one.row, who):
            line = " ".join(part for part in (who.name, who.phone) if part)
            work.note(one.row, one.actor, at, "note", text=line, internal=True, facts={"also_asks": 1})
        Photo.objects.bulk_create(
            Photo(community_id=one.row.community_id, appeal=one.row, file=file, at=at, by=actor.user_id)
            for file in photos
        )
        return one.row.number


@transaction.atomic
def void_entry(
    *, actor: Actor, at: dt.datetime, appeal: int, reason: str, version: int | None = None
) -> None:
    """An entry by mistake is found no more; its clocks stop, its row and story stay for the auditor."""
    with work.on(actor, at, appeal, "void_entry", version=version) as one:
        handling.may_correct_entry(one.actor, one.standing).demand()
        why = intake.fit_line(reason, "reason", 200)
        if len(why) < 2:
            raise Refused(say("Say why the entry is taken out."), "reason")
        one.settle(stopped=("*",))
        one.write(text=why, internal=True, void=True)
        Words.objects.filter(pk=one.row.pk).delete()


def _resident(community: int | None) -> Actor:
    from ..revisit import as_resident

    if community is None:
        raise TypeError("an actor or a community")
    return as_resident(community)


def _fit(one: Work, fields: Mapping[str, Any], hide_numbers: bool) -> dict[str, Any]:
    """Columns as they shall be. Raises Refused."""
    found: dict[str, Any] = {}
    if "text" in fields:
        found["text"] = intake.fit_text(str(fields["text"]))
    if "wish" in fields:
        found["wish"] = intake.fit_line(str(fields["wish"]), "wish", intake.WISH_MOST)
    if hide_numbers:
        found = {name: intake.hidden(value) for name, value in found.items()}
    if "category" in fields:
        # what was registered under an older tree may stay under its code
        if fields["category"] != one.row.category:
            may_be(fields["category"], categories.tree(one.row.community_id, one.on)).demand("category")
        found["category"] = fields["category"]
    if "urgent" in fields:
        found["urgent"] = bool(fields["urgent"])
    place = fields.get("place")
    if isinstance(place, PlaceParts):
        found |= where_of(one.actor, intake.fit_place(place), one.on)
    elif place is not None:
        found["place"] = intake.fit_line(str(place), "place", intake.PLACE_MOST)
    return found


def _correct_reporter(one: Work, wanted: ReporterParts) -> bool:
    """Put right who asked, for those who may see it; whether something changed. Raises Refused."""
    if not sees_reporter(one.actor, one.standing):
        raise Refused(say("Who asked is not open to you."), "name")
    who = intake.fit_reporter(wanted, one.row.naming)
    held = Reporter.objects.filter(community=one.row.community_id, appeal=one.row).first()
    before = None if held is None else _parts(held)
    row = reporter_row(one.actor, who, one.row.naming, one.on, held=held)
    if row is None or before == _parts(row):
        return False
    row.appeal = one.row
    row.save()
    return True


def _parts(row: Reporter) -> tuple[Any, ...]:
    return (row.name, row.phone, row.person_id, row.household_id, row.for_other, row.relation, row.sealed)


def _is_another(row: Appeal, who: ReporterParts) -> bool:
    """Whether somebody else asks now; also where it is not known who asked first."""
    held = Reporter.objects.filter(community=row.community_id, appeal=row).first()
    if held is None:
        return True
    if who.person is not None and held.person_id is not None:
        return who.person != held.person_id
    return not (who.phone and who.phone == held.phone)


def _mark(row: Appeal) -> None:
    """The words as they are now; one statement."""
    point = None if row.longitude is None or row.latitude is None else (row.longitude, row.latitude)
    marks.of_words(row.community_id, row.pk, [row.text, row.number, row.place, row.wish], point).save(
        force_update=True
    )
