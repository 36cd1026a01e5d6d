"""Facilities."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.places.actions.facilities import FacilityFacts
from linli.ui.fields import DatedForm, DayField


class FacilityForm(DatedForm):
    """What residents need to know of a facility."""

    name = forms.CharField(label=_("Name"), max_length=60)
    slot = forms.ChoiceField(label=_("Place in the standard"), required=False)
    place = forms.CharField(label=_("Where"), required=False, max_length=120)
    hours = forms.CharField(label=_("Opening hours"), required=False, max_length=120)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    keeper = forms.CharField(label=_("Who keeps it"), required=False, max_length=60)
    services = forms.CharField(
        label=_("Services"),
        required=False,
        max_length=900,
        widget=forms.Textarea,
        help_text=_("One on each line."),
    )
    start = DayField(label=_("Open from"))

    def __init__(self, *args: Any, slots: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["slot"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("None of them")), *slots]

    def facts(self) -> FacilityFacts:
        """The cleaned values for the action."""
        names = ("name", "slot", "place", "hours", "phone", "keeper", "services")
        return FacilityFacts(**{name: self.cleaned_data[name] for name in names})
