"""Coverage by responsibility and card over occupied households, duties held, cards delivered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse

from linli.base.figures import FLOW, AnyFigure, Figure, Listed, Listing, Ratio, Spine
from linli.kernel import Actor, say
from linli.residents import api as residents

from ..models import Card, Charge
from ..queries.areas import shaped
from ..queries.cards import held_on
from ..queries.coverage import units_in_charge
from ..rules import codes
from ..rules.charges import may_read

HOUSEHOLDS = say("households")
CARDS = say("cards")
PEOPLE = say("people")


def _charges(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Charge.objects.filter(pk__in=pks).select_related("cell")
    areas = {one.pk: one.cell.name for one in rows}
    return {
        one.id: Listed(
            one.id,
            {
                "name": one.face.name, "area": areas[one.id], "kind": str(codes.CHARGES[one.kind]), "branch": one.face.branch_name,
                "start": one.start,
            },
            reverse("contact:area", args=[one.cell]),
        )
        for one in shaped(actor.community or 0, rows, on, duty="")
    }  # fmt: skip


def _cards(actor: Actor, pks: Sequence[int], on: dt.date) -> dict[int, Listed]:
    rows = Card.objects.filter(pk__in=pks).values_list(
        "pk", "household__room__door", "cell__name", "delivered_on", "receipt", "number"
    )
    return {
        pk: Listed(
            pk,
            {
                "door": door, "area": area, "on": day, "receipt": str(codes.RECEIPTS.get(receipt, "")), "number": f"{number:05d}",
            },
            reverse("contact:card", args=[pk]),
        )
        for pk, door, area, day, receipt, number in rows
    }  # fmt: skip


def _named(text: str) -> Q:
    typed = text.strip()[:60].replace("\0", "")
    return Q(member__name__contains=typed) | Q(cell__name__contains=typed)


def _by_door(text: str) -> Q:
    return Q(household__room__door__contains=text.strip()[:60].replace("\0", ""))


def occupied(day: dt.date) -> Q:
    """Occupied households."""
    return residents.lived_in(day)


def in_charge(day: dt.date) -> Q:
    """A."""
    return occupied(day) & Q(room__unit__in=units_in_charge(day))


def with_card(day: dt.date) -> Q:
    """B."""
    return occupied(day) & Q(pk__in=Card.objects.filter(held_on(day)).values("household_id"))


def with_both(day: dt.date) -> Q:
    """A∧B."""
    return in_charge(day) & with_card(day)


SPINES: list[Spine] = [
    Spine(
        "contact_charge", lambda: Charge.objects.filter(void=False), key="member_id", starts="start", ends="end",
        listing=Listing(
            "party member",
            (("name", say("Full name")), ("area", say("Party area")), ("kind", say("Kind of duty")), ("branch", say("Party branch")), ("start", say("Since"))),
            ("cell__code", "kind", "member__sort", "pk"), _charges, _named, may_read,
        ),
    ),
    Spine(
        "contact_card", lambda: Card.objects.filter(delivered_on__isnull=False), key="pk", starts="delivered_on",
        unit="household__room__unit",
        listing=Listing(
            "", (("door", say("Door")), ("number", say("Card number")), ("area", say("Party area")), ("on", say("Delivered on")), ("receipt", say("How it was handed over"))),
            ("-delivered_on", "-pk"), _cards, _by_door, may_read,
        ),
    ),
]  # fmt: skip

FIGURES: list[AnyFigure] = [
    Figure("contact_occupied", say("Occupied households"), HOUSEHOLDS, say("Households behind a door where somebody lives on the day; vacant homes are not counted."), "household", condition=occupied),
    Figure("contact_by_charge", say("Households with a responsible member"), HOUSEHOLDS, say("Occupied households whose unit lies in a Party area with a first responsible on the day."), "household", condition=in_charge),
    Figure("contact_by_card", say("Households with a contact card"), HOUSEHOLDS, say("Occupied households that hold a delivered contact card on the day."), "household", condition=with_card),
    Figure("contact_by_both", say("Households with a responsible member and a card"), HOUSEHOLDS, say("Occupied households with a responsible member and a delivered card on the day."), "household", condition=with_both),
    Ratio("contact_charge_coverage", say("Coverage by responsibility"), say("Occupied households with a responsible member of all occupied households."), "contact_by_charge", "contact_occupied"),
    Ratio("contact_card_coverage", say("Coverage by card"), say("Occupied households with a contact card of all occupied households."), "contact_by_card", "contact_occupied"),
    Ratio("contact_coverage", say("Coverage of contact (responsibility and card)"), say("Occupied households with a responsible member and a card of all occupied households; visits are another figure."), "contact_by_both", "contact_occupied"),
    Figure("contact_first_responsible", say("First responsible for areas"), PEOPLE, say("Party members who are first responsible for an area on the day, each once."), "contact_charge", condition=Q(kind=codes.FIRST), distinct="member_id"),
    Figure("contact_members_in_charge", say("Party members responsible for areas"), PEOPLE, say("Party members who answer for an area on the day, each once."), "contact_charge", distinct="member_id"),
    Figure("contact_cards_delivered", say("Contact cards delivered"), CARDS, say("Contact cards that came to their doors in the period, replacements counted."), "contact_card", FLOW),
]  # fmt: skip
