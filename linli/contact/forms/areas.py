"""The shape of what is typed about areas, who is responsible, and private numbers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, DayField, Filters, PhoneField, key_field, of_table

from ..rules import codes


class AreaForm(AskedForm):
    """A new Party area."""

    name = forms.CharField(label=_("Name of the area"), max_length=60)
    code = forms.CharField(label=_("Cell code"), max_length=20)
    start = DayField(label=_("From"))


class ChargeForm(AskedForm):
    """A member answers for an area."""

    member = key_field(_("Party member"))
    kind = forms.ChoiceField(label=_("Kind of duty"), choices=of_table(codes.CHARGES), initial=codes.SHARED)
    start = DayField(label=_("From"))


class FirstForm(AskedForm):
    """Another first responsible."""

    member = key_field(_("Party member"))
    on = DayField(label=_("From"), help_text=_("The cards of the area are printed anew from this day on."))


class OnForm(AskedForm):
    """A day."""

    on = DayField(label=_("Day"))


class EndChargeForm(AskedForm):
    """The first day without a duty."""

    on = DayField(label=_("First day without it"))


class NumberForm(AskedForm):
    """A private number that its owner agreed to have printed."""

    phone = PhoneField(label=_("Number"), help_text=_("Only with the owner's consent in writing."))
    start = DayField(label=_("From"))


class PutForm(AskedForm):
    """Units into an area."""

    cell = key_field(_("Into the area"))
    start = DayField(label=_("From"))
    first = key_field(_("From building"), required=False)
    last = key_field(_("To building"), required=False)
    move = forms.BooleanField(label=_("Units that lie in another area leave it on this day"), required=False)


class CoverageForm(Filters):
    """Which period and which part."""

    period = forms.CharField(label=_("Period or day"), required=False, max_length=30)
