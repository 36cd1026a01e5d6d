"""The shape of what is typed about organisations."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, DayField, key_field, of_table

from ..rules import codes


class OrganisationForm(AskedForm):
    """A new organisation."""

    seldom: ClassVar[tuple[str, ...]] = ("rank",)

    kind = forms.ChoiceField(label=_("Kind"), choices=of_table(codes.ORGANISATIONS), initial="branch")
    name = forms.CharField(label=_("Name"), max_length=80)
    above = key_field(_("Party organisation above"), required=False)
    on = DayField(label=_("Founded"))
    rank = forms.IntegerField(
        label=_("Place in the list"), required=False, min_value=0, max_value=9999, initial=0
    )


class RenameForm(AskedForm):
    """Another name from a day on."""

    name = forms.CharField(label=_("New name"), max_length=80)
    on = DayField(label=_("From"))


class ElectForm(AskedForm):
    """换届."""

    on = DayField(label=_("Elected on"))
    until = DayField(
        label=_("Ends on"), required=False, help_text=_("Empty: as the policies and standards say")
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class DissolveForm(AskedForm):
    """The day of the dissolution."""

    on = DayField(label=_("Dissolved on"))
