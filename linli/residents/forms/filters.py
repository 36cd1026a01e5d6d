"""Filters of lists: read from the address, where a bad value falls back to none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..queries import HouseholdFilter, PeopleFilter, ResidenceFilter
from ..rules import codes

#: Age bands of the filter, half-open in full years.
AGES: dict[str, tuple[int | None, int | None]] = {
    "0": (0, 4), "4": (4, 19), "16": (16, 60), "60": (60, None), "80": (80, None), "90": (90, None),
}  # fmt: skip


def _table(table: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return [("", _("All")), *table.items()]


class Filters(forms.Form):
    """A form of the address: what does not fit is left out, nobody is told off."""

    @property
    def chosen(self) -> list[forms.BoundField]:
        """The fields that are chosen from a list, beside the typed one."""
        return [one for one in self.visible_fields() if one.name != "q"]

    def value(self, field: str, otherwise: Any = "") -> Any:
        """The cleaned value, or `otherwise` when the address has none that fits."""
        if not self.is_bound:
            return otherwise
        self.is_valid()
        return self.cleaned_data.get(field) or otherwise


class PeopleForm(Filters):
    """Who is shown in the list of people."""

    q = forms.CharField(label=_("Name, pinyin, number, phone or door"), required=False, max_length=60)
    group = forms.ChoiceField(label=_("Population"), required=False, choices=_table(codes.GROUPS))
    kind = forms.ChoiceField(label=_("Kind of residence"), required=False, choices=_table(codes.KINDS))
    cell = forms.ChoiceField(label=_("Grid"), required=False)
    age = forms.ChoiceField(
        label=_("Age"), required=False,
        choices=[("", _("All")), ("0", "0–3"), ("4", "4–18"), ("16", "16–59"), ("60", "60+"), ("80", "80+"), ("90", "90+")],
    )  # fmt: skip
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("", _("Has an episode today")), ("to_verify", codes.STATES["to_verify"]), ("to_close", codes.STATES["to_close"]),
                 ("gone", _("not living here")), ("any", _("All"))],
    )  # fmt: skip

    #: From a building's page: those who live there.
    building = forms.IntegerField(required=False, min_value=1, max_value=10**15, widget=forms.HiddenInput)

    def __init__(self, *args: Any, cells: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["cell"].choices = [("", _("All")), *((str(key), name) for key, name in cells)]  # type: ignore[attr-defined]

    def filter(self) -> PeopleFilter:
        """What the query takes."""
        cell = self.value("cell")
        return PeopleFilter(
            group=self.value("group"), kind=self.value("kind"), state=self.value("state"),
            cell=int(cell) if cell else None, ages=AGES.get(self.value("age"), (None, None)), text=self.value("q"), building=self.value("building", None),
        )  # fmt: skip


class HouseholdsForm(Filters):
    """Which households are shown."""

    q = forms.CharField(label=_("Door, household number or head"), required=False, max_length=60)
    cell = forms.ChoiceField(label=_("Grid"), required=False)
    tenancy = forms.ChoiceField(label=_("Tenancy"), required=False, choices=_table(codes.TENANCY))

    def __init__(self, *args: Any, cells: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["cell"].choices = [("", _("All")), *((str(key), name) for key, name in cells)]  # type: ignore[attr-defined]

    def filter(self) -> HouseholdFilter:
        """What the query takes."""
        cell = self.value("cell")
        return HouseholdFilter(
            text=self.value("q"), cell=int(cell) if cell else None, tenancy=self.value("tenancy")
        )


class ResidencesForm(Filters):
    """Which residence episodes are shown."""

    q = forms.CharField(label=_("Name or door"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False, choices=_table(codes.STATES))
    kind = forms.ChoiceField(label=_("Kind of residence"), required=False, choices=_table(codes.KINDS))
    reason = forms.ChoiceField(label=_("Reason of closing"), required=False, choices=_table(codes.REASONS))

    def filter(self) -> ResidenceFilter:
        """What the query takes."""
        return ResidenceFilter(
            text=self.value("q"),
            state=self.value("state"),
            kind=self.value("kind"),
            reason=self.value("reason"),
        )


class ChecksForm(Filters):
    """Which doors or checks are shown."""

    q = forms.CharField(label=_("Door or building"), required=False, max_length=60)
