"""The shape of what is typed about double check-in: 一单一表一卡 and the quarterly feedback."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, DayField, PhoneField, key_field, of_table

from ..rules import codes


class CheckInForm(AskedForm):
    """报到单."""

    kind = forms.ChoiceField(label=_("Who reports"), choices=of_table(codes.CHECK_INS), initial="member")
    unit = forms.CharField(label=_("Their unit"), max_length=100)
    name = forms.CharField(
        label=_("Full name"), max_length=60, help_text=_("The member, or the unit's contact")
    )
    phone = PhoneField(label=_("Phone"), required=False)
    post = forms.CharField(label=_("Post"), required=False, max_length=60)
    chosen = forms.ChoiceField(
        label=_("How the post was found"), choices=of_table(codes.POSTS), initial="claimed"
    )
    on = DayField(label=_("Reported on"))


class NeedForm(AskedForm):
    """A line of the need list."""

    text = forms.CharField(label=_("What is needed"), max_length=200)
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=999, initial=1)
    on = DayField(label=_("From"))


class TakeForm(AskedForm):
    """Who takes a need up."""

    check_in = key_field(_("Taken up by"))


class ServiceForm(AskedForm):
    """A line of the service card."""

    on = DayField(label=_("Day"))
    text = forms.CharField(label=_("Service done"), max_length=200)
    minutes = forms.IntegerField(label=_("Time spent (minutes)"), min_value=1, max_value=1440)
    need = key_field(_("By the need"), required=False)
    rating = forms.ChoiceField(label=_("Assessment"), required=False, choices=of_table(codes.RATINGS))
    signed_by = forms.CharField(label=_("Signed by"), required=False, max_length=60)


class FeedbackForm(AskedForm):
    """What the unit was told of one quarter (by its first day)."""

    quarter = forms.ChoiceField(label=_("Quarter"))
    text = forms.CharField(
        label=_("What the unit was told"), max_length=500, widget=forms.Textarea, required=False,
        help_text=_("Empty: how often and how long they served in the quarter"),
    )  # fmt: skip


class EndCheckInForm(AskedForm):
    """The first day on which they no longer serve here."""

    on = DayField(label=_("First day no longer serving"))
