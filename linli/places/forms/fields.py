"""Fields that several forms of places share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.kernel import Refused
from linli.places.rules.outlines import MAX_BYTES, read_outline
from linli.ui.fields import DatedForm, DayField


def pick(words: dict[str, Any], label: Any, **options: Any) -> forms.ChoiceField:
    """A choice among codes, shown as buttons or a list by how many there are."""
    return forms.ChoiceField(choices=list(words.items()), label=label, **options)


class OutlineField(forms.CharField):
    """A pasted GeoJSON outline; its value is the checked geometry, or None."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Outline"))
        options.setdefault(
            "help_text", _("GeoJSON in WGS84: a Polygon or MultiPolygon, as a map program exports it.")
        )
        super().__init__(required=False, max_length=MAX_BYTES, **options)

    def clean(self, value: Any) -> Any:
        """The geometry. A refusal of the rule is the field's error."""
        text = super().clean(value)
        try:
            return read_outline(text)
        except Refused as refused:
            raise ValidationError(str(refused.reason)) from None


class EndForm(DatedForm):
    """The first day without it."""

    end = DayField(label=_("From this day no longer"))
