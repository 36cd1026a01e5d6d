"""The shape of what is typed about meetings: the call, attendance, minutes, what follows."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import Period, Refused
from linli.ui.fields import (
    AskedForm,
    Choices,
    DayField,
    Filters,
    TimeField,
    all_of_table,
    key_field,
    of_table,
)
from linli.ui.roll import RollForm

from ..queries import meetings
from ..rules import codes


class CallForm(AskedForm):
    """A meeting is called: the members are told in time, or enough demand it."""

    field_order = ("body", "on", "begins", "place", "notice_on", "notice_way", "topics")
    seldom: ClassVar[tuple[str, ...]] = ("called_by", "demanded", "demanded_of")

    body = key_field(_("Body"))
    on = DayField(label=_("Day"))
    begins = TimeField(label=_("Time"), required=False, help_text=_("Such as 14:30"))
    place = forms.CharField(label=_("Place"), required=False, max_length=100)
    notice_on = DayField(label=_("Members told on"))
    notice_way = forms.ChoiceField(
        label=_("How they were told"), choices=of_table(codes.WAYS_OF_NOTICE), initial="written"
    )
    topics = forms.CharField(label=_("Topics"), required=False, max_length=2000, widget=forms.Textarea)
    called_by = forms.ChoiceField(label=_("Called by"), choices=of_table(codes.CALLERS), initial="chair")
    demanded = forms.IntegerField(
        label=_("How many demanded it"), required=False, min_value=1, max_value=99999
    )
    demanded_of = forms.IntegerField(
        label=_("Of how many"), required=False, min_value=1, max_value=99999, help_text=_("For members the roll is counted")
    )  # fmt: skip


class RescheduleForm(AskedForm):
    """Another day, told in time again."""

    on = DayField(label=_("Day"))
    begins = TimeField(label=_("Time"), required=False, help_text=_("Such as 14:30"))
    place = forms.CharField(label=_("Place"), required=False, max_length=100)
    notice_on = DayField(label=_("Members told on"))


class HoldForm(RollForm):
    """Who attended: a line for each seat of the day; an absence needs its reason."""

    presences = codes.PRESENCE


class CountForm(AskedForm):
    """How many attended a body without seats."""

    should = forms.IntegerField(label=_("Should attend"), min_value=1, max_value=99999)
    present = forms.IntegerField(label=_("Attended"), min_value=0, max_value=99999)
    women = forms.IntegerField(label=_("Women among them"), min_value=0, max_value=99999, initial=0)
    chair = forms.CharField(label=_("Chair"), required=False, max_length=60)
    recorder = forms.CharField(label=_("Minutes taken by"), required=False, max_length=60)


class MinutesForm(AskedForm):
    """Topics and minutes."""

    topics = forms.CharField(label=_("Topics"), required=False, max_length=2000, widget=forms.Textarea)
    minutes = forms.CharField(label=_("Minutes"), required=False, max_length=20000, widget=forms.Textarea)


class AttachForm(AskedForm):
    """A paper."""

    file = forms.FileField(label=_("File"))


class FollowForm(AskedForm):
    """Somebody does something until a day."""

    text = forms.CharField(label=_("What is to be done"), max_length=500, widget=forms.Textarea)
    who = forms.CharField(label=_("Who does it"), required=False, max_length=60)
    user = key_field(_("Account of who does it"), required=False)
    until = DayField(label=_("Until the day"))
    motion = key_field(_("Follows from"), required=False)


class FinishForm(AskedForm):
    """What came of it."""

    outcome = forms.CharField(label=_("What came of it"), max_length=500, widget=forms.Textarea)
    on = DayField(label=_("Done on"))


class MeetingsForm(Filters):
    """Which meetings are shown."""

    q = forms.CharField(label=_("Topic or place"), required=False, max_length=60)
    body = forms.ChoiceField(label=_("Body"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=all_of_table(codes.STATES))
    period = forms.CharField(
        label=_("Period"), required=False, max_length=30, help_text=_("2018, 2018Q1 or 2018-03")
    )

    def __init__(self, *args: Any, bodies: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].choices = [("", _("All")), *((str(k), n) for k, n in bodies)]  # type: ignore[attr-defined]

    def filter(self) -> meetings.Filter:
        """What the query takes."""
        body, period = self.value("body"), read_period(self.value("period"))
        return meetings.Filter(
            self.value("q"), int(body) if body else None, state=self.value("state"),
            since=period.start if period else None, until=period.end if period else None,
        )  # fmt: skip


class LedgerForm(Filters):
    """The period of the ledger."""

    period = forms.CharField(
        label=_("Period"), required=False, max_length=30, help_text=_("2018, 2018Q1 or 2018-03")
    )


def read_period(text: str) -> Period | None:
    """A period as typed; None for none."""
    try:
        return Period.read(text) if text else None
    except Refused:
        return None
