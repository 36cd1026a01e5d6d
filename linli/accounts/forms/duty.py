"""Shifts of the duty roster."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import WEEKDAYS, DatedForm, DayField, PhoneField, TimeField

from .people import Choices


class ShiftForm(DatedForm):
    """One shift."""

    user = forms.TypedChoiceField(label=_("Who"), coerce=int)
    phone = PhoneField(label=_("Phone"))
    first = DayField(label=_("Day"))
    begin = TimeField(label=_("On duty from"), initial=dt.time(18, 0))
    close = TimeField(
        label=_("Off duty at"),
        initial=dt.time(8, 30),
        help_text=_("At or before the beginning: on the next day."),
    )

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["user"].choices = [("", _("Choose")), *people]


class ShiftsForm(ShiftForm):
    """Several shifts of one person at once."""

    first = DayField(label=_("From the day"))
    last = DayField(label=_("To the day (included)"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On"), choices=WEEKDAYS, coerce=int, initial=[0, 1, 2, 3, 4, 5, 6]
    )
    overlap = forms.BooleanField(label=_("Enter although somebody is on duty already"), required=False)

    field_order = ("user", "phone", "first", "last", "weekdays", "begin", "close", "overlap")
