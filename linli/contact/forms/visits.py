"""Forms of visits: short on a phone, the rest under 更多."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import Period, Refused
from linli.ui.fields import AskedForm, Choices, DatedForm, DayField, Filters, all_of_table, of_table

from ..rules import codes
from ..rules.sheets import FIELDS
from ..rules.visits import MOST, NeedParts

#: Needs that one form has room for.
NEEDS = 3
_AREA = forms.Textarea
PHOTO_HINT = _(
    "A photo only where words do not do: a broken step, a leaking pipe. Never people, never papers."
)


class VisitForm(DatedForm):
    """One visit. `room`, `household`, `person`, `stop` are known from where it was opened; `key` names the record."""

    #: Fields under 更多, in their order.
    seldom: ClassVar[tuple[str, ...]] = (
        "measures", "outcome", "way", "who", "situation", "return_on", "helpers", "went", "photo",
    )  # fmt: skip
    #: Fields that captains and messengers do not have.
    full_only: ClassVar[tuple[str, ...]] = ("measures", "outcome", "who", "situation", "helpers", "photo")

    result = forms.ChoiceField(label=_("How it went"), choices=of_table(codes.RESULTS))
    spoke = forms.CharField(label=_("Spoke with"), required=False, max_length=MOST["spoke"])
    said = forms.CharField(
        label=_("What they said"), required=False, max_length=MOST["said"], widget=_AREA,
    )  # fmt: skip
    measures = forms.CharField(
        label=_("What was done about it"), required=False, max_length=MOST["measures"], widget=_AREA
    )
    outcome = forms.CharField(
        label=_("How it was settled"), required=False, max_length=MOST["outcome"], widget=_AREA
    )
    way = forms.ChoiceField(label=_("Where you met"), choices=of_table(codes.WAYS))
    who = forms.ChoiceField(label=_("Kind of household"), required=False, choices=of_table(codes.WHO))
    situation = forms.CharField(
        label=_("Household situation"), required=False, max_length=MOST["situation"], widget=_AREA
    )
    return_on = DayField(
        label=_("Return promised for"), required=False, help_text=_("Such as 3.5, tomorrow or +7")
    )
    helpers = forms.CharField(label=_("Who went along"), required=False, max_length=200)
    went = DayField(label=_("Day of the visit"), required=False)
    photo = forms.FileField(
        label=_("Photo"), required=False, help_text=PHOTO_HINT, widget=forms.FileInput(attrs={"accept": "image/*"})
    )  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput)
    room = forms.IntegerField(required=False, widget=forms.HiddenInput)
    household = forms.IntegerField(required=False, widget=forms.HiddenInput)
    person = forms.IntegerField(required=False, widget=forms.HiddenInput)
    stop = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, categories: Choices, short: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        for n in range(NEEDS):
            self.fields[f"need{n}"] = forms.CharField(
                label=_("Something to be done"), required=False, max_length=4000, widget=_AREA
            )
            self.fields[f"kind{n}"] = forms.ChoiceField(
                label=_("Category"), required=False, choices=list(categories), initial="other"
            )
            self.fields[f"same{n}"] = forms.IntegerField(required=False, widget=forms.HiddenInput)
            self.fields[f"id{n}"] = forms.UUIDField(
                required=False, widget=forms.HiddenInput, initial=uuid.uuid4
            )
        for name in self.full_only if short else ():
            del self.fields[name]

    @property
    def unfolded(self) -> bool:
        """Whether something under 更多 has an error or was filled, so that it has to be seen."""
        typed = ("measures", "outcome", "situation", "return_on", "helpers", "went")
        return any(name in self.errors for name in (*self.seldom, "kind0")) or (
            self.is_bound and any(self.data.get(name) for name in typed)
        )

    @property
    def rest(self) -> list[forms.BoundField]:
        """The fields under 更多."""
        return [self[name] for name in self.seldom if name in self.fields]

    @property
    def needs(self) -> list[dict[str, Any]]:
        """The needs' fields, one bundle each: text, kind, same, id, and whether it has to be seen."""
        return [
            {
                "n": n, "text": self[f"need{n}"], "kind": self[f"kind{n}"], "same": self[f"same{n}"], "id": self[f"id{n}"],
                "open": bool(self[f"need{n}"].value()),
            }
            for n in range(NEEDS)
        ]  # fmt: skip

    def heard(self) -> list[NeedParts]:
        """The needs that were written down."""
        values = self.cleaned_data
        return [
            NeedParts(values.get(f"id{n}") or uuid.uuid4(), text, values.get(f"kind{n}") or "other", same_as=values.get(f"same{n}"))
            for n in range(NEEDS)
            if (text := values.get(f"need{n}", "").strip())
        ]  # fmt: skip

    def companions(self) -> list[str]:
        """Who went along, parted by the marks that people put between names."""
        text = self.cleaned_data.get("helpers", "")
        for mark in "、，,;；/ ":
            text = text.replace(mark, "\n")
        return [one for one in text.split("\n") if one]


class CorrectForm(AskedForm):
    """What was written down wrong."""

    seldom: ClassVar[tuple[str, ...]] = ("way", "who", "situation", "return_on", "reason")

    went = DayField(label=_("Day of the visit"))
    result = forms.ChoiceField(label=_("How it went"), choices=of_table(codes.RESULTS))
    spoke = forms.CharField(label=_("Spoke with"), required=False, max_length=MOST["spoke"])
    said = forms.CharField(label=_("What they said"), required=False, max_length=MOST["said"], widget=_AREA)
    measures = forms.CharField(
        label=_("What was done about it"), required=False, max_length=MOST["measures"], widget=_AREA
    )
    outcome = forms.CharField(
        label=_("How it was settled"), required=False, max_length=MOST["outcome"], widget=_AREA
    )
    way = forms.ChoiceField(label=_("Where you met"), choices=of_table(codes.WAYS))
    who = forms.ChoiceField(label=_("Kind of household"), choices=of_table(codes.WHO))
    situation = forms.CharField(
        label=_("Household situation"), required=False, max_length=MOST["situation"], widget=_AREA
    )
    return_on = DayField(label=_("Return promised for"), required=False)
    reason = forms.CharField(label=_("Why it is corrected"), required=False, max_length=200)

    def __init__(self, *args: Any, short: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("measures", "outcome", "situation") if short else ():
            del self.fields[name]


class ClockForm(AskedForm):
    """The phone's clock was wrong: which day was it?"""

    went = DayField(label=_("Day of the visit"))


class VoidForm(AskedForm):
    """Why a visit is taken back."""

    reason = forms.CharField(label=_("Why it is taken back"), max_length=200)


class VisitsFilter(Filters):
    """Which visits are shown."""

    q = forms.CharField(label=_("Door, name or words"), required=False, max_length=60)
    period = forms.CharField(
        label=_("Period"), required=False, max_length=30, help_text=_("2018, 2018Q1 or 2018-03")
    )
    cell = forms.ChoiceField(label=_("Grid"), required=False)
    way = forms.ChoiceField(label=_("Where you met"), required=False, choices=all_of_table(codes.WAYS))
    result = forms.ChoiceField(label=_("How it went"), required=False, choices=all_of_table(codes.RESULTS))
    reason = forms.ChoiceField(
        label=_("Reason"), required=False,
        choices=[("", _("All")), ("open", _("Return promised, not kept yet")), *((key, word) for key, word in codes.NEEDS.items())],
    )  # fmt: skip
    household = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, cells: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["cell"].choices = [("", _("All")), *((str(key), name) for key, name in cells)]  # type: ignore[attr-defined]

    def days(self) -> tuple[dt.date | None, dt.date | None]:
        """First day and first day outside of the period typed; no limit where it is none."""
        text = self.value("period")
        if not text:
            return None, None
        try:
            period = Period.read(text)
        except Refused:
            return None, None
        return period.start, period.end


class PlanFilter(Filters):
    """Whom to go to: by building or cell, and by reason."""

    building = forms.ChoiceField(label=_("Building"), required=False)
    cell = forms.ChoiceField(label=_("Grid or area"), required=False)
    need = forms.ChoiceField(label=_("Reason"), required=False)

    def __init__(self, *args: Any, buildings: Choices, cells: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, pairs in (("building", buildings), ("cell", cells)):
            self.fields[name].choices = [("", _("All")), *((str(key), word) for key, word in pairs)]  # type: ignore[attr-defined]
        needs = [(key, word) for key, word in codes.NEEDS.items() if key != "chosen"]
        self.fields["need"].choices = [("", _("All")), *needs]  # type: ignore[attr-defined]


class RouteForm(DatedForm):
    """When and who goes to the chosen doors."""

    on = DayField(label=_("Day"))
    user = forms.TypedChoiceField(label=_("Who goes"), coerce=int)
    title = forms.CharField(label=_("Name of the route"), required=False, max_length=80)

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].choices = [(str(key), name) for key, name in people]  # type: ignore[attr-defined]


class LeaveForm(AskedForm):
    """Which doors are left out."""

    stops = forms.MultipleChoiceField(label=_("Doors"))

    def __init__(self, *args: Any, stops: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["stops"].choices = [(str(key), word) for key, word in stops]  # type: ignore[attr-defined]


class SheetForm(DatedForm):
    """The household sheet; `before` of each field is what stood there when the form was opened."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, (most, word) in FIELDS.items():
            widget = forms.TextInput if most < 300 else forms.Textarea
            self.fields[name] = forms.CharField(label=word, required=False, max_length=most, widget=widget)  # type: ignore[arg-type]
            self.fields[f"before_{name}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, strip=False
            )
