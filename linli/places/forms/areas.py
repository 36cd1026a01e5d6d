"""The community itself: its name, code and parent from a day, its outline, its declared facts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm, DayField

from .fields import OutlineField, pick
from .words import FACTS

ABOUT = {"": _("exact"), "约": "约", "近": "近", "余": "余"}


class ChangeForm(DatedForm):
    """A new name, code or parent from a day on; which of the three, the address says."""

    value = forms.CharField(max_length=60)
    source = forms.CharField(label=_("Source"), required=False, max_length=200)
    start = DayField(label=_("From"))

    def __init__(
        self, *args: Any, label: str, choices: list[tuple[str, str]] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if choices is not None:
            self.fields["value"] = forms.ChoiceField(choices=choices)
        self.fields["value"].label = label


class OutlineForm(forms.Form):
    """The outline of the community."""

    outline = OutlineField()


class FactForm(DatedForm):
    """A fact that the community states of itself."""

    name = pick(FACTS, _("Fact"))
    value = forms.CharField(
        label=_("What is stated"),
        required=False,
        max_length=200,
        help_text=_("Left empty it ends what was stated."),
    )
    about = pick(ABOUT, _("How exact"), required=False)
    unit = forms.CharField(label=_("Unit of measure"), required=False, max_length=20)
    source = forms.CharField(label=_("Source"), required=False, max_length=200)
    start = DayField(label=_("From"))
