"""Forms of households."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm, DayField

from ..rules import codes
from .register import SHORT_RELATIONS


class FoundForm(DatedForm):
    """A household founded behind a door by somebody in the register, who becomes its head."""

    who = forms.CharField(
        label=_("Head"), max_length=60, help_text=_("Name, number or door of somebody registered")
    )
    door = forms.CharField(label=_("Address"), max_length=100)
    number = forms.CharField(label=_("Household number"), required=False, max_length=30)
    kind = forms.ChoiceField(label=_("Kind of household"), choices=list(codes.HOUSEHOLD_KINDS.items()))
    tenancy = forms.ChoiceField(label=_("Tenancy"), choices=list(codes.TENANCY.items()))
    start = DayField(label=_("From"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class Members(DatedForm):
    """A form that chooses among the members of a household."""

    def __init__(self, *args: Any, members: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField | forms.TypedMultipleChoiceField):
                field.choices = members


class SplitForm(Members):
    """Some members form a household of their own."""

    people = forms.TypedMultipleChoiceField(
        label=_("Who"), coerce=int, choices=[], widget=forms.CheckboxSelectMultiple
    )
    head = forms.TypedChoiceField(label=_("New head"), coerce=int, choices=[])
    on = DayField(label=_("From"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class HeadForm(Members):
    """Another member becomes the head."""

    head = forms.TypedChoiceField(label=_("New head"), coerce=int, choices=[])
    on = DayField(label=_("From"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class JoinForm(DatedForm):
    """All members join another household."""

    into = forms.CharField(label=_("Address of the other household"), max_length=100)
    relation = forms.ChoiceField(
        label=_("Relation to its head"),
        choices=[(code, codes.RELATIONS[code]) for code in SHORT_RELATIONS if code != "02"],
    )
    on = DayField(label=_("From"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CheckDoorForm(forms.Form):
    """Everybody behind a door, one outcome."""

    people = forms.TypedMultipleChoiceField(
        label=_("Who"), coerce=int, choices=[], widget=forms.CheckboxSelectMultiple
    )
    way = forms.ChoiceField(
        label=_("How"), choices=[(code, codes.WAYS[code]) for code in ("door", "phone", "counter", "other")]
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[(code, codes.OUTCOMES[code]) for code in ("unchanged", "not_met")]
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].choices = people  # type: ignore[attr-defined]


class MarkForm(forms.Form):
    """Which other record may be the same person; looked for by name, door or number."""

    chosen = forms.TypedChoiceField(label=_("The other record"), coerce=int, choices=[])
    why = forms.CharField(label=_("Why"), required=False, max_length=200)

    def __init__(self, *args: Any, others: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["chosen"].choices = others  # type: ignore[attr-defined]
