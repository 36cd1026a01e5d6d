"""The shape of what is typed about meetings."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, DayField, TimeField, key_field, of_table
from linli.ui.roll import RollForm

from ..rules import codes


class MeetingForm(AskedForm):
    """A meeting is called."""

    organisation = key_field(_("Party organisation"))
    kind = forms.ChoiceField(label=_("Kind"), choices=of_table(codes.MEETINGS))
    on = DayField(label=_("Day"))
    begins = TimeField(label=_("Time"), required=False, help_text=_("Such as 14:30"))
    place = forms.CharField(label=_("Place"), required=False, max_length=100)
    topics = forms.CharField(label=_("Topics"), required=False, max_length=2000, widget=forms.Textarea)


class RescheduleForm(AskedForm):
    """Another day, time or place."""

    on = DayField(label=_("Day"))
    begins = TimeField(label=_("Time"), required=False, help_text=_("Such as 14:30"))
    place = forms.CharField(label=_("Place"), required=False, max_length=100)


class HoldForm(RollForm):
    """Who attended: a line for each on the roster; an absence needs its reason."""

    presences = codes.PRESENCE


class _Several(forms.TypedMultipleChoiceField):
    """Many of a roster: each is a button that can be pressed, however many there are."""

    kind = "options"


class ResolveForm(AskedForm):
    """A resolution and its votes."""

    seldom: ClassVar[tuple[str, ...]] = ("recused",)

    kind = forms.ChoiceField(label=_("Kind"), choices=of_table(codes.RESOLUTIONS), initial="resolution")
    text = forms.CharField(label=_("Resolution"), max_length=2000, widget=forms.Textarea)
    yes = forms.IntegerField(label=_("Yes"), min_value=0, max_value=9999)
    no = forms.IntegerField(label=_("No"), min_value=0, max_value=9999, initial=0)
    abstain = forms.IntegerField(label=_("Abstained"), min_value=0, max_value=9999, initial=0)
    recused = _Several(label=_("Recused"), required=False, coerce=int)


class MinutesForm(AskedForm):
    """Topics and minutes."""

    topics = forms.CharField(label=_("Topics"), required=False, max_length=2000, widget=forms.Textarea)
    minutes = forms.CharField(label=_("Minutes"), required=False, max_length=10000, widget=forms.Textarea)
    place = forms.CharField(label=_("Place"), required=False, max_length=100)


class AttachForm(AskedForm):
    """A paper of the meeting."""

    file = forms.FileField(label=_("File"))
