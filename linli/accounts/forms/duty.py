"""Shifts of the duty roster."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm, DayField, PhoneField

from .people import Choices

_DAYS = (
    (0, _("Mon")),
    (1, _("Tue")),
    (2, _("Wed")),
    (3, _("Thu")),
    (4, _("Fri")),
    (5, _("Sat")),
    (6, _("Sun")),
)


class TimeField(forms.Field):
    """A time of day typed as 8:30, 0830, 8点30 or 18."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> dt.time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.time):
            return value
        found = re.fullmatch(r"(\d{1,2})(?:[:：点.]?(\d{2})?)分?", re.sub(r"\s", "", str(value)))
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour == 24 and minute == 0:
            hour = 0
        if hour > 23 or minute > 59:
            raise ValidationError(_("This is no time of day. Write 8:30 or 18:00."))
        return dt.time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, dt.time) else value


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
        label=_("On"), choices=_DAYS, coerce=int, initial=[0, 1, 2, 3, 4, 5, 6]
    )
    overlap = forms.BooleanField(label=_("Enter although somebody is on duty already"), required=False)

    field_order = ("user", "phone", "first", "last", "weekdays", "begin", "close", "overlap")
