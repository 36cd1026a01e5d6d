"""Fields that several forms of opinions, projects and money share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import LongText

from ..rules import project_codes as codes

#: From so many characters on an area shows a text of several paragraphs.
LONG = 6000


def text_field(
    label: Any, most: int, *, rows: bool = False, required: bool = True, help_text: Any = ""
) -> forms.CharField:
    """A line of text, or an area for several."""
    widget = forms.Textarea if rows else forms.TextInput
    kind = LongText if rows and most >= LONG else forms.CharField
    return kind(label=label, max_length=most, required=required, widget=widget, help_text=help_text)


def several(label: Any, *, required: bool = True) -> forms.TypedMultipleChoiceField:
    """Many records out of a list that the page fills."""
    return _Several(label=label, required=required, coerce=int)


def kind_field(required: bool = True) -> forms.ChoiceField:
    """What an opinion or project is for."""
    return forms.ChoiceField(
        label=_("Kind of project"),
        choices=list(codes.KINDS.items()),
        required=required,
        initial="environment",
    )


class _Several(forms.TypedMultipleChoiceField):
    kind = "options"
