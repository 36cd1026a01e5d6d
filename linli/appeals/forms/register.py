"""登记诉求: the words, who, where; the rest under 更多."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm, DayField, PhoneField

from ..rules import codes

#: Channels that a desk enters by hand, most used first; captains and messengers have their own.
BY_HAND = (
    "phone",
    "counter",
    "door",
    "group_chat",
    "messenger",
    "letter_box",
    "hotline",
    "assigned",
    "council",
)
Choices = list[tuple[str, Any]]


class RegisterForm(DatedForm):
    """What was asked for, by whom, where. `categories` are those of the term, `people` those who may be first asked."""

    #: Fields under 更多, in their order.
    seldom: ClassVar[tuple[str, ...]] = (
        "wish", "urgent", "naming", "for_other", "relation", "first_contact", "about", "about_user", "audience", "consents",
    )  # fmt: skip

    channel = forms.ChoiceField(
        label=_("How it came"), choices=[(one, codes.CHANNELS[one]) for one in BY_HAND]
    )
    text = forms.CharField(
        label=_("In the resident's words"), max_length=codes.TEXT_MOST, widget=forms.Textarea,
        help_text=_("Type, or paste words and pictures from the chat"),
    )  # fmt: skip
    name = forms.CharField(label=_("Who asks"), required=False, max_length=60)
    phone = PhoneField(label=_("Phone"), required=False)
    place = forms.CharField(label=_("Where"), required=False, max_length=120)
    category = forms.ChoiceField(label=_("Category"), required=False)
    outside_number = forms.CharField(label=_("Number there"), required=False, max_length=40)
    outside_received = DayField(label=_("Received there on"), required=False)
    outside_due = DayField(label=_("Last day there"), required=False)
    wish = forms.CharField(label=_("What the resident hopes for"), required=False, max_length=400)
    urgent = forms.BooleanField(label=_("Urgent"), required=False)
    naming = forms.ChoiceField(
        label=_("With or without name"), required=False, choices=list(codes.NAMING.items())
    )
    for_other = forms.CharField(label=_("Asks on behalf of"), required=False, max_length=60)
    relation = forms.CharField(label=_("Relation to that person"), required=False, max_length=20)
    first_contact = forms.TypedChoiceField(
        label=_("Asked first"), required=False, coerce=int, empty_value=None
    )
    about = forms.ChoiceField(label=_("It is about"), required=False, choices=list(codes.ABOUT.items()))
    about_user = forms.TypedChoiceField(label=_("Which worker"), required=False, coerce=int, empty_value=None)
    audience = forms.ChoiceField(
        label=_("Who deals with it"), required=False, choices=list(codes.AUDIENCES.items())
    )
    consents = forms.BooleanField(
        label=_("The resident agrees that it is published without names"), required=False
    )
    person = forms.IntegerField(required=False, widget=forms.HiddenInput)
    household = forms.IntegerField(required=False, widget=forms.HiddenInput)
    room = forms.IntegerField(required=False, widget=forms.HiddenInput)
    building = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, categories: Choices, people: list[tuple[int, str]], channels: tuple[str, ...] = BY_HAND, **options: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.fields["category"].choices = categories  # type: ignore[attr-defined]
        self.fields["channel"].choices = [(one, codes.CHANNELS[one]) for one in channels]  # type: ignore[attr-defined]
        for name, first in (("first_contact", _("Myself")), ("about_user", "—")):
            self.fields[name].choices = [("", first), *((str(key), called) for key, called in people)]  # type: ignore[attr-defined]

    @property
    def unfolded(self) -> bool:
        """Whether one of the fields under 更多 has an error or was filled, so that it has to be seen."""
        if any(field in self.errors for field in self.seldom):
            return True
        return self.is_bound and any(
            self.data.get(self.add_prefix(name))
            for name in self.seldom
            if name not in ("naming", "about", "audience")
        )

    def clean(self) -> dict[str, Any]:
        """An item of 12345 has its number there."""
        values = super().clean() or self.cleaned_data
        if values.get("channel") == "hotline" and not values.get("outside_number"):
            self.add_error("outside_number", _("Write the number that 12345 gave it."))
        return values
