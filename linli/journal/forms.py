"""What the log is searched by."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SpanForm(forms.Form):
    """Days, both included, and who."""

    first = forms.DateField(label=_("From the day"), required=False)
    last = forms.DateField(label=_("To the day (included)"), required=False)
    who = forms.CharField(label=_("Who"), required=False, max_length=60)
    verb = forms.CharField(label=_("What was done"), required=False, max_length=60)

    def span(self, on: dt.date, days: int) -> tuple[dt.date, dt.date]:
        """First day and first day after; the last `days` days when none are typed."""
        typed: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        last = typed.get("last") or on
        first = typed.get("first") or last - dt.timedelta(days=days - 1)
        return (first, last + dt.timedelta(days=1)) if first <= last else (last, first + dt.timedelta(days=1))
