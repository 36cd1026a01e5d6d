"""Registering a resident: fewest fields first, the rest under 更多."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm, DayField, IdentityField, PhoneField

from ..rules import codes

#: Fields of the person; the others are of the residence and the household.
ABOUT_THE_PERSON = (
    "number", "name", "phone", "born", "sex", "called", "hukou_place", "ethnic", "education", "marital", "employment",
    "workplace", "born_here",
)  # fmt: skip
#: Fields under 更多.
SELDOM = (
    "born", "sex", "called", "ethnic", "hukou_place", "education", "marital", "employment", "workplace", "tenancy", "born_here",
)  # fmt: skip
SHORT_RELATIONS = ("02", "10", "20", "30", "40", "50", "60", "70", "80", "97")


class RegisterForm(DatedForm):
    """One person behind one door. An identity number gives birth and sex; without papers they are asked."""

    number = IdentityField(label=_("Identity number"), required=False, max_length=40)
    name = forms.CharField(label=_("Full name"), max_length=60)
    phone = PhoneField(label=_("Phone"), required=False)
    door = forms.CharField(label=_("Address"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind of residence"), choices=list(codes.KINDS.items()))
    start = DayField(label=_("First day of residence"))
    relation = forms.ChoiceField(
        label=_("Relation to the head"), required=False,
        choices=[("", _("Not stated")), *((code, codes.RELATIONS[code]) for code in SHORT_RELATIONS)],
    )  # fmt: skip
    born = DayField(label=_("Date of birth"), required=False)
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[(code, codes.SEX[code]) for code in ("1", "2")]
    )
    called = forms.CharField(label=_("Form of address"), required=False, max_length=20)
    hukou_place = forms.CharField(label=_("Place of household registration"), required=False, max_length=120)
    ethnic = forms.ChoiceField(
        label=_("Ethnic group"), required=False, choices=[("", _("Not stated")), *codes.ETHNIC.items()]
    )
    education = forms.ChoiceField(
        label=_("Education"), required=False, choices=[("", _("Not stated")), *codes.EDUCATION.items()]
    )
    marital = forms.ChoiceField(
        label=_("Marital status"), required=False, choices=[("", _("Not stated")), *codes.MARITAL.items()]
    )
    employment = forms.ChoiceField(
        label=_("Employment"), required=False, choices=[("", _("Not stated")), *codes.EMPLOYMENT.items()]
    )
    workplace = forms.CharField(label=_("Workplace"), required=False, max_length=100)
    tenancy = forms.ChoiceField(label=_("Tenancy"), required=False, choices=list(codes.TENANCY.items()))
    born_here = forms.BooleanField(label=_("Newborn child of this household"), required=False)

    def __init__(self, *args: Any, known: bool = False, **options: Any) -> None:
        """known  somebody who comes back: who they are stands in the register and is not asked again"""
        super().__init__(*args, **options)
        if known:
            for field in ABOUT_THE_PERSON:
                del self.fields[field]

    @property
    def unfolded(self) -> bool:
        """Whether one of the fields under 更多 has an error, so that they have to be seen."""
        return any(field in self.errors for field in SELDOM)

    def clean(self) -> dict[str, Any]:
        """Without an identity number somebody still has a day of birth."""
        values = super().clean() or self.cleaned_data
        if (
            "number" in self.fields
            and not values.get("number")
            and not values.get("born")
            and "number" not in self.errors
        ):
            self.add_error("born", _("Without an identity number, enter the date of birth."))
        return values
