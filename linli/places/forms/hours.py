"""What may be asked of the calendar: from when, how much, of which unit."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel.worktime import CHINA
from linli.ui.fields import DatedForm, DayField

#: Unit of a deadline → what people call it.
UNITS = (
    ("working_day", _("working days")),
    ("working_hour", _("working hours")),
    ("working_minute", _("minutes of working time")),
    ("hour", _("hours by the clock")),
    ("day", _("days (of the calendar)")),
    ("today", _("today's rule")),
)
_TIMES = ("%H:%M", "%H%M", "%H.%M", "%H:%M:%S")


class TryForm(DatedForm):
    """A deadline to be counted."""

    day = DayField(label=_("Received on"))
    time = forms.TimeField(label=_("Time of day"), input_formats=_TIMES)
    amount = forms.IntegerField(label=_("How much"))
    unit = forms.ChoiceField(label=_("Unit of time"), choices=UNITS)

    def received(self) -> dt.datetime:
        """The moment asked for."""
        return dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], CHINA)
