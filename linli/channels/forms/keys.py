"""Forms of the keys of other programs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..rules.keys import CONTACT_MOST, NAME_MOST, RIGHTS, WHY_MOST


class KeyForm(forms.Form):
    """A key to be handed out; the community is asked of those who keep several."""

    name = forms.CharField(label=_("Program or who runs it"), max_length=NAME_MOST)
    contact = forms.CharField(
        label=_("Who keeps it, and how to reach them"), max_length=CONTACT_MOST, required=False
    )
    rights = forms.MultipleChoiceField(
        label=_("The key allows to"), choices=list(RIGHTS.items()), initial=list(RIGHTS), widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    community = forms.TypedChoiceField(label=_("Community"), coerce=int)

    def __init__(self, *args: Any, homes: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(homes) == 1:
            del self.fields["community"]
        else:
            self.fields["community"].choices = homes  # type: ignore[attr-defined]


class RevokeForm(forms.Form):
    """Why a key is revoked."""

    why = forms.CharField(label=_("Reason"), max_length=WHY_MOST, required=False)
