"""Cells: what is said of one, and which units go where."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm, DayField

from .fields import OutlineField


class CellForm(DatedForm):
    """One part of a partition scheme."""

    code = forms.CharField(
        label=_("Cell code"), max_length=20, help_text=_("Such as 01, or 15 digits as posted.")
    )
    name = forms.CharField(label=_("Name"), max_length=60)
    start = DayField(label=_("From"))
    outline = OutlineField()


class MoveForm(DatedForm):
    """The day of a move; the units are checkboxes of the page."""

    start = DayField(label=_("From"))
