"""Forms of what happens to somebody who is in the register."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm, DayField, IdentityField, PhoneField

from ..rules import codes, statuses

#: Reasons that a worker chooses; the others are given by their own action.
CHOSEN_REASONS = [code for code in codes.REASONS if code not in ("moved_within", "entry_error", "duplicate")]


def _optional(table: dict[str, Any]) -> list[tuple[str, Any]]:
    return [("", _("Not stated")), *table.items()]


class CorrectForm(DatedForm):
    """What a person's record says; `version` is that of the page it was opened from."""

    name = forms.CharField(label=_("Full name"), max_length=60)
    number = IdentityField(label=_("Identity number"), required=False, max_length=40)
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[(code, codes.SEX[code]) for code in ("1", "2", "0")]
    )
    born = DayField(label=_("Date of birth"), required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    phone2 = PhoneField(label=_("Second phone"), required=False)
    called = forms.CharField(label=_("Form of address"), required=False, max_length=20)
    hukou_place = forms.CharField(label=_("Place of household registration"), required=False, max_length=120)
    ethnic = forms.ChoiceField(label=_("Ethnic group"), required=False, choices=_optional(codes.ETHNIC))
    education = forms.ChoiceField(label=_("Education"), required=False, choices=_optional(codes.EDUCATION))
    marital = forms.ChoiceField(label=_("Marital status"), required=False, choices=_optional(codes.MARITAL))
    political = forms.ChoiceField(
        label=_("Political status"), required=False, choices=_optional(codes.POLITICAL)
    )
    employment = forms.ChoiceField(label=_("Employment"), required=False, choices=_optional(codes.EMPLOYMENT))
    workplace = forms.CharField(label=_("Workplace"), required=False, max_length=100)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MoveForm(DatedForm):
    """Moving behind another door of the community."""

    door = forms.CharField(label=_("New address"), max_length=100)
    on = DayField(label=_("Day of moving"))
    whole = forms.BooleanField(label=_("The whole household moves"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CloseForm(DatedForm):
    """Closing a residence (办理注销)."""

    reason = forms.ChoiceField(
        label=_("Reason of closing"), choices=[(code, codes.REASONS[code]) for code in CHOSEN_REASONS]
    )
    on = DayField(label=_("Last day here"))
    note = forms.CharField(label=_("Remark"), required=False, max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class KeepForm(forms.Form):
    """A bare question with its version: confirm, keep, verify, reopen, void."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(label=_("Reason"), required=False, max_length=200)


class CheckForm(DatedForm):
    """Looking whether the register is right; what changed is corrected in the same form."""

    way = forms.ChoiceField(
        label=_("How"), choices=[(code, codes.WAYS[code]) for code in ("door", "phone", "counter", "other")]
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(code, codes.OUTCOMES[code]) for code in ("unchanged", "changed", "not_met")],
    )
    phone = PhoneField(label=_("Phone, when it changed"), required=False)
    workplace = forms.CharField(label=_("Workplace, when it changed"), required=False, max_length=100)
    education = forms.ChoiceField(
        label=_("Education, when it changed"), required=False, choices=_optional(codes.EDUCATION)
    )
    marital = forms.ChoiceField(
        label=_("Marital status, when it changed"), required=False, choices=_optional(codes.MARITAL)
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def changes(self) -> dict[str, str]:
        """Fields that were filled in, when the outcome says that something changed."""
        if self.cleaned_data.get("outcome") != "changed":
            return {}
        return {
            field: self.cleaned_data[field]
            for field in ("phone", "workplace", "education", "marital")
            if self.cleaned_data.get(field)
        }

    def clean(self) -> dict[str, Any]:
        """A change says what changed."""
        values = super().clean() or self.cleaned_data
        if values.get("outcome") == "changed" and not self.changes() and not self.errors:
            self.add_error("phone", _("Enter what changed, or choose “no change”."))
        return values


class StatusForm(DatedForm):
    """A dated membership of a special group, with its source."""

    kind = forms.ChoiceField(label=_("Status"), choices=[])
    category = forms.CharField(label=_("Category"), required=False, max_length=2)
    level = forms.CharField(label=_("Level"), required=False, max_length=2)
    number = forms.CharField(label=_("Certificate number"), required=False, max_length=40)
    source = forms.CharField(label=_("Source"), max_length=100)
    start = DayField(label=_("From"))
    end = DayField(label=_("Valid until"), required=False)

    def __init__(self, *args: Any, kinds: frozenset[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [
            (code, kind.label) for code, kind in statuses.KINDS.items() if code in kinds
        ]  # type: ignore[attr-defined]


class EndForm(DatedForm):
    """From which day something no longer holds."""

    on = DayField(label=_("No longer holds from"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
