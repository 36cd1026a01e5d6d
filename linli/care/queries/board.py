"""Rows of today's board: what waits in each scheme, and prompts; the story of a person for those whose line it is."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from urllib.parse import urlencode

from django.db.models import Count, Min

from linli.base import clock
from linli.base.board import Entry, Row
from linli.kernel import Actor, Saying, say
from linli.notices import api as notices

from ..models import Step
from ..rules import codes, sight
from . import prompts, reach
from . import schemes as terms
from .record import SHOWING

LIST, CASE, PROMPTS = "/care/applications/?{query}", "/care/applications/{key}/", "/care/prompts/?{query}"
#: State → what is to be done with cases in it, in the words of the row and of its button.
_NEXT: dict[str, tuple[Saying, Saying]] = {
    "draft": (say("{scheme}: {n} drafts to hand in"), say("Hand in")),
    "submitted": (say("{scheme}: {n} applications to accept"), say("Accept")),
    "accepted": (say("{scheme}: {n} accepted, go on"), say("Go on")),
    "surveyed": (say("{scheme}: {n} visited, go on"), say("Go on")),
    "heard": (say("{scheme}: {n} heard, go on"), say("Go on")),
}
_OVER = say("{scheme}: the public notice of {n} has ended, send on")
MOST = 50


def rows(actor: Actor, at: dt.datetime) -> list[Row]:
    """What waits for the social worker of the line and the secretary; nothing for anybody else."""
    if actor.user_id is None or not sight.may_read(actor):
        return []
    on = clock.day_of(at)
    return [*_cases(actor, on), *_prompts(actor, on)]


def _cases(actor: Actor, on: dt.date) -> list[Row]:
    own = {bytes(reach.mark(code)): one for code, one in terms.own(actor, on).items()}
    waiting = reach.applications(actor).filter(state__in=[*_NEXT, "supplement", "shown"], mark__in=list(own))
    found = []
    counted = waiting.values("mark", "state", "showing").annotate(n=Count("pk"), since=Min("submitted_on"))
    groups = list(counted.order_by("since", "mark", "state"))
    over = notices.of_subject(
        actor.community or 0, SHOWING, {one["showing"] for one in groups if one["showing"]}, on
    )
    for one in groups:
        scheme, state, n = own[bytes(one["mark"])], one["state"], one["n"]
        url = LIST.format(query=urlencode({"scheme": scheme.code, "state": state}))
        if state == "shown":
            ref = over.get(one["showing"])
            if ref is not None and ref.state == "ended" and not ref.open_objections:
                found.append(_row("today", ref.last, _OVER, scheme.name, n, say("Send on"), url))
        elif state in _NEXT:
            words, verb = _NEXT[state]
            found.append(_row("waiting", None, words, scheme.name, n, verb, url))
    return [*found, *_lacking(actor, on)]


def _row(group: str, due: dt.date | None, words: Saying, scheme: str, n: int, verb: Saying, url: str) -> Row:
    return Row(group, due, str(say(words.msgid, scheme=scheme, n=n)), verb=verb, url=url, page=url)


def _lacking(actor: Actor, on: dt.date) -> list[Row]:
    """Papers that were asked for: the day by which they should be there."""
    rows = (
        reach.applications(actor).filter(state="supplement").select_related("person").defer("person__number")
    )
    found = []
    for one in rows.order_by("pk")[:MOST]:
        facts = json.loads(one.facts)
        due = dt.date.fromisoformat(facts["due"])
        found.append(
            Row(
                "late" if due < on else "today" if due == on else "waiting",
                due,
                str(say("{scheme}: papers to be added", scheme=facts["name"])),
                who=one.person.name,
                verb=say("Papers are there"),
                url=f"{CASE.format(key=one.pk)}supplement/",
                page=CASE.format(key=one.pk),
            )  # fmt: skip
        )
    return found


def _prompts(actor: Actor, on: dt.date) -> list[Row]:
    found = prompts.prompts(actor, on=on)
    counted = Counter((one.kind, one.scheme, one.scheme_name) for one in found)
    due: dict[tuple[str, str], dt.date] = {}
    for one in found:
        if one.due is not None:
            due[one.kind, one.scheme] = min(one.due, due.get((one.kind, one.scheme), one.due))
    return [
        Row(
            "waiting", due.get((kind, scheme)), str(say("{scheme}: {what}, {n}", scheme=name, what=codes.PROMPTS[kind], n=n)), verb=say("See who"),
            url=PROMPTS.format(query=urlencode({"kind": kind, "scheme": scheme})), page=PROMPTS.format(query=urlencode({"kind": kind})),
        )
        for (kind, scheme, name), n in counted.items()
    ]  # fmt: skip


def story(actor: Actor, person: int, at: dt.datetime) -> list[Entry]:
    """What was done for a person, for those whose line it is."""
    if not sight.may_read(actor):
        return []
    cases = {one.pk: one for one in reach.applications(actor).filter(person=person).order_by("-pk")[:MOST]}
    return [
        Entry(
            one.at, "", say("{scheme}: {what}", scheme=json.loads(cases[one.application_id].facts)["name"], what=codes.DEEDS[one.verb]),
            url=CASE.format(key=one.application_id),
        )
        for one in Step.objects.filter(application__in=list(cases)).order_by("-at", "-pk")[: 2 * MOST]
    ]  # fmt: skip
