"""Paper: slips with codes, ballot papers, booths, sheets typed by two."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from linli.accounts import api as accounts
from linli.base import limits
from linli.base.submit import submit_once
from linli.kernel import Refused, say
from linli.office import pdf, qr
from linli.places import api as places
from linli.ui.asking import whole
from linli.ui.deeds import tried
from linli.ui.fields import AskedForm
from linli.ui.words import moment_words

from ..actions import casting, papers, printing
from ..forms import decisions as forms
from ..forms.ballot import BallotForm, as_typed, spoiled_field, titled, told
from ..queries import papers as found
from ..queries import results, roll
from ..queries.results import DecisionPage
from ..rules import codes
from .common import actor_of, asked, today
from .public import PURPOSE, SUBJECT


@accounts.needs("ballots.keep")
@require_http_methods(["GET", "POST"])
def slips(request: HttpRequest, key: int) -> HttpResponse:
    """A slip with a fresh code for each who may still vote, as a PDF; earlier codes stay good, each votes once."""
    actor, (at, on) = actor_of(request), today()
    page = results.page(actor, key)
    form = AskedForm(request.POST or None, on=on)
    if request.method != "POST":
        return asked(
            request, form, lambda typed: None, page.counted.url, title=_("Print slips with codes"), about=page.counted.title,
            save=_("Print"), hint=_("One slip for each who may still vote, {n} in all. Codes are kept nowhere in readable form: print them at once and hand them out against the roll.").format(n=len(found.voters(actor, key))),
        )  # fmt: skip
    address = request.build_absolute_uri(_vote_url(actor, on))
    made = printing.hand_out(actor=actor, at=at, decision=key)
    until = moment_words(page.until, at) if page.until else "—"
    sheets = [
        pdf.Slip(
            _("Slip for voting"),
            [
                f"{ref}  {name}", page.counted.title, _("Code for voting: {code}").format(code=accounts.grouped_code(code)),
                _("Scan the picture with a phone and vote in two steps, until {until}. Or bring this slip to a booth and vote on paper.").format(until=until),
                _("The code votes once. What you vote is kept apart from your name."),
            ],
            f"{address}?k={code}", places.name_of(actor.community or 0, on), f"{on:%Y-%m-%d}",
        )
        for ref, name, code in made
    ]  # fmt: skip
    return _pdf(
        pdf.slips(_("Slips for voting"), sheets, demo=settings.DEMO, at=_seconds(at)), f"slips-{key}.pdf"
    )


@accounts.needs("ballots.keep")
@never_cache
@require_http_methods(["GET", "POST"])
def slip(request: HttpRequest, key: int) -> HttpResponse:
    """A new code for one whose slip was lost, shown once; an earlier one stays good, the line votes once."""
    actor, (at, on) = actor_of(request), today()
    decision, name = roll.decision_of(actor, key)
    page = results.page(actor, decision)
    back = reverse("ballots:roll", args=[decision])
    form = AskedForm(request.POST or None, on=on)
    made: list[tuple[str, str, str]] = []
    if (
        request.method == "POST"
        and tried(
            form,
            lambda typed: made.extend(printing.hand_out(actor=actor, at=at, decision=decision, voter=key)),
        )
        is not None
    ):
        link = f"{request.build_absolute_uri(_vote_url(actor, on))}?k={made[0][2]}"
        return render(request, "ballots/slip.html", {
            "title": _("Code for voting: {code}").format(code=accounts.grouped_code(made[0][2])), "name": name, "page": page,
            "qr": qr.svg(link, title=_("Slip for voting")), "back_url": back,
            "until": moment_words(page.until, at) if page.until else "—",
        })  # fmt: skip
    return asked(
        request, form, lambda typed: None, back, title=_("New code"), about=_("Roll: {title}").format(title=page.counted.title),
        save=_("Hand out"), question=_("Hand out a new code to {name}? Look at their identity card first.").format(name=name),
    )  # fmt: skip


def _vote_url(actor: Any, on: dt.date) -> str:
    return reverse("voting:vote", args=[places.community(actor.community or 0, on).code])


@accounts.needs("ballots.keep")
@require_GET
def paper(request: HttpRequest, key: int) -> HttpResponse:
    """The ballot paper: the same for everybody, without a number or a name."""
    actor, (at, on) = actor_of(request), today()
    page = results.page(actor, key)
    lines = [page.question, _how(page), *_boxes(page)]
    one = pdf.Slip(
        _("Ballot paper: {title}").format(title=page.counted.title),
        lines,
        "",
        places.name_of(actor.community or 0, on),
        "",
    )
    return _pdf(pdf.slips(_("Ballot paper"), [one], demo=settings.DEMO, at=_seconds(at)), f"ballot-{key}.pdf")


@accounts.needs("ballots.keep")
@require_GET
def booth(request: HttpRequest, key: int) -> HttpResponse:
    """One booth: subtotals, who is given a sheet, sheets typed in."""
    actor, (at, on) = actor_of(request), today()
    row, page = found.booth(actor, key)
    sheets = found.sheets(key)
    over = bool(page.until and at >= page.until)
    next_own = next(
        (one.number for one in sheets if one.state == "waiting" and one.entered_by != actor.user_id), None
    )
    return render(request, "ballots/booth.html", {
        "title": row.name, "row": row, "page": page, "sheets": [(one, _word(one.state), one.state == "waiting" and one.entered_by == actor.user_id) for one in sheets],
        "hand": forms.HandForm(on=on) if page.counted.state == codes.OPEN and not over else None,
        "typing": page.counted.state in (codes.OPEN, codes.COUNTING), "back_url": page.counted.url,
        "next": next_own or max((one.number for one in sheets), default=0) + 1, "second": next_own,
    })  # fmt: skip


@accounts.needs("ballots.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def hand(request: HttpRequest, key: int) -> HttpResponse:
    """A voter is given a sheet: marked on the roll, the code spent."""
    actor, (at, on) = actor_of(request), today()
    row, page = found.booth(actor, key)
    back = reverse("ballots:booth", args=[key])

    def deed(typed: dict[str, Any]) -> None:
        casting.mark_paper(actor=actor, at=at, booth=key, voter=_who(request, actor, page, typed["who"], at))

    return asked(
        request, forms.HandForm(request.POST or None, on=on), deed, back, title=_("Give out a sheet"), about=row.name,
        save=_("Mark on the roll"), said=_("Marked. Give out one sheet."),
    )  # fmt: skip


def _who(request: HttpRequest, actor: Any, page: DecisionPage, typed: str, at: dt.datetime) -> int:
    """The line of the roll by its number, or by the code of a slip."""
    line = found.by_ref(actor, page.id, typed)
    if line is None and accounts.may_be_code(typed):
        ref = accounts.look_up_code(purpose=PURPOSE, text=typed, source=limits.source(request), at=at)
        line = ref.key if ref and ref.subject == SUBJECT and ref.community == actor.community else None
    if line is None:
        raise Refused(say("Neither a number on this roll nor a code of it."), "who")
    return line


@accounts.needs("ballots.keep")
@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """One sheet is read: for the first time, by a second person, or once more to settle it."""
    actor, (at, _on) = actor_of(request), today()
    row, page = found.booth(actor, key)
    back = reverse("ballots:booth", args=[key])
    one = found.sheet(key, number)
    settling = one is not None and one.state == "different"
    initial = as_typed(page.asked, one.first["vote"], one.first["points"]) if settling and one else None
    form = BallotForm(request.POST or None, asked=page.asked, paper=True, initial=initial)
    form.fields["spoiled"] = spoiled_field()

    def deed(typed: dict[str, Any]) -> str:
        vote, points = form.ballot()
        values = {
            "actor": actor,
            "at": at,
            "booth": key,
            "number": number,
            "vote": vote,
            "points": points,
            "spoiled": typed["spoiled"],
        }
        if settling:
            papers.settle(**values)
            return papers.EQUAL
        return papers.type_in(**values)

    if request.method == "POST" and (done := tried(form, deed)) is not None:
        messages.success(request, _done(done, number))
        further = reverse("ballots:sheet", args=[key, number + 1]) if "next" in request.POST else back
        return redirect(further)
    return render(request, "ballots/sheet.html", {
        "title": _("Sheet {n}").format(n=number), "form": form, "row": row, "page": page, "back_url": back, "settling": settling,
        "readings": [_read(page, one.first), _read(page, one.second or {})] if settling and one else [],
        "second": one is not None and one.state == "waiting", "number": number,
    }, status=422 if form.errors else 200)  # fmt: skip


@accounts.needs("ballots.keep")
@require_GET
def sheet_go(request: HttpRequest, key: int) -> HttpResponse:
    """To the sheet of a number that was typed."""
    number = whole(request.GET.get("number"))
    return redirect("ballots:sheet", key, min(number, 999_999)) if number else redirect("ballots:booth", key)


@accounts.needs("ballots.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def missing(request: HttpRequest, key: int) -> HttpResponse:
    """Sheets that were not in the box."""
    actor, (at, on) = actor_of(request), today()
    row, _decision = found.booth(actor, key)
    form = forms.MissingForm(
        request.POST or None, on=on,
        initial={"missing": row.missing or max(row.short, 0), "reason": row.missing_reason, "version": row.version},
    )  # fmt: skip
    return asked(
        request, form,
        lambda typed: papers.note_missing(actor=actor, at=at, booth=key, missing=typed["missing"], reason=typed["reason"], version=typed["version"]),
        reverse("ballots:booth", args=[key]), title=_("Sheets that are missing"), about=row.name,
        hint=_("{marks} were marked on the roll here, {settled} sheets are counted.").format(marks=row.marks, settled=row.settled),
    )  # fmt: skip


def _read(page: DecisionPage, reading: dict[str, Any]) -> str:
    if reading.get("spoiled"):
        return _("spoiled")
    return "、".join(told(page.asked, reading.get("vote", []), reading.get("points", []))) or _("blank")


def _done(outcome: str, number: int) -> str:
    said = {
        papers.WAITING: _("Sheet {n} is typed. Another person reads it once more."),
        papers.EQUAL: _("Sheet {n} is counted."),
        papers.DIFFERENT: _("Sheet {n} was read differently. Look at it together and settle it."),
    }
    return said[outcome].format(n=number)


def _word(state: str) -> str:
    return {
        "waiting": _("read once, waits for a second reading"), "different": _("read differently"), "counted": _("counted"),
        "spoiled": _("spoiled"),
    }[state]  # fmt: skip


def _how(page: DecisionPage) -> str:
    if page.asked.kind == codes.ANSWER:
        return _("Mark yes, no or abstain on each line.")
    if page.asked.kind == codes.RANKED:
        return _("Write 1 for the best, 2 for the next, and so on.")
    if page.asked.kind == codes.POINTS:
        return _("Write points behind each line, at most {n} together.").format(n=page.asked.most or "—")
    return str(BallotForm(asked=page.asked).fields["choice"].label)


def _boxes(page: DecisionPage) -> list[str]:
    if page.asked.kind == codes.ANSWER:
        answers = "　".join(f"□{codes.ANSWERS[one]}" for one in codes.MARKS)
        return [f"{one.name}　{answers}" for one in page.asked.options]
    box = "____" if page.asked.kind in (codes.RANKED, codes.POINTS) else "□"
    return [f"{box}　{titled(one)}" for one in page.asked.options]


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _seconds(at: dt.datetime) -> dt.datetime:
    return at.replace(microsecond=0)
