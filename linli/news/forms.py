"""Shapes of input of news; nothing is saved here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import events
from .rules import ways
from .workflow import STATES
from .workflow import WORDS as STATE_WORDS

_TIMES = ["%H:%M", "%H%M", "%H", "%H.%M", "%H点"]


class OutboxForm(forms.Form):
    """Filters of the outbox."""

    q = forms.CharField(label=_("Number, name or phone"), required=False, max_length=40)
    state = forms.ChoiceField(label=_("State"), required=False)
    channel = forms.ChoiceField(label=_("Way"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        states = [(one, str(STATE_WORDS[one])) for one in STATES if one != "sending"]
        self._choose("state", [("", _("All")), ("problem", _("Did not arrive")), *states])
        self._choose("channel", [("", _("All")), *((one, str(ways.WORDS[one])) for one in ways.CHANNELS)])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def asked(self) -> dict[str, Any]:
        """text, state, channel; what is no choice is left out."""
        self.is_valid()
        held = getattr(self, "cleaned_data", {})
        return {
            "text": held.get("q", "").strip(),
            "state": held.get("state", ""),
            "channel": held.get("channel", ""),
        }


class PreferenceForm(forms.Form):
    """Which messages, and when not."""

    wanted = forms.MultipleChoiceField(
        label=_("Messages about"), required=False, widget=forms.CheckboxSelectMultiple
    )
    quiet_from = forms.TimeField(
        label=_("Quiet from"), required=False, input_formats=_TIMES, help_text=_("21:00, 2100 or 21"),
        widget=forms.TimeInput(format="%H:%M"), error_messages={"invalid": _("This is no time. Write 21:00.")},
    )  # fmt: skip
    quiet_to = forms.TimeField(
        label=_("Until"), required=False, input_formats=_TIMES,
        help_text=_("Messages of these hours are shown when they end."), widget=forms.TimeInput(format="%H:%M"),
        error_messages={"invalid": _("This is no time. Write 21:00.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["wanted"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, str(label)) for code, label in events.KINDS.items()]
        if not events.KINDS:
            del self.fields["wanted"]

    @property
    def muted(self) -> list[str]:
        """The kinds that were left out."""
        return [one for one in events.KINDS if one not in self.cleaned_data.get("wanted", [])]
