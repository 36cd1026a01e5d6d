"""What a verb's form needs of the appeal: what is known already, what may be chosen, what may not go out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.base import clock
from linli.kernel import Actor, NotFound, Refused, say
from linli.kernel.masking import find_private, mask_address, mask_text
from linli.kernel.phones import hide_phone

from ..forms.verbs import VerbForm
from ..queries import desk, record
from ..queries.desk import TextRow
from ..queries.shapes import Record, ReporterView
from ..rules import codes
from ..rules.intake import ReporterParts
from . import words
from .doings import Doing

#: Fields of a form that are no words of the worker.
_OWN = ("csrfmiddlewaretoken", "version", "submit_key", "way", "kind", "outcome")


@dataclass(frozen=True)
class Held:
    """The appeal that a form is about, and where its page is."""

    record: Record

    @property
    def id(self) -> int:
        """The key."""
        return self.record.id

    @property
    def number(self) -> str:
        """The number on the receipt."""
        return self.record.number

    @property
    def version(self) -> int:
        """What the form is opened with."""
        return self.record.version

    @property
    def title(self) -> str:
        """The resident's words in one line."""
        return words.short(self.record.text)

    @property
    def sentence(self) -> str:
        """The state as a sentence."""
        return str(self.record.sentence)

    @property
    def url(self) -> str:
        """The record's page."""
        return reverse("appeals:appeal", args=[self.record.id])

    @property
    def private(self) -> list[str]:
        """Names that may not go out."""
        one = self.record.reporter
        return [name for name in (one.name, one.for_other) if len(name) > 1] if one else []

    @property
    def last_answer(self) -> str:
        """The last final answer, to begin from."""
        return next((one.text for one in self.record.answers if one.kind == "final"), "")


def hold(actor: Actor, key: int, at: dt.datetime) -> Held:
    """The appeal within the actor's sight. Raises NotFound."""
    return Held(record.record(actor, key, at))


def form_of(
    verb: str, doing: Doing, held: Held, actor: Actor, at: dt.datetime, data: QueryDict | None
) -> VerbForm:
    """The form of a verb, with what is known already."""
    people = words.colleagues(actor, at) if _chooses_people(doing) else []
    form = doing.form(
        data,
        on=clock.day_of(at),
        people=people,
        lists=_lists(verb, held, actor, at),
        initial=_initial(verb, held),
    )
    if verb == "correct" and held.record.reporter is None:
        del form.fields["name"], form.fields["phone"]
    if verb == "release" and not held.record.photos:
        del form.fields["photos"]
    return form


def wanted(verb: str, form: VerbForm, held: Held, actor: Actor, at: dt.datetime) -> dict[str, Any]:
    """What the action takes. Raises Refused for a number that nobody has."""
    values = form.wanted()
    if verb == "merge":
        values["into"] = _number(actor, values["into"], at)
    if verb == "correct":
        one = held.record
        if values["place"] == one.place_words:
            del values["place"]
        if one.reporter is not None:
            values["reporter"] = _reporter(one.reporter, values.pop("name"), values.pop("phone"))
    return values


def warnings(form: VerbForm, held: Held) -> list[str]:
    """What in a sent form may not go out, in sentences; nothing for a form that stays in the office."""
    return seen({name: str(form.data.get(name, "")) for name in form.watched}, held) if form.watched else []


def seen(typed: Mapping[str, str], held: Held) -> list[str]:
    """Identity numbers, phones, bank cards and names of who asked, found in what was typed."""
    text = "\n".join(value for name, value in typed.items() if name not in _OWN)
    kinds = dict.fromkeys(spot.kind for spot in find_private(text))
    said = {
        "number": _("An identity number stands in it."), "phone": _("A phone number stands in it."),
        "bank": _("The number of a bank card stands in it."),
    }  # fmt: skip
    names = [name for name in held.private if name in text]
    return [said[kind] for kind in kinds] + [
        _("The name {name} stands in it.").format(name=name) for name in names
    ]


def texts_for(form: VerbForm, held: Held, verb: str, actor: Actor) -> list[TextRow]:
    """Standard texts that fit the verb and the category."""
    if not form.written or actor.community is None:
        return []
    return desk.texts(actor, verb=verb, category=held.record.category)


def _chooses_people(doing: Doing) -> bool:
    return (
        any(name in doing.form.base_fields for name in ("handler", "to", "users"))
        and "kind" not in doing.form.base_fields
    )


def _lists(verb: str, held: Held, actor: Actor, at: dt.datetime) -> dict[str, list[tuple[str, str]]]:
    """Choices that only this appeal knows."""
    one = held.record
    if verb == "extend":
        running = [
            clock.kind for clock in one.clocks if clock.how in ("running", "late") and clock.kind != "today"
        ]
        return {"kind": [(kind, str(codes.CLOCKS[kind])) for kind in running or codes.CLOCKS]}
    if verb == "correct":
        return {"category": words.flat(actor, at)}
    if verb == "release":
        return {
            "photos": [(str(photo.id), _("Picture {n}").format(n=n)) for n, photo in enumerate(one.photos, 1)]
        }
    return {}


def _initial(verb: str, held: Held) -> dict[str, Any]:
    """What is known already: shown to be confirmed, not asked."""
    one = held.record
    who = _("the person") if one.reporter is not None else ""
    known: dict[str, dict[str, Any]] = {
        "solve": {"told": who},
        "promise": {"told": who},
        "tell": {"told": who},
        "amend_answer": {"text": held.last_answer},
        "assist": {"users": list(one.assisting)},
        "correct": {
            "text": one.text, "category": one.category, "place": one.place_words, "wish": one.wish, "urgent": one.urgent,
            "name": one.reporter.name if one.reporter else "",
            "phone": hide_phone(one.reporter.phone) if one.reporter and one.reporter.phone else "",
        },
        "release": {
            "text": mask_text(one.text), "answer": mask_text(held.last_answer), "place": mask_address(one.place),
        },
    }  # fmt: skip
    return known.get(verb, {})


def _reporter(held: ReporterView, name: str, phone: str) -> ReporterParts | None:
    """Who asks as corrected; a phone left as it was shown, hidden in part, stays. None when nothing changed."""
    number = held.phone if phone.strip() == hide_phone(held.phone) else phone
    if (name.strip(), number) == (held.name, held.phone):
        return None
    return ReporterParts(name, number, held.person, held.household, held.for_other, held.relation)


def _number(actor: Actor, number: str, at: dt.datetime) -> int:
    try:
        return record.by_number(actor, number, at).id
    except NotFound:
        raise Refused(
            say("There is no appeal with the number {number}.", number=number[:20]), "into"
        ) from None
