"""Who attended a meeting: one line for each who should, for the page ui/roll.html."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from linli.kernel import Saying

from .fields import AskedForm, of_table


@dataclass(frozen=True, slots=True)
class RollLine:
    """One who should attend, as a line of the form."""

    name: str
    presence: BoundField
    reason: BoundField


class RollForm(AskedForm):
    """Who attended: a line for each on the roster; an absence needs its reason."""

    presences: ClassVar[Mapping[str, Saying]] = {}

    def __init__(self, *args: Any, roster: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.roster = list(roster)
        for key, name in self.roster:
            self.fields[f"presence_{key}"] = forms.ChoiceField(
                label=name, choices=of_table(self.presences), initial="present", required=False
            )
            self.fields[f"reason_{key}"] = forms.CharField(label=name, required=False, max_length=100)
        self.fields["chair"] = forms.CharField(label=_("Chair"), required=False, max_length=60)
        self.fields["recorder"] = forms.CharField(label=_("Minutes taken by"), required=False, max_length=60)

    @property
    def lines(self) -> list[RollLine]:
        """The roster, line by line."""
        return [RollLine(name, self[f"presence_{key}"], self[f"reason_{key}"]) for key, name in self.roster]

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
        """Key → (absent or on leave, reason), of those who were not there."""
        typed = self.cleaned_data
        return {
            key: (typed[f"presence_{key}"], typed[f"reason_{key}"])
            for key, _name in self.roster
            if (typed.get(f"presence_{key}") or "present") != "present"
        }
