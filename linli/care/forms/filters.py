"""Filters of the lists: read from the address, where a bad value falls back to none."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import Period, Refused
from linli.ui.fields import Choices, Filters, all_of_table

from ..queries.listing import Filter
from ..rules import codes


class ApplicationsForm(Filters):
    """Which applications are shown."""

    q = forms.CharField(label=_("Name or pinyin"), required=False, max_length=40)
    scheme = forms.ChoiceField(label=_("Scheme"), required=False)
    year = forms.ChoiceField(label=_("Benefit year"), required=False)
    state = forms.ChoiceField(
        required=False,
        choices=[("", ""), ("open", _("under way")), *codes.STATES.items()],
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, schemes: Choices, years: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, pairs in (("scheme", schemes), ("year", years)):
            self.fields[name].choices = [("", _("All")), *((str(key), word) for key, word in pairs)]  # type: ignore[attr-defined]

    def filter(self) -> Filter:
        """What the query takes."""
        year = self.value("year")
        return Filter(self.value("q"), self.value("scheme"), self.value("state"), int(year) if year else None)


class FindForm(Filters):
    """Whom an application is for."""

    q = forms.CharField(label=_("Name, pinyin, identity number or door"), required=False, max_length=60)


class PromptsForm(Filters):
    """Which prompts are shown."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=all_of_table(codes.PROMPTS))
    scheme = forms.ChoiceField(label=_("Scheme"), required=False)

    def __init__(self, *args: Any, schemes: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["scheme"].choices = [("", _("All")), *((str(k), word) for k, word in schemes)]  # type: ignore[attr-defined]


class HoldersForm(Filters):
    """Which certificate holders are shown."""

    survey = forms.ChoiceField(
        label=_("Survey of the year"), required=False,
        choices=[("", _("All")), ("none", _("not visited yet")), *codes.SURVEY_STATES.items()],
    )  # fmt: skip


def read_period(text: str) -> Period | None:
    """A period as typed; None for none."""
    try:
        return Period.read(text) if text else None
    except Refused:
        return None
