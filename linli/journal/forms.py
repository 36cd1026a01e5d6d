"""What the log is searched by."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SHAPES = ("%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日")


class SpanForm(forms.Form):
    """Days, both included, and who."""

    first = forms.DateField(label=_("From the day"), required=False, input_formats=SHAPES)
    last = forms.DateField(label=_("To the day (included)"), required=False, input_formats=SHAPES)
    who = forms.CharField(label=_("Who"), required=False, max_length=60)
    verb = forms.CharField(label=_("What was done"), required=False, max_length=60)

    def span(self, on: dt.date, days: int) -> tuple[dt.date, dt.date]:
        """First day and first day after; the last `days` days when none are typed."""
        typed: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        last = typed.get("last") or on
        first = typed.get("first") or last - dt.timedelta(days=days - 1)
        return (first, last + dt.timedelta(days=1)) if first <= last else (last, first + dt.timedelta(days=1))
