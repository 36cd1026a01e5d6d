"""What the pages of the register share: the actor, words for codes, states as status words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _

from linli.accounts import api as accounts
from linli.base import clock, keys
from linli.base.board import Hit
from linli.journal import api as journal
from linli.kernel import Actor, Refused
from linli.ui.parts import State

from .. import queries
from ..forms import PeopleForm
from ..queries import PersonRow, behind
from ..rules import codes

_TINTS = {"to_verify": "today", "to_close": "waiting"}


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in actor; `accounts.needs` has made sure that there is one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def state_of(code: str) -> State | str:
    """A residence's state as a word: tinted only where something is to be done."""
    word = codes.word(codes.STATES, code) if code != "gone" else _("not living here")
    return State(_TINTS[code], word) if code in _TINTS else State("ended", word, quiet=True)


def sex_of(code: str) -> str:
    """Male, female or — for the rest."""
    return codes.word(codes.SEX, code) if code in ("1", "2") else "—"


def masked(phone: str) -> str:
    """138····0123 in its own piece, so that the dots stand close; — for none."""
    return format_html('<span class="masked">{}</span>', phone) if phone else "—"


def row_words(one: PersonRow) -> list[object]:
    """A row of the list of people in words: name, sex, age, door, relation, kind, since, phone, state."""
    return [
        one.name, sex_of(one.sex), one.age, one.door or "—",
        codes.word(codes.RELATIONS, one.relation) if one.relation else "—",
        codes.word(codes.KINDS, one.kind) if one.kind else "—", one.start, one.phone or "—",
        codes.word(codes.STATES, one.state) if one.state != "gone" else _("not living here"),
    ]  # fmt: skip


def behind_door(actor: Actor, room: int, on: dt.date) -> list[Hit]:
    """Who is behind a door, for its page (slot `door`): one line of the viewing log where records were read."""
    found = behind.door(actor, room, on)
    journal.read(actor, "person", found.people, at=clock.now(), purpose="door")
    return found.hits


def export_people(actor: Actor, *, sealed: str) -> Iterator[list[object]]:
    """The rows of an export of the list of people, as filtered in its sealed address (files.register_export)."""
    accounts.may(actor, "residents.export").demand()
    query = keys.unseal(bytes.fromhex(sealed))
    form, on = PeopleForm(QueryDict(query), cells=[]), clock.today()
    form.fields["cell"] = forms.IntegerField(required=False, min_value=1, max_value=10**15)
    page, pages = 0, 1
    while page < pages:
        page += 1
        found = queries.people.listing(
            actor, form.filter(), on=on, sort=QueryDict(query).get("sort") or "name", page=page, size=1000
        )
        journal.read(actor, "person", [one.id for one in found.rows], at=clock.now(), purpose="export")
        pages = found.pages
        yield from (row_words(one) for one in found.rows)


def whole(text: str | None) -> int | None:
    """A positive whole number of an address, or None."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else None


def tried(form: forms.Form, deed: Callable[[dict[str, Any]], Any]) -> Any:
    """Do `deed` with what the form says; a refusal becomes an error of its field, typed text is kept.

    Answers what the deed answers (True for nothing), or None when the form has a fault. The
    deed's own transaction is undone before the form is shown again.
    """
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            done = deed(form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return None
    return True if done is None else done


def version_of(request: HttpRequest) -> int | None:
    """The version that the sent form was opened with."""
    return whole(request.POST.get("version"))
