"""The shape of what is typed about phones and about values that two people wrote differently."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

TYPED = "typed"


class VersionForm(forms.Form):
    """A question with nothing to type: which version of the record it was asked of."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class SettleForm(VersionForm):
    """Which of the values stands from now on, or another one; `seen` is what stood there when the page was opened."""

    choice = forms.ChoiceField(label=_("What stands from now on"), widget=forms.RadioSelect)
    value = forms.CharField(label=_("Another wording"), max_length=300, required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, values: list[tuple[str, Any]], longest: int = 300, **options: Any) -> None:
        super().__init__(*args, **options)
        choice, value = self.fields["choice"], self.fields["value"]
        choice.choices = [*values, (TYPED, _("Type another wording"))]  # type: ignore[attr-defined]
        value.max_length = longest  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Another wording is typed where it was chosen."""
        held = super().clean() or {}
        if held.get("choice") == TYPED and not held.get("value", "").strip():
            self.add_error("value", _("Type what shall stand there."))
        return held
