"""The form field for amounts of yuan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.kernel.money import plain_yuan, read_yuan


class MoneyField(forms.Field):
    """An amount of yuan as typed (12345.6, 1.5万); whole fen for the action."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        """Fen; a text that is no amount is an error."""
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        text = str(value).strip()
        sign = -1 if text.startswith(("-", "－")) else 1
        fen = read_yuan(text.lstrip("-－"))
        if fen is None:
            raise ValidationError(_("This is no amount. Write 12345.60."))
        return sign * fen

    def prepare_value(self, value: Any) -> Any:
        """Fen are shown as yuan; what was mistyped as it was typed."""
        return plain_yuan(value) if isinstance(value, int) else value
