"""People and their posts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.accounts.rules import LINE_NAMES, role_name
from linli.kernel.actor import SOCIAL_WORKER
from linli.ui.fields import DatedForm, DayField, PhoneField

from .words import NameField

Choices = Sequence[tuple[Any, Any]]


class SearchForm(DatedForm):
    """The bar over the list of people."""

    q = forms.CharField(label=_("Name or user name"), required=False, max_length=60)
    role = forms.ChoiceField(label=_("Post"), required=False)
    on_day = DayField(label=_("On the day"), required=False)
    past = forms.BooleanField(label=_("Past posts too"), required=False)

    def __init__(self, *args: Any, roles: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["role"].choices = [("", _("All")), *((one, str(role_name(one))) for one in roles)]  # type: ignore[attr-defined]


class AppointForm(DatedForm):
    """A post: role, area and cell, lines, days."""

    role = forms.ChoiceField(label=_("Post"))
    area = forms.TypedChoiceField(label=_("Area of the post"), coerce=int)
    cell = forms.TypedChoiceField(
        label=_("Grid"),
        coerce=int,
        required=False,
        empty_value="0",
        help_text=_(
            "Limits what a grid worker, captain or messenger sees. Without one: the whole community."
        ),
    )
    lines = forms.MultipleChoiceField(
        label=_("In charge of"), required=False, help_text=_("For social workers. None means everything.")
    )
    full_time = forms.BooleanField(label=_("Full time"), required=False, initial=True)
    start = DayField(label=_("From"))
    end = DayField(label=_("Until (first day no longer held)"), required=False)

    def __init__(
        self, *args: Any, roles: Sequence[str], areas: Choices, cells: Choices, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["role"].choices = [("", _("Choose")), *((one, str(role_name(one))) for one in roles)]
        fields["area"].choices = areas if len(areas) == 1 else [("", _("Choose")), *areas]
        fields["cell"].choices = [(0, _("The whole community")), *cells]
        fields["lines"].choices = [(code, str(words)) for code, words in LINE_NAMES.items()]
        if len(areas) == 1:
            fields["area"].initial = areas[0][0]
        if not cells:
            del fields["cell"]
        if SOCIAL_WORKER not in roles:
            del fields["lines"]


class NewAccountForm(AppointForm):
    """A new account with its first post."""

    username = forms.CharField(
        label=_("User name"), max_length=40, help_text=_("2 to 40 letters and digits, such as wangmin.")
    )
    name = NameField(label=_("Full name"), max_length=60)
    phone = PhoneField(label=_("Duty phone"), required=False)

    field_order = ("name", "username", "phone", "role", "area", "cell", "lines", "full_time", "start", "end")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["end"]


class EndForm(DatedForm):
    """From which day a post is no longer held."""

    day = DayField(label=_("First day no longer held"))


class OneTimeForm(forms.Form):
    """A one-time password for somebody."""

    factors_too = forms.BooleanField(
        label=_("The phone with the codes is lost as well"),
        required=False,
        help_text=_("Takes away the second factor; it can be set up anew after signing in."),
    )
