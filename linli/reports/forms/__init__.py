"""Shapes of input; nothing is saved here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import Period, Refused

SCHEMES = (
    ("grid", _("By grid")),
    ("compound", _("By compound")),
    ("group", _("By residents' group")),
    ("party_area", _("By Party area")),
    ("none", _("Whole community")),
)
LAST, SUM = "last", "sum"


class PeriodField(forms.CharField):
    """A day, month, quarter, year or span, as people type them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=30, strip=True, **options)

    def clean(self, value: Any) -> Any:
        """The Period meant; a text that is none is an error that says what can be typed."""
        text = super().clean(value)
        try:
            return Period.read(text) if text else None
        except Refused as refused:
            raise forms.ValidationError(str(refused.reason)) from None


class AskForm(forms.Form):
    """What a table is asked for. Everything has a default; the address carries it."""

    period = PeriodField(label=_("Period or day"), required=False)
    by = forms.ChoiceField(label=_("Divided"), choices=SCHEMES, required=False)
    beside = forms.MultipleChoiceField(
        label=_("Beside it"),
        choices=[(LAST, _("Same period last year")), (SUM, _("Cumulative"))],
        required=False,
    )

    def __init__(self, *args: Any, divided: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        if not divided:
            del self.fields["by"]


class SealForm(forms.Form):
    """Sending a table: to whom, and for an amendment why."""

    receiver = forms.CharField(label=_("Sent to"), max_length=60, required=False)
    why = forms.CharField(label=_("What was corrected"), max_length=200, required=False)


class PercentForm(forms.Form):
    """A percentage somebody typed, and what it is said to be made of."""

    typed = forms.CharField(label=_("Percentage"), max_length=12, required=False)
    n = forms.IntegerField(label=_("Part"), min_value=0, max_value=10**9, required=False)
    m = forms.IntegerField(label=_("Whole"), min_value=1, max_value=10**6, required=False)
