"""The shape of what is typed about meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, DayField, TimeField, key_field, of_table

from ..rules import codes


class MeetingForm(AskedForm):
    """A meeting is called."""

    organisation = key_field(_("Party organisation"))
    kind = forms.ChoiceField(label=_("Kind"), choices=of_table(codes.MEETINGS))
    on = DayField(label=_("Day"))
    begins = TimeField(label=_("Time"), required=False, help_text=_("Such as 14:30"))
    place = forms.CharField(label=_("Place"), required=False, max_length=100)
    topics = forms.CharField(label=_("Topics"), required=False, max_length=2000, widget=forms.Textarea)


class RescheduleForm(AskedForm):
    """Another day, time or place."""

    on = DayField(label=_("Day"))
    begins = TimeField(label=_("Time"), required=False, help_text=_("Such as 14:30"))
    place = forms.CharField(label=_("Place"), required=False, max_length=100)


@dataclass(frozen=True, slots=True)
class HoldLine:
    """One who should attend, as a line of the form."""

    name: str
    presence: BoundField
    reason: BoundField


class HoldForm(AskedForm):
    """Who attended: a line for each on the roster; an absence needs its reason."""

    def __init__(self, *args: Any, roster: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.roster = list(roster)
        for key, name in self.roster:
            self.fields[f"presence_{key}"] = forms.ChoiceField(
                label=name, choices=of_table(codes.PRESENCE), initial="present", required=False
            )
            self.fields[f"reason_{key}"] = forms.CharField(label=name, required=False, max_length=100)
        self.fields["chair"] = forms.CharField(label=_("Chair"), required=False, max_length=60)
        self.fields["recorder"] = forms.CharField(label=_("Minutes taken by"), required=False, max_length=60)

    @property
    def lines(self) -> list[HoldLine]:
        """The roster, line by line."""
        return [HoldLine(name, self[f"presence_{key}"], self[f"reason_{key}"]) for key, name in self.roster]

    def clean(self) -> dict[str, Any]:
        """A reason alone means leave; an absence without a reason is asked for it."""
        typed: dict[str, Any] = self.cleaned_data
        for key, _name in self.roster:
            presence, reason = typed.get(f"presence_{key}") or "present", typed.get(f"reason_{key}") or ""
            if presence == "present" and reason:
                typed[f"presence_{key}"] = "leave"
            if presence != "present" and not reason:
                self.add_error(f"reason_{key}", str(_("Write the reason of each absence.")))
        return typed

    def away(self) -> dict[int, tuple[str, str]]:
        """Member → (absent or on leave, reason), of those who were not there."""
        typed = self.cleaned_data
        return {
            key: (typed[f"presence_{key}"], typed[f"reason_{key}"])
            for key, _name in self.roster
            if (typed.get(f"presence_{key}") or "present") != "present"
        }


class _Several(forms.TypedMultipleChoiceField):
    """Many of a roster: each is a button that can be pressed, however many there are."""

    kind = "options"


class ResolveForm(AskedForm):
    """A resolution and its votes."""

    seldom: ClassVar[tuple[str, ...]] = ("recused",)

    kind = forms.ChoiceField(label=_("Kind"), choices=of_table(codes.RESOLUTIONS), initial="resolution")
    text = forms.CharField(label=_("Resolution"), max_length=2000, widget=forms.Textarea)
    yes = forms.IntegerField(label=_("Yes"), min_value=0, max_value=9999)
    no = forms.IntegerField(label=_("No"), min_value=0, max_value=9999, initial=0)
    abstain = forms.IntegerField(label=_("Abstained"), min_value=0, max_value=9999, initial=0)
    recused = _Several(label=_("Recused"), required=False, coerce=int)


class MinutesForm(AskedForm):
    """Topics and minutes."""

    topics = forms.CharField(label=_("Topics"), required=False, max_length=2000, widget=forms.Textarea)
    minutes = forms.CharField(label=_("Minutes"), required=False, max_length=10000, widget=forms.Textarea)
    place = forms.CharField(label=_("Place"), required=False, max_length=100)


class AttachForm(AskedForm):
    """A paper of the meeting."""

    file = forms.FileField(label=_("File"))
