"""Forms of what happens to somebody who is in the register."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm, DayField, IdentityField, PhoneField

from ..rules import codes, statuses

#: Reasons that a worker chooses; the others are given by their own action.
CHOSEN_REASONS = [code for code in codes.REASONS if code not in ("moved_within", "entry_error", "duplicate")]


def _optional(table: dict[str, Any]) -> list[tuple[str, Any]]:
    return [("", _("Not stated")), *table.items()]


class HeldPhoneField(PhoneField):
    """A phone on record, shown as 138····0123: left so it stays, emptied it goes, typed anew it is new."""

    held = ""

    def to_python(self, value: Any) -> str:
        """The digits; the hidden form itself when it was left as it stood."""
        if self.held and str(value or "").strip() == self.held:
            return self.held
        return super().to_python(value)


class CorrectForm(DatedForm):
    """What a person's record says; `version` is that of the page it was opened from."""

    #: Fields under 更多.
    seldom = ("sex", "born", "hukou_place", "ethnic", "education", "marital", "political", "employment")

    name = forms.CharField(label=_("Full name"), max_length=60)
    number = IdentityField(label=_("Identity number"), required=False, max_length=40)
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[(code, codes.SEX[code]) for code in ("1", "2", "0")]
    )
    born = DayField(label=_("Date of birth"), required=False)
    phone = HeldPhoneField(label=_("Phone"), required=False)
    phone2 = HeldPhoneField(label=_("Second phone"), required=False)
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

    def __init__(self, *args: Any, number: str = "", **options: Any) -> None:
        """number  the identity number on record, hidden in part: said beside the field"""
        super().__init__(*args, **options)
        for field in ("phone", "phone2"):
            self.fields[field].held = self.initial.get(field) or ""  # type: ignore[attr-defined]
        if number:
            said = _("On record: {number}. Type it only to change it.")
            self.fields["number"].help_text = str(said).format(number=number)

    def wanted(self) -> dict[str, Any]:
        """The fields to write: not the version, nor what stays hidden as it stood."""
        left = {"version"} | ({"number"} if not self.cleaned_data["number"] else set())
        left |= {field for field in ("phone", "phone2") if "·" in self.cleaned_data[field]}
        return {field: value for field, value in self.cleaned_data.items() if field not in left}


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

    def clean_on(self) -> dt.date:
        """A day that is over: the episode's end is the first day no longer lived here."""
        last: dt.date = self.cleaned_data["on"]
        if last >= self.today:
            raise forms.ValidationError(
                _("Yesterday at the latest: whoever leaves today lived here until yesterday.")
            )
        return last


class KeepForm(forms.Form):
    """A bare question with its version: confirm, keep, verify, reopen, void."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(label=_("Reason"), required=False, max_length=200)


class CheckForm(DatedForm):
    """Looking whether the register is right; what changed is corrected in the same form."""

    seldom = ("phone", "workplace", "education", "marital")
    seldom_label = _("What changed")

    way = forms.ChoiceField(
        label=_("How"), choices=[(code, codes.WAYS[code]) for code in ("door", "phone", "counter", "other")]
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(code, codes.OUTCOMES[code]) for code in ("unchanged", "changed", "not_met")],
    )
    phone = PhoneField(label=_("Phone"), required=False)
    workplace = forms.CharField(label=_("Workplace"), required=False, max_length=100)
    education = forms.ChoiceField(label=_("Education"), required=False, choices=_optional(codes.EDUCATION))
    marital = forms.ChoiceField(label=_("Marital status"), required=False, choices=_optional(codes.MARITAL))
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
    source = forms.CharField(label=_("Source"), max_length=100)
    start = DayField(label=_("From"))
    category = forms.ChoiceField(label=_("Category"), required=False, choices=[])
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[])
    number = forms.CharField(label=_("Certificate number"), required=False, max_length=40)
    end = DayField(label=_("Valid until"), required=False)

    seldom = ("category", "level", "number", "end")
    seldom_label = _("Certificate")

    def __init__(self, *args: Any, kinds: frozenset[str], **options: Any) -> None:
        super().__init__(*args, **options)
        held = [kind for code, kind in statuses.KINDS.items() if code in kinds]
        categories = {code: label for kind in held for code, label in kind.categories}
        levels = {code: label for kind in held for code, label in kind.levels}
        choices = {
            "kind": [(kind.code, kind.label) for kind in held],
            "category": [("", _("Not stated")), *categories.items()],
            "level": [("", _("Not stated")), *levels.items()],
        }
        for field, found in choices.items():
            self.fields[field].choices = found  # type: ignore[attr-defined]


class EndForm(DatedForm):
    """From which day something no longer holds."""

    on = DayField(label=_("No longer holds from"))
    mistake = forms.BooleanField(label=_("It was entered by mistake"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
