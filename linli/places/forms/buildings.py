"""Buildings: the filter of the list, a new building with its rooms, corrections."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.places.actions.buildings import About
from linli.places.queries.buildings import Wanted
from linli.places.rules.buildings import MAX_FLOORS, MAX_PER_FLOOR, MAX_UNITS
from linli.ui.fields import DatedForm, DayField

from .fields import pick
from .words import USES

STANDING = {"": _("Standing"), "ended": _("Out of use")}


class BuildingsFilter(forms.Form):
    """What narrows the list of buildings; every value may be missing or wrong."""

    q = forms.CharField(label=_("Name or address"), required=False, max_length=60)
    use = pick({"": _("All uses"), **USES}, _("Use"), required=False)
    cell = forms.ChoiceField(label=_("Grid"), required=False)
    state = pick(STANDING, _("State"), required=False)

    def __init__(self, *args: Any, cells: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["cell"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All grids")), *((str(key), name) for key, name in cells)]
        for name in ("use", "cell", "state"):
            self.fields[name].kind = "select"  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What is asked; a value that cannot be is left out."""
        self.is_valid()
        held = getattr(self, "cleaned_data", {})
        cell = held.get("cell")
        return Wanted(
            text=held.get("q", ""), use=held.get("use", ""), cell=int(cell) if cell else None,
            ended=held.get("state") == "ended",
        )  # fmt: skip


class BuildingForm(DatedForm):
    """What is said of a building."""

    compound = forms.CharField(
        label=_("Estate"),
        required=False,
        max_length=60,
        help_text=_("The name that stands before the building number."),
    )
    name = forms.CharField(label=_("Building"), max_length=60, help_text=_("A number, such as 3, or a name."))
    address = forms.CharField(label=_("Street address"), required=False, max_length=120)
    use = pick(USES, _("Use"), initial="home")
    longitude = forms.FloatField(
        label=_("Longitude"), required=False, help_text=_("WGS84, such as 103.9560.")
    )
    latitude = forms.FloatField(label=_("Latitude"), required=False)

    def about(self) -> About:
        """The cleaned values for the action."""
        held = self.cleaned_data
        return About(
            **{name: held[name] for name in ("name", "compound", "address", "use", "longitude", "latitude")}
        )


class NewBuildingForm(BuildingForm):
    """A new building and the rooms that are made with it."""

    units = forms.IntegerField(
        label=_("How many units"),
        initial=1,
        min_value=0,
        max_value=MAX_UNITS,
        help_text=_("0 where the building has no entrances of its own."),
    )
    floors = forms.IntegerField(label=_("Floors"), initial=6, min_value=0, max_value=MAX_FLOORS)
    per_floor = forms.IntegerField(
        label=_("Rooms on each floor of a unit"), initial=2, min_value=0, max_value=MAX_PER_FLOOR
    )
    start = DayField(label=_("From"))
    field_order = (
        "compound", "name", "use", "units", "floors", "per_floor", "start", "address", "longitude", "latitude",
    )  # fmt: skip


class UnitForm(DatedForm):
    """One more entrance."""

    number = forms.IntegerField(label=_("Unit number"), min_value=0, max_value=MAX_UNITS)
