"""Handing out a code for an account, and what its holder types."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.accounts.rules import codes


class HandOutForm(forms.Form):
    """What the code is for, and how long it may be used."""

    purpose = forms.ChoiceField(
        label=_("What for"),
        choices=[
            (codes.BIND, _("Sign in on one's own phone with a PIN")),
            (codes.ACCOUNT, _("Set a password of one's own")),
        ],
        initial=codes.BIND,
    )
    days = forms.TypedChoiceField(
        label=_("To be used within"),
        coerce=int,
        choices=[(1, _("1 day")), (3, _("3 days")), (7, _("7 days"))],
        initial=3,
    )


class CodeForm(forms.Form):
    """The code from the slip, as typed."""

    code = forms.CharField(
        label=_("Code on the slip"), max_length=60, help_text=_("12 digits, in groups of four.")
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        verdict = codes.may_be_code(typed)
        if not verdict:
            raise ValidationError(str(verdict.reason))
        return codes.plain_code(typed)


class NewPinForm(forms.Form):
    """A PIN of one's own, twice."""

    pin = forms.CharField(
        label=_("New PIN"), max_length=12, help_text=_("6 digits that only you know. Not a birthday.")
    )
    again = forms.CharField(label=_("The PIN once more"), max_length=12)

    def clean_pin(self) -> str:
        pin = codes.plain_pin(self.cleaned_data["pin"])
        verdict = codes.may_be_pin(pin)
        if not verdict:
            raise ValidationError(str(verdict.reason))
        return pin

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if "pin" in typed and codes.plain_pin(typed.get("again", "")) != typed["pin"]:
            self.add_error("again", _("The two are not the same. Type it once more."))
        return typed


class PinForm(forms.Form):
    """The PIN of this phone."""

    pin = forms.CharField(label=_("PIN"), max_length=12)


class NewPasswordForm(forms.Form):
    """A password of one's own, twice; its strength is checked against the account by the view."""

    password = forms.CharField(
        label=_("New password"), max_length=128, strip=False,
        help_text=_("At least 10 signs: a few words are easier to keep than signs mixed up. Not the name, not the phone."),
    )  # fmt: skip
    again = forms.CharField(label=_("New password once more"), max_length=128, strip=False)

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if typed.get("password") != typed.get("again"):
            self.add_error("again", _("The two are not the same. Type it once more."))
        return typed
