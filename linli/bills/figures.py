"""What bills counts: payments at three utilities, households, yuan; errands; what was stamped and refused.

A payment that the utility gave back, and the entry that says so, are both left out: nothing is overwritten, and the sum is right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse

from linli.base.figures import FLOW, AnyFigure, Figure, Listed, Listing, Spine, Sum
from linli.kernel import Actor, Saying, say
from linli.kernel.money import yuan

from .models import Errand, Mandate, Payment, Refusal, SealUse
from .rules import certificates, codes, sight
from .rules.numbers import number_of

BILLS, HOUSEHOLDS, YUAN, KINDS = say("bills"), say("households"), say("yuan"), say("kinds")
MANDATES, ERRANDS, LINES, SLIPS = say("mandates"), say("errands"), say("lines"), say("refusal slips")
_NAME, _ON, _KIND = ("name", say("Full name")), ("on", say("Day")), ("kind", say("Kind"))


def _payments(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Payment.objects.filter(pk__in=pks).select_related("receipt__mandate")
    return {
        one.pk: Listed(
            one.receipt_id,
            {"name": one.receipt.mandate.name, "place": one.receipt.mandate.place, "kind": str(codes.UTILITIES[one.utility]),
             "month": f"{one.month:%Y-%m}", "amount": yuan(one.amount), "on": one.on},
            reverse("bills:receipt", args=[one.receipt_id]),
        )
        for one in rows
    }  # fmt: skip


def _mandates(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Mandate.objects.filter(pk__in=pks).values_list("pk", "name", "place", "start")
    return {
        pk: Listed(pk, {"name": name, "place": place, "on": start}, reverse("bills:mandate", args=[pk]))
        for pk, name, place, start in rows
    }


def _errands(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Errand.objects.filter(pk__in=pks).values_list(
        "pk", "year", "number", "name", "kind", "on", "state"
    )
    return {
        pk: Listed(
            pk, {"number": number_of(year, number), "name": name, "kind": codes.word(codes.ERRANDS, kind), "on": day,
                 "state": codes.word(codes.ERRAND_STATES, state)},
            reverse("bills:errand", args=[pk]),
        )
        for pk, year, number, name, kind, day, state in rows
    }  # fmt: skip


def _seals(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = SealUse.objects.filter(pk__in=pks).values_list("pk", "year", "number", "paper", "applicant", "on")
    return {
        pk: Listed(
            pk,
            {"number": number_of(year, number), "paper": paper, "name": applicant, "on": day},
            reverse("bills:seal_uses"),
        )
        for pk, year, number, paper, applicant, day in rows
    }


def _refusals(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Refusal.objects.filter(pk__in=pks).values_list("pk", "year", "number", "kind", "applicant", "on")
    return {
        pk: Listed(
            pk, {"number": number_of(year, number), "kind": codes.word(certificates.KINDS, kind), "name": applicant, "on": day},
            reverse("bills:refusal", args=[pk]),
        )
        for pk, year, number, kind, applicant, day in rows
    }  # fmt: skip


_SLIP = ("number", say("Slip no."))
SPINES: list[Spine] = [
    Spine(
        "bills_payment", lambda: Payment.objects.filter(void=False, counters__isnull=True, countered_by__isnull=True), key="pk", starts="on",
        listing=Listing("bill receipt", (_NAME, ("place", say("Address")), _KIND, ("month", say("Month billed")), ("amount", say("Amount, yuan")), _ON),
                        ("-on", "-pk"), _payments, lambda text: Q(receipt__mandate__name__contains=text.strip()[:60]), sight.may_read),
    ),
    Spine(
        "bills_mandate", lambda: Mandate.objects.filter(void=False), key="pk", starts="start", ends="end",
        listing=Listing("bill mandate", (_NAME, ("place", say("Address")), _ON), ("sort", "pk"), _mandates,
                        lambda text: Q(name__contains=text.strip()[:60]), sight.may_read),
    ),
    Spine(
        "bills_errand", lambda: Errand.objects.all(), key="pk", starts="handed_on",
        listing=Listing("errand", (_SLIP, _NAME, _KIND, _ON, ("state", say("State"))), ("-year", "-number"), _errands,
                        lambda text: Q(name__contains=text.strip()[:60]), sight.may_read),
    ),
    Spine(
        "bills_seal_use", lambda: SealUse.objects.filter(void=False), key="pk", starts="on",
        listing=Listing("seal use", (_SLIP, ("paper", say("What was stamped")), _NAME, _ON), ("-year", "-number"), _seals,
                        lambda text: Q(paper__contains=text.strip()[:60]), sight.may_read),
    ),
    Spine(
        "bills_refusal", lambda: Refusal.objects.all(), key="pk", starts="on",
        listing=Listing("certificate refusal", (_SLIP, _KIND, _NAME, _ON), ("-year", "-number"), _refusals,
                        lambda text: Q(applicant__contains=text.strip()[:60]), sight.may_read),
    ),
]  # fmt: skip

_PAID = say("Payments of the period at a utility for a resident; one that was given back is not counted.")


def _of(utility: str, label: Saying, sum_label: Saying) -> list[AnyFigure]:
    name = f"bills_{utility}"
    return [
        Figure(name, label, BILLS, say("Payments of the period for this utility; one that was given back is not counted."), "bills_payment", FLOW, Q(utility=utility)),
        Sum(f"{name}_yuan", sum_label, YUAN, say("Sum of the payments of the period for this utility; what was given back is not in it."), name, "amount"),
    ]  # fmt: skip


FIGURES: list[AnyFigure] = [
    Figure("bills_utilities", say("Utilities bills were paid for"), KINDS, say("Kinds of utility (water, electricity, gas) with at least one payment in the period."), "bills_payment", FLOW, distinct="utility"),
    Figure("bills_payments", say("Bills paid for residents"), BILLS, _PAID, "bills_payment", FLOW),
    Figure("bills_households", say("Households bills were paid for"), HOUSEHOLDS, say("Households with at least one payment in the period that was not given back; each counts once."), "bills_payment", FLOW, Q(household__isnull=False), distinct="household_id"),
    Sum("bills_yuan", say("Yuan paid on for residents"), YUAN, say("Sum of the payments of the period at the three utilities; what was given back is not in it."), "bills_payments", "amount"),
    *_of("water", say("Water bills paid"), say("Water bills paid, yuan")),
    *_of("power", say("Electricity bills paid"), say("Electricity bills paid, yuan")),
    *_of("gas", say("Gas bills paid"), say("Gas bills paid, yuan")),
    Figure("bills_mandates", say("Mandates to pay bills"), MANDATES, say("Mandates that hold on the day, one for each resident who signed."), "bills_mandate"),
    Figure("bills_errands", say("Errands handed over"), ERRANDS, say("Errands other than bills whose result was handed over in the period."), "bills_errand", FLOW, Q(state="handed")),
    Figure("bills_seal_uses", say("Papers stamped"), LINES, say("Lines of the register of seals in the period; struck ones are not counted."), "bills_seal_use", FLOW),
    Figure("bills_refusals", say("Certificates refused with a slip"), SLIPS, say("Refusal slips of the period for certificates that a committee must not issue."), "bills_refusal", FLOW),
]  # fmt: skip
