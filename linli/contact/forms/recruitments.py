"""The shape of what is typed about recruitments and applications."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, DayField, PhoneField


class RecruitmentForm(AskedForm):
    """A call for messengers; days are typed as the first and last included."""

    title = forms.CharField(label=_("Title"), max_length=80)
    text = forms.CharField(label=_("Text"), max_length=3000, widget=forms.Textarea)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=50, initial=4)
    start = DayField(label=_("Applications from"))
    last = DayField(label=_("Last day of applications"))
    term_start = DayField(label=_("Term from"))
    term_last = DayField(label=_("Last day of the term"))

    @property
    def columns(self) -> dict[str, Any]:
        """With half-open days."""
        typed, day = self.cleaned_data, dt.timedelta(days=1)
        return {
            "title": typed["title"], "text": typed["text"], "seats": typed["seats"], "start": typed["start"],
            "end": typed["last"] + day, "term_start": typed["term_start"], "term_end": typed["term_last"] + day,
        }  # fmt: skip


class ApplyForm(AskedForm):
    """An application, on the public page or at the counter."""

    name = forms.CharField(
        label=_("What is your name?"), max_length=60, error_messages={"required": _("Write your name.")}
    )
    phone = PhoneField(
        label=_("Your phone"), error_messages={"required": _("Write the number under which we reach you.")}
    )
    hours = forms.CharField(
        label=_("When could you answer?"),
        required=False,
        max_length=200,
        help_text=_("Such as weekdays in the morning"),
    )
    words = forms.CharField(
        label=_("A few words about you"), required=False, max_length=1000, widget=forms.Textarea
    )


class AnswerForm(AskedForm):
    """Chosen, not chosen, withdrawn: with the reason."""

    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)


class RefuseForm(AskedForm):
    """Not chosen: the candidate is told why."""

    reason = forms.CharField(label=_("Reason that the candidate is told"), max_length=200)
