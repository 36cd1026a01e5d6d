"""Names as people type them: without control signs and without marks that turn the direction of text."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class NameField(forms.CharField):
    """A person's name in one line; rare characters are kept whole."""

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", str(super().to_python(value) or "")).strip()
        if any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co"} for sign in text):
            raise ValidationError(_("This has invisible signs in it. Type it anew."))
        return text
