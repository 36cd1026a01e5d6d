"""What the log is searched by."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from linli.kernel.days import FIRST_YEAR, LAST_YEAR

SHAPES = ("%Y-%m-%d", "%Y%m%d", "%Y.%m.%d", "%Y/%m/%d", "%Y年%m月%d日")

#: Days beyond these have no day before or after that could be reckoned with.
POSSIBLE = (MinValueValidator(dt.date(FIRST_YEAR, 1, 1)), MaxValueValidator(dt.date(LAST_YEAR, 12, 31)))


class SpanForm(forms.Form):
    """Days, both included, and who."""

    first = forms.DateField(
        label=_("From the day"), required=False, input_formats=SHAPES, validators=POSSIBLE
    )
    last = forms.DateField(
        label=_("To the day (included)"), required=False, input_formats=SHAPES, validators=POSSIBLE
    )
    who = forms.CharField(label=_("Who"), required=False, max_length=60)
    verb = forms.CharField(label=_("What was done"), required=False, max_length=60)

    def span(self, on: dt.date, days: int) -> tuple[dt.date, dt.date]:
        """First day and first day after; the last `days` days when none are typed."""
        typed: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        last = typed.get("last") or on
        first = typed.get("first") or last - dt.timedelta(days=days - 1)
        return (first, last + dt.timedelta(days=1)) if first <= last else (last, first + dt.timedelta(days=1))
