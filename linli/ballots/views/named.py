"""Named votes: the grid of members × items, entered, checked by another person, settled."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.accounts import api as accounts
from linli.base.submit import submit_once
from linli.kernel import NotFound, Refused

from ..actions import naming
from ..queries import named, results, roll
from ..rules import codes
from .common import actor_of, today

ENTER, CHECK, SETTLE = "enter", "check", "settle"


@accounts.needs("ballots.keep")
@require_http_methods(["GET", "POST"])
@submit_once
def grid(request: HttpRequest, key: int) -> HttpResponse:
    """One grid: whoever comes first enters it, another person checks it blind, then what differs is settled."""
    actor, (at, _on) = actor_of(request), today()
    page = results.page(actor, key)
    if page.counted.secret:
        raise NotFound("decision")
    rows, lines = named.grid(actor, key), roll.roll_of(actor, key)
    differing = {(one.voter, one.option): one for one in named.differing(key)}
    mode = (
        SETTLE
        if differing
        else CHECK
        if rows and any(one.entered_by not in (None, actor.user_id) for one in rows)
        else ENTER
    )
    before = {one.voter: one.answers for one in rows} if mode == ENTER else {}
    wrong = ""
    if request.method == "POST":
        try:
            said = _deed(mode, actor, at, key, _read(request, page, lines, differing))
        except Refused as refused:
            wrong = str(refused)
        else:
            messages.success(request, said)
            again = mode == CHECK and bool(named.differing(key))
            return redirect(request.path if again else reverse("ballots:decision", args=[key]))
    sent = request.POST if request.method == "POST" else {}
    context = {
        "title": {ENTER: _("Enter votes"), CHECK: _("Check votes"), SETTLE: _("Settle votes")}[mode], "mode": mode,
        "page": page, "wrong": wrong, "back_url": page.counted.url, "items": page.asked.options,
        "rows": [_row(page, one, before, differing, sent, mode) for one in lines if mode != SETTLE or any(one.id == voter for voter, _o in differing)],
    }  # fmt: skip
    return render(request, "ballots/named.html", context, status=422 if wrong else 200)


def _deed(mode: str, actor: Any, at: Any, key: int, answers: naming.Answers) -> str:
    if mode == ENTER:
        naming.named(actor=actor, at=at, decision=key, answers=answers)
        return _("Entered. Another person checks it now.")
    if mode == SETTLE:
        naming.settle_named(actor=actor, at=at, decision=key, answers=answers)
        return _("Settled.")
    found = naming.check_named(actor=actor, at=at, decision=key, answers=answers)
    if found:
        return _("{n} answers differ. Look into the minutes together and settle them.").format(n=len(found))
    return _("Everything agrees.")


def _read(request: HttpRequest, page: Any, lines: Any, differing: Any) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for line in lines:
        for place, option in enumerate(page.asked.options):
            value = request.POST.get(f"a_{line.id}_{place}", "")
            if value in codes.ANSWERS and (not differing or (line.id, option.key) in differing):
                found.setdefault(line.id, {})[option.key] = value
    return found


def _row(page: Any, line: Any, before: Any, differing: Any, sent: Any, mode: str) -> dict[str, Any]:
    cells = []
    for place, option in enumerate(page.asked.options):
        name = f"a_{line.id}_{place}"
        gap = differing.get((line.id, option.key))
        usual = codes.RECUSED if line.recused else codes.YES
        held = sent.get(name) or before.get(line.id, {}).get(option.key) or ("" if mode == SETTLE else usual)
        cells.append({
            "name": name, "item": option.name, "value": held, "asked": mode != SETTLE or gap is not None,
            "hint": f"{codes.ANSWERS[gap.first]} / {codes.ANSWERS[gap.second]}" if gap else "",
            "choices": [(one, word) for one, word in codes.ANSWERS.items() if not line.recused or one in (codes.RECUSED, codes.ABSENT)],
        })  # fmt: skip
    return {"name": line.name, "cells": cells}
