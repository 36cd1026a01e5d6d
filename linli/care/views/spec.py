"""The verbs of a case: which power, which question, which action; one table for single cases and for many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm

from ..actions import applying, deciding, handling
from ..forms import verbs as forms

KEEP, SIGN = "care.keep", "care.sign"


@dataclass(frozen=True)
class Spec:
    """One verb. many: the action takes several cases; danger: it cannot be undone."""

    power: str
    title: str | Promise
    form: type[AskedForm]
    deed: Callable[..., Any]
    names: tuple[str, ...] = ()
    many: bool = True
    danger: bool = False
    hint: str | Promise = ""


SPEC: dict[str, Spec] = {
    "submit": Spec(KEEP, _("Hand in"), forms.PlainForm, applying.submit, many=False),
    "ask_supplement": Spec(KEEP, _("Ask for papers"), forms.SupplementForm, applying.ask_supplement, ("lacking", "due"), many=False,
                           hint=_("Everything that is missing is named now, once for all.")),
    "supplement": Spec(KEEP, _("Papers are there"), forms.PlainForm, applying.supplement, many=False),
    "accept": Spec(KEEP, _("Accept"), forms.OpinionForm, handling.accept, ("opinion",)),
    "survey": Spec(KEEP, _("Enter the visit"), forms.VisitForm, handling.survey, ("day", "people", "result")),
    "hear": Spec(KEEP, _("Enter the hearing"), forms.HearingForm, handling.hear, ("day", "should", "agree", "against")),
    "show": Spec(KEEP, _("Show publicly"), forms.ShowForm, handling.show, ("start",),
                 hint=_("Names are masked; the secretary or the committee approves the notice under Notices.")),
    "forward": Spec(SIGN, _("Send on"), forms.OpinionForm, handling.forward, ("opinion",),
                    hint=_("The case goes to the subdistrict with the community's opinion.")),
    "decide": Spec(KEEP, _("Enter the decision"), forms.DecideForm, deciding.decide, ("granted", "number", "day", "reason")),
    "pay": Spec(KEEP, _("Note a payment"), forms.PayForm, deciding.pay, ("fen", "day", "note"),
                hint=_("The authority pays; here it is only noted.")),
    "confirm": Spec(
        KEEP, _("Confirm as alive"), forms.ConfirmForm, deciding.confirm, ("day", "way"), hint=_("Nobody is asked to come to the office for it."),
    ),
    "change": Spec(KEEP, _("Change the amount"), forms.AmountForm, deciding.change, ("fen", "reason"), many=False),
    "stop": Spec(SIGN, _("Stop the payment"), forms.StopForm, deciding.stop, ("day", "reason"), many=False, danger=True),
    "recover": Spec(KEEP, _("Note what is paid back"), forms.AmountForm, deciding.recover, ("fen", "reason"), many=False),
    "archive": Spec(KEEP, _("Put on file"), forms.PlainForm, deciding.archive),
    "withdraw": Spec(KEEP, _("Take the application back"), forms.ReasonForm, applying.withdraw, ("reason",), many=False, danger=True,
                     hint=_("The person may apply again.")),
}  # fmt: skip
#: State of the list → what may be done with many at once.
BATCH: dict[str, tuple[str, ...]] = {
    "submitted": ("accept",), "accepted": ("survey", "show", "forward"), "surveyed": ("show", "forward"), "heard": ("show",),
    "shown": ("forward",), "forwarded": ("decide",), "approved": ("pay",), "receiving": ("pay", "confirm", "archive"), "rejected": ("archive",),
}  # fmt: skip
MANY = tuple(dict.fromkeys(verb for verbs in BATCH.values() for verb in verbs))


def values_of(verb: str, typed: dict[str, Any]) -> dict[str, Any]:
    """What the action of a verb takes, of what was typed."""
    found = {name: typed[name] for name in SPEC[verb].names}
    if verb == "decide":
        found["granted"] = typed["granted"] == "yes"
    if verb == "ask_supplement":
        found["lacking"] = [*typed["lacking"], typed["other"]]
    return found


def initial_of(verb: str, on: dt.date) -> dict[str, Any]:
    """What stands in the fields beforehand."""
    first = on + dt.timedelta(days=1)
    return {
        "show": {"start": first}, "ask_supplement": {"due": on + dt.timedelta(days=7)},
    }.get(verb, {"day": on})  # fmt: skip
