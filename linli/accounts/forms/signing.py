"""Signing in, and one's own settings."""

from __future__ import annotations

import unicodedata
from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import PhoneField

from .words import NameField


class SignInForm(LoginForm):  # type: ignore[misc]
    """User name and password; the name in whichever case and width."""

    def clean_login(self) -> str:
        typed: str = self.cleaned_data["login"]
        return unicodedata.normalize("NFKC", typed).strip().casefold()


class ProfileForm(forms.Form):
    """What people change about their own account."""

    name = NameField(label=_("Full name"), max_length=60)
    phone = PhoneField(
        label=_("Duty phone"), required=False, help_text=_("Shown to colleagues and on the duty roster.")
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("zh-hans", _("Chinese")), ("en", _("English"))]
    )
    keys_on = forms.BooleanField(
        label=_("Single-letter keys"),
        required=False,
        help_text=_("Outside of fields: N registers, R does the next step, V checks the information."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
