"""Registering an appeal: number, clocks, story, words and the resident's code, in one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from linli.accounts import api as accounts
from linli.base import clock
from linli.journal import api as journal
from linli.kernel import Actor, NotFound, Refused, Saying, say

from ... import workflow
from ...models import Appeal, Deed, Hotline, Photo, Serial
from ...queries import categories, house, marks
from ...rules import codes, intake
from ...rules.categories import may_be
from ...rules.intake import HotlineParts, PlaceParts, ReporterParts
from ...rules.sight import may_register
from .. import clocks
from ..rows import insert_together
from ..work import SUBJECT
from .parts import reporter_row, where_of

_SERIAL = f"""
insert into "{Serial._meta.db_table}" as s (community_id, day, last) values (%s, %s, 1)
on conflict (community_id, day) do update set last = s.last + 1
returning last, nextval(pg_get_serial_sequence('{Appeal._meta.db_table}', 'id'))
"""


NOWHERE = PlaceParts()


@dataclass(frozen=True, slots=True)
class Registered:
    """What the receipt says. `code` is shown here and now only; `why` derives `today_due`.

    warned  kinds of private numbers that stand in the text (rules.intake.WARNED)
    """

    id: int
    number: str
    code: str
    today_due: dt.datetime
    why: Saying
    warned: tuple[str, ...] = ()


@transaction.atomic
def register(
    *, actor: Actor, at: dt.datetime, channel: str, text: str, category: str = "other", naming: str = "named",
    reporter: ReporterParts | None = None, place: PlaceParts = NOWHERE, wish: str = "", urgent: bool = False,
    about: str = "matter", about_user: int | None = None, audience: str = "office", consents: bool = False,
    first_contact: int | None = None, level: str = "community", outside: HotlineParts | None = None,
    photos: Sequence[int] = (), part_of: int | None = None, hide_numbers: bool = False,
) -> Registered:  # fmt: skip
    """Write down what a resident asks for; who is asked first is accountable until somebody else takes over.

    first_contact  an account; the actor without one. Nobody of the office for what is about a worker or the committee
    hide_numbers   private numbers in the text lose their middle, as the worker asked
    Belongs in the community's scope. At most 9 statements with it. Raises Refused (with its field), NotFound.
    """
    may_register(actor).demand()
    community, day = _home(actor), clock.day_of(at)
    step = workflow.step(workflow.NEW, "register")
    _fit_codes(channel=channel, naming=naming, audience=audience, about=about, level=level)
    may_be(category, categories.tree(community, day)).demand("category")
    intake.may_go_to(about, about_user, audience, actor).demand("audience")
    words, hope = intake.fit_text(text), intake.fit_line(wish, "wish", intake.WISH_MOST)
    warned = intake.warnings(words)
    words, hope = (intake.hidden(words), intake.hidden(hope)) if hide_numbers else (words, hope)
    who = intake.fit_reporter(reporter, naming)
    item = _fit_item(channel, outside)
    where = where_of(actor, intake.fit_place(place), day)
    reporting = reporter_row(actor, who, naming, day)
    if about == "worker" and about_user is not None:
        _demand_worker(about_user, community, day)
    office = audience == "office"
    asked = (first_contact if first_contact is not None else actor.user_id) if office else None
    begun = clocks.begin(
        community, at, day, level, hotline_due=item.due if item else None, hotline=item is not None
    )
    serial, key = _next(community, day)
    row = Appeal(
        pk=key, community_id=community, number=intake.number_of(day, serial), channel=channel, state=step.state,
        level=level, category=category, text=words, wish=hope, urgent=urgent, naming=naming, audience=audience,
        about=about, about_user=about_user, entered_by=actor.user_id, first_contact=asked, handler=asked,
        sent_to=house.of(community, day).subdistrict if audience == "subdistrict" else None, received_at=at,
        counts_on=begun.counts_on, today_due=begun.today_due, due_at=begun.due_at, due_kind=begun.due_kind,
        part_of_id=part_of, consents=consents, changed_at=at, changed_by=actor.user_id, **where,
    )  # fmt: skip
    facts: dict[str, Any] = {"channel": channel, "category": category, "level": level}
    beside: list[Model] = [
        marks.of_words(community, row.pk, _searched(row), _point(row)),
        *clocks.rows(row, begun),
    ]
    if reporting is not None:
        reporting.appeal = row
        beside.append(reporting)
    if item is not None and item.received_at is not None:
        hotline = next(counted for kind, _, counted in begun.counted if kind == "hotline")
        beside.append(
            Hotline(
                community_id=community,
                appeal=row,
                system=item.system,
                number=item.number,
                received_at=item.received_at,
                due=hotline.due,
                changed_at=at,
                changed_by=actor.user_id,
            )  # fmt: skip
        )
    beside += [Photo(community_id=community, appeal=row, file=one, at=at, by=actor.user_id) for one in photos]
    beside.append(
        Deed(
            community_id=community,
            appeal=row,
            at=at,
            user=actor.user_id,
            who=actor.name,
            verb="register",
            state=step.state,
            facts=facts,
        )  # fmt: skip
    )
    insert_together([row, *beside])
    journal.write(actor, "register", SUBJECT, key=row.pk, at=at, state=step.state, **facts)
    code = accounts.hand_out_code(
        actor=actor, purpose="follow", subject="appeals.appeal", key=row.pk, community=community, at=at,
        valid=intake.FOLLOW, uses=None, beside=row.number,
    )  # fmt: skip
    return Registered(row.pk, row.number, code.text, begun.today_due, begun.why, warned)


def _home(actor: Actor) -> int:
    if actor.community is None:
        raise NotFound("community")
    return actor.community


_CODES: Mapping[str, Mapping[str, Any]] = {
    "channel": codes.CHANNELS,
    "naming": codes.NAMING,
    "audience": codes.AUDIENCES,
    "about": codes.ABOUT,
    "level": codes.LEVELS,
}


def _fit_codes(**chosen: str) -> None:
    for field, code in chosen.items():
        if code not in _CODES[field]:
            raise Refused(say("Choose one of the list."), field)


def _fit_item(channel: str, outside: HotlineParts | None) -> HotlineParts | None:
    """The outside item; 12345 hands over with a number only."""
    if outside is None:
        if channel == "hotline":
            raise Refused(say("Enter the number of the outside system."), "outside_number")
        return None
    item = intake.fit_hotline(outside)
    if Hotline.objects.filter(system=item.system, number=item.number).exists():
        raise Refused(
            say("{system} {number} is registered already.", system=item.system, number=item.number),
            "outside_number",
        )
    return item


def _demand_worker(user: int, community: int, day: dt.date) -> None:
    """It is about somebody who works here. Raises Refused."""
    try:
        found = accounts.actor(user, day, community=community)
    except NotFound:
        raise Refused(say("Choose one of the community's workers."), "about_user") from None
    if found.community != community:
        raise Refused(say("Choose one of the community's workers."), "about_user")


def _next(community: int, day: dt.date) -> tuple[int, int]:
    """The next number of the day, and the key of the row that bears it; two at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute(_SERIAL, [community, day])
        serial, key = cursor.fetchone()
        return int(serial), int(key)


def _searched(row: Appeal) -> list[str]:
    return [row.text, row.number, row.place, row.wish]


def _point(row: Appeal) -> tuple[float, float] | None:
    return None if row.longitude is None or row.latitude is None else (row.longitude, row.latitude)
