"""The hand-over of all open work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm, DayField

from .people import Choices


class HandOverForm(DatedForm):
    """From whom, to whom, and whether posts end as well."""

    old = forms.TypedChoiceField(label=_("Hands over"), coerce=int)
    new = forms.TypedChoiceField(label=_("Takes over"), coerce=int)
    ends_on = DayField(
        label=_("Posts of the first end on"),
        required=False,
        help_text=_("First day no longer held. Empty: they stay."),
    )

    def __init__(self, *args: Any, olds: Choices, news: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["old"].choices = [("", _("Choose")), *olds]
        fields["new"].choices = [("", _("Choose")), *news]
