"""The shape of what is typed about bodies and seats."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, DayField, key_field, of_table

from ..rules import codes


class BodyForm(AskedForm):
    """Name, seats, note."""

    seldom: ClassVar[tuple[str, ...]] = ("note",)

    name = forms.CharField(label=_("Name"), max_length=60)
    size = forms.IntegerField(
        label=_("Seats"), required=False, min_value=1, max_value=2000, help_text=_("Empty: not fixed, or counted at the door")
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), required=False, max_length=200)


class NewBodyForm(BodyForm):
    """A body with its kind and first day."""

    field_order = ("kind", "name", "size", "on")

    kind = forms.ChoiceField(label=_("Kind of body"), choices=of_table(codes.BODIES))
    on = DayField(label=_("Since"))


class SeatForm(AskedForm):
    """Who sits in a body."""

    seldom: ClassVar[tuple[str, ...]] = ("user", "note")

    name = forms.CharField(label=_("Full name"), max_length=60)
    sex = forms.ChoiceField(label=_("Sex"), choices=of_table(codes.SEX), initial="0")
    office = forms.ChoiceField(label=_("Post held"), choices=of_table(codes.OFFICES), initial="member")
    began = forms.ChoiceField(label=_("How the seat began"), choices=of_table(codes.BEGAN), initial="elected")
    user = key_field(_("Signs in as"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=200)


class NewSeatForm(SeatForm):
    """A seat with its first day; the door finds the resident among people of one name."""

    field_order = ("name", "door", "sex", "office", "began", "start", "no_kin")

    door = forms.CharField(
        label=_("Door"), required=False, max_length=60, help_text=_("Needed only when several residents have this name, such as 3栋2单元501")
    )  # fmt: skip
    start = DayField(label=_("In office from"))
    no_kin = forms.BooleanField(label=_("No close relative sits in both committees"), required=False)


class EndForm(AskedForm):
    """The first day without it, and why."""

    ended = forms.ChoiceField(label=_("Why it ends"), choices=of_table(codes.ENDED))
    on = DayField(label=_("First day without it"))
    note = forms.CharField(label=_("Note"), required=False, max_length=200)


class DissolveForm(AskedForm):
    """The first day without it."""

    on = DayField(label=_("First day without it"))
