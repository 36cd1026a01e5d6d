"""The shape of what is typed about motions: items, recusals, counts, the grid of votes by name, resolutions, steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from linli.kernel import Saying
from linli.ui.fields import AskedForm, DayField, key_field, of_table

from ..queries.motions import Grid
from ..rules import codes


class ItemForm(AskedForm):
    """An item of the agenda."""

    title = forms.CharField(label=_("Item"), max_length=200)
    text = forms.CharField(label=_("Explanation"), required=False, max_length=2000, widget=forms.Textarea)
    kind = forms.ChoiceField(label=_("Kind"), choices=of_table(codes.MOTIONS), initial="matter")


class RecuseForm(AskedForm):
    """Who may not decide, and why."""

    seat = key_field(_("Member"))
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ShowForm(AskedForm):
    """A show of hands, counted by two."""

    yes = forms.IntegerField(label=_("Yes"), min_value=0, max_value=99999)
    no = forms.IntegerField(label=_("No"), min_value=0, max_value=99999, initial=0)
    abstain = forms.IntegerField(label=_("Abstained"), min_value=0, max_value=99999, initial=0)
    announced = forms.ChoiceField(
        label=_("Announced as"), choices=[("carried", _("carried")), ("lost", _("not carried"))], initial="carried"
    )  # fmt: skip
    tellers = forms.CharField(label=_("Counted by"), max_length=60)
    other = forms.CharField(label=_("And by"), max_length=60)


class ReasonForm(AskedForm):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class ResolveForm(AskedForm):
    """What was decided."""

    text = forms.CharField(label=_("Resolution"), max_length=4000, widget=forms.Textarea)


@dataclass(frozen=True, slots=True)
class GridLine:
    """A member of the roll with one cell for each motion; a cell without a field says why there is no vote."""

    name: str
    rest: BoundField | None
    cells: list[tuple[BoundField | None, object]]


class GridForm(AskedForm):
    """Votes by name, members × motions. An empty cell takes what the member's row says of the rest."""

    short: ClassVar[Mapping[str, Saying]] = codes.ANSWERS

    def __init__(self, *args: Any, grid: Grid, blind: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.grid = grid
        choices = [("", "—"), *of_table(codes.ANSWERS)]
        for seat, name in grid.seats:
            if seat not in grid.present:
                continue
            self.fields[f"rest_{seat}"] = forms.ChoiceField(label=name, required=False, choices=choices)
            for motion in grid.motions:
                if grid.votes(motion.id, seat):
                    first = "" if blind else grid.first.get((motion.id, seat), "")
                    self.fields[f"vote_{motion.id}_{seat}"] = forms.ChoiceField(
                        label=f"{name} {motion.number}", required=False, choices=choices, initial=first
                    )

    @property
    def lines(self) -> list[GridLine]:
        """The roll, line by line."""
        found = []
        for seat, name in self.grid.seats:
            here = seat in self.grid.present
            cells: list[tuple[BoundField | None, object]] = []
            for motion in self.grid.motions:
                if self.grid.votes(motion.id, seat):
                    cells.append((self[f"vote_{motion.id}_{seat}"], ""))
                else:
                    cells.append((None, codes.RECUSED if here else codes.PRESENCE["absent"]))
            found.append(GridLine(name, self[f"rest_{seat}"] if here else None, cells))
        return found

    def answers(self) -> dict[int, dict[int, str]]:
        """Motion → seat → answer."""
        typed = self.cleaned_data
        found: dict[int, dict[int, str]] = {one.id: {} for one in self.grid.motions}
        for motion in self.grid.motions:
            for seat, _name in self.grid.seats:
                if self.grid.votes(motion.id, seat):
                    answer = typed.get(f"vote_{motion.id}_{seat}") or typed.get(f"rest_{seat}") or ""
                    if answer:
                        found[motion.id][seat] = answer
        return found


class ProcessForm(AskedForm):
    """A matter that is to go through the steps."""

    title = forms.CharField(label=_("Matter"), max_length=200)
    start = DayField(label=_("Begun on"))


class StepForm(AskedForm):
    """A deliberation: the vote of a meeting kept here, or which body met and how it voted."""

    seldom: ClassVar[tuple[str, ...]] = ("party_meeting", "should", "present", "yes", "no", "abstain")

    motion = key_field(_("Vote in a meeting"), required=False)
    on = DayField(label=_("Day"), required=False, help_text=_("Empty with a vote: the day of its meeting"))
    who = forms.CharField(label=_("Which body"), required=False, max_length=100)
    text = forms.CharField(label=_("What was said"), required=False, max_length=4000, widget=forms.Textarea)
    party_meeting = key_field(_("Meeting of the Party's ledger"), required=False)
    should = forms.IntegerField(label=_("Should attend"), required=False, min_value=0, max_value=99999)
    present = forms.IntegerField(label=_("Attended"), required=False, min_value=0, max_value=99999)
    yes = forms.IntegerField(label=_("Yes"), required=False, min_value=0, max_value=99999)
    no = forms.IntegerField(label=_("No"), required=False, min_value=0, max_value=99999)
    abstain = forms.IntegerField(label=_("Abstained"), required=False, min_value=0, max_value=99999)


class DisclosureForm(AskedForm):
    """A disclosure: from one day to another, in these words."""

    on = DayField(label=_("Shown from"))
    until = DayField(label=_("Shown until"))
    text = forms.CharField(label=_("Where and how it is shown"), max_length=4000, widget=forms.Textarea)
