"""Entering a paper list of visits at once: all of it or nothing, each faulty line named."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base import clock
from linli.base.submit import submit_once
from linli.kernel import Actor, Refused, Saying, say
from linli.places import api as places
from linli.residents import api as residents

from ..actions import paper_visits
from ..actions.paper_visits import Faulty, PaperLine
from ..forms.paper import Line, PaperForm
from ..rules.visits import VisitParts
from .common import actor_of, today
from .routes import people_of

NOBODY = ("没人", "无人", "不在家", "absent")


@accounts.needs("contact.visit")
@require_http_methods(["GET", "POST"])
@submit_once
def page(request: HttpRequest) -> HttpResponse:
    """Paste a list; faults stand beside it with their line, what was typed stays."""
    actor, (at, on) = actor_of(request), today()
    form = PaperForm(
        request.POST or None, on=on, people=people_of(actor, on),
        initial={"on": on, "way": "door", "user": actor.user_id, "key": uuid.uuid4()},
    )  # fmt: skip
    faults: dict[int, Saying] = {}
    if request.method == "POST" and form.is_valid():
        try:
            done = _entered(actor, at, form, faults)
        except Refused as refused:
            form.add_error("lines", str(refused.reason))
        else:
            if not faults:
                messages.success(request, _("{n} visits were entered.").format(n=len(done)))
                return redirect("contact:visits")
    return render(request, "contact/paper.html", {
        "title": _("Enter a paper list"), "form": form, "faults": sorted(faults.items()), "cancel_url": reverse("contact:visits"),
        "shown": form.visible_fields(),
    }, status=422 if form.errors or faults else 200)  # fmt: skip


def _entered(actor: Actor, at: dt.datetime, form: PaperForm, faults: dict[int, Saying]) -> list[int]:
    """Write the list down, or fill `faults` by line and write nothing."""
    values = form.cleaned_data
    lines, numbers = [], []
    found = form.read()
    if len(found) > paper_visits.LINES_MOST:
        raise Refused(say("At most {n} lines at once.", n=paper_visits.LINES_MOST))
    for line in found:
        home = _home(actor, line)
        if isinstance(home, Saying):
            faults[line.number] = home
            continue
        numbers.append(line.number)
        lines.append(_paper_line(line, home, values["key"], values["way"], values["user"]))
    if faults:
        return []
    try:
        return paper_visits.take_over(actor=actor, at=at, lines=lines)
    except Faulty as faulty:
        faults.update({numbers[n - 1]: why for n, why in faulty.faults.items()})
        return []


def _home(actor: Actor, line: Line) -> int | Saying:
    """The household behind the door of a line, or why there is none."""
    if line.fault is not None or line.day is None:
        return line.fault or say("The day is missing.")
    room = places.find_room(actor, line.door, line.day)
    if room is None:
        return say("“{door}” is no door here, or several.", door=line.door[:40])
    home = residents.household_of_room(actor, room.id, on=line.day)
    if home is None:
        return say("At {door} lives no household on {day}, or several: write it down by itself.", door=room.door, day=line.day.isoformat())  # fmt: skip
    return home


def _paper_line(line: Line, home: int, form: uuid.UUID, way: str, user: int) -> PaperLine:
    absent = line.spoke in NOBODY or line.said in NOBODY
    day = line.day or dt.date.min
    parts = VisitParts(
        "door" if absent else way, "absent" if absent else "met", "resident", "" if absent else line.spoke, "",
        "" if absent else line.said, line.measures, line.outcome,
    )  # fmt: skip
    return PaperLine(
        uuid.uuid5(form, str(line.number)), home, dt.datetime.combine(day, dt.time(12), clock.SHANGHAI), parts, user
    )  # fmt: skip
