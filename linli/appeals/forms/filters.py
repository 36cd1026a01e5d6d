"""Filters of lists: read from the address, where a bad value falls back to none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm, DayField

from ..rules import codes

Choices = list[tuple[str, Any]]


def _all(table: Mapping[str, Any]) -> Choices:
    return [("", _("All")), *table.items()]


class Filters(DatedForm):
    """A form of the address: what does not fit is left out, nobody is told off."""

    def value(self, field: str, otherwise: Any = "") -> Any:
        """The cleaned value, or `otherwise` when the address has none that fits."""
        if not self.is_bound:
            return otherwise
        self.is_valid()
        return self.cleaned_data.get(field) or otherwise


class AppealsForm(Filters):
    """Which appeals are shown; the first four are always seen, the others under 更多."""

    seldom = ("channel", "level", "handler", "cell", "rating", "since", "until", "published")

    q = forms.CharField(label=_("Number, words or place"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    show = forms.ChoiceField(
        label=_("Which"), required=False,
        choices=[("", _("All")), ("mine", _("Mine")), ("late", _("Overdue"))],
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("How it came"), required=False, choices=_all(codes.CHANNELS))
    level = forms.ChoiceField(label=_("Handled at"), required=False, choices=_all(codes.LEVELS))
    handler = forms.TypedChoiceField(label=_("Handler"), required=False, coerce=int, empty_value=None)
    cell = forms.TypedChoiceField(label=_("Grid"), required=False, coerce=int, empty_value=None)
    rating = forms.ChoiceField(label=_("Rating"), required=False, choices=_all(codes.RATINGS))
    since = DayField(label=_("Received from"), required=False)
    until = DayField(label=_("Received until"), required=False)
    published = forms.ChoiceField(
        label=_("Published"), required=False, choices=[("", _("All")), ("yes", _("Published")), ("no", _("Not published"))]
    )  # fmt: skip

    def __init__(
        self, *args: Any, categories: Choices, people: list[tuple[int, str]], cells: list[tuple[int, str]], **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.people = people
        groups = [("open", _("Not yet closed")), ("ended", _("Ended"))]
        for name, choices in (
            ("state", [*groups, *codes.STATES.items()]), ("category", categories),
            ("handler", [(str(key), called) for key, called in people]), ("cell", [(str(key), called) for key, called in cells]),
        ):  # fmt: skip
            self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The fields under 更多."""
        return [self[name] for name in self.seldom]

    @property
    def unfolded(self) -> bool:
        """Whether one of the seldom filters is set, so that it has to be seen."""
        return any(self.value(name) for name in self.seldom)


class ReceptionsForm(Filters):
    """Which lines of the reception book are shown."""

    q = forms.CharField(label=_("Name, address or what was asked"), required=False, max_length=60)
    result = forms.ChoiceField(label=_("Result"), required=False)
    since = DayField(label=_("Received from"), required=False)
    until = DayField(label=_("Received until"), required=False)

    def __init__(self, *args: Any, results: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["result"].choices = [("", _("All")), *results]  # type: ignore[attr-defined]


class GuidesForm(Filters):
    """Which matters of the guide are shown."""

    q = forms.CharField(label=_("Matter, office or step"), required=False, max_length=60)
