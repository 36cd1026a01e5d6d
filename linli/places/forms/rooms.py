"""Rooms: several new ones, or what is known of one."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.places.actions.rooms import RoomFacts
from linli.ui.fields import DatedForm, DayField

from .fields import pick
from .words import OCCUPANCY, TENURES, USES


class RoomForm(DatedForm):
    """What is known of a room."""

    use = pick(USES, _("Use"), initial="home")
    occupancy = pick(OCCUPANCY, _("Occupancy"), initial="unknown")
    tenure = pick(TENURES, _("Tenure"), initial="commodity")
    square_metres = forms.DecimalField(
        label=_("Square metres"), required=False, max_digits=8, decimal_places=2, min_value=0
    )
    floor = forms.IntegerField(
        label=_("Floor"),
        required=False,
        min_value=-10,
        max_value=150,
        help_text=_("Read off the room number when left empty."),
    )
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def facts(self) -> RoomFacts:
        """The cleaned values for the action."""
        names = ("use", "tenure", "occupancy", "square_metres", "floor", "note")
        return RoomFacts(**{name: self.cleaned_data[name] for name in names})


class NewRoomsForm(RoomForm):
    """Rooms of one unit, alike but for their numbers."""

    unit = forms.ChoiceField(label=_("Unit"))
    numbers = forms.CharField(
        label=_("Room numbers"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("Parted by blanks, commas or lines: 501 502 503."),
    )
    start = DayField(label=_("From"))
    field_order = ("unit", "numbers", "use", "occupancy", "tenure", "start", "square_metres", "floor", "note")

    def __init__(self, *args: Any, units: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(key), name) for key, name in units]

    def clean_numbers(self) -> list[str]:
        """The numbers one by one."""
        return [one for one in re.split(r"[\s,，、;；]+", self.cleaned_data["numbers"]) if one]
