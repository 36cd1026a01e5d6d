"""A roster uploaded, and what is said about it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm, DayField

from ..rules import codes
from ..rules.imports import ROWS, STATES, Options
from .filters import Filters

ACCEPTED = ".xlsx,.xls,.csv,.txt"


def _file() -> forms.FileField:
    return forms.FileField(
        label=_("File"), widget=forms.FileInput(attrs={"accept": ACCEPTED}), max_length=200
    )


class AboutForm(DatedForm):
    """What is said about a file beside its columns."""

    rows = forms.ChoiceField(label=_("What the file lists"), choices=list(ROWS.items()), initial="arrivals")
    kind = forms.ChoiceField(
        label=_("Kind of residence where the file does not say it"), required=False, choices=[("", _("None")), *codes.KINDS.items()]
    )  # fmt: skip
    start = DayField(label=_("First day of residence where the file does not say it"), required=False)
    compound = forms.CharField(label=_("Estate where the file names none"), required=False, max_length=60)
    make_rooms = forms.BooleanField(label=_("Make buildings and rooms that are missing"), required=False)

    def options(self) -> Options:
        """What the actions take."""
        values = self.cleaned_data
        return Options(
            values["rows"], values["kind"], values["start"], values["make_rooms"], values["compound"].strip()
        )

    @classmethod
    def of(cls, options: Options, on: dt.date) -> AboutForm:
        """The form as it was filled before."""
        said = {
            "rows": options.rows, "kind": options.kind, "start": options.start, "compound": options.compound,
            "make_rooms": options.make_rooms,
        }  # fmt: skip
        return cls(initial=said, on=on)


class UploadForm(AboutForm):
    """A file with its sender, whose columns are remembered."""

    file = _file()
    sender = forms.CharField(label=_("Who gave the file"), required=False, max_length=60)
    day = DayField(label=_("Day of the file"), required=False)
    field_order = ("file", "rows", "sender", "day", "kind", "start", "compound", "make_rooms")


class MendedForm(forms.Form):
    """The workbook with its faults mended."""

    file = _file()


class ColumnsForm(forms.Form):
    """For every head of a file the field it means; "" leaves the column aside."""

    def __init__(
        self, *args: Any, heads: list[tuple[str, str, str]], choices: list[tuple[str, Any]], **options: Any
    ) -> None:
        """heads are (name of the form's field, head, field bound now)."""
        super().__init__(*args, **options)
        for name, head, meant in heads:
            self.fields[name] = forms.ChoiceField(label=head, choices=choices, initial=meant, required=False)


class ImportsForm(Filters):
    """Which imports are shown."""

    q = forms.CharField(label=_("File or sender"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *STATES.items()])
