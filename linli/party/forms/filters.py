"""Filters of the lists: read from the address, where a bad value falls back to none."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import Period, Refused
from linli.ui.fields import Choices, Filters, all_of_table

from ..queries import meetings, members
from ..rules import codes

#: Stands for the branches with their groups in the filter by organisation: what the statistics count.
OF_BRANCHES = "branches"


class MembersForm(Filters):
    """Who is shown in the list of members."""

    q = forms.CharField(label=_("Name or pinyin"), required=False, max_length=60)
    branch = forms.ChoiceField(label=_("Party branch"), required=False)
    standing = forms.ChoiceField(
        label=_("Kind of membership"), required=False, choices=all_of_table(codes.STANDINGS)
    )
    employment = forms.ChoiceField(
        label=_("Employment"), required=False, choices=all_of_table(codes.EMPLOYMENT)
    )
    fact = forms.ChoiceField(
        label=_("Hardship, skills and the like"), required=False, choices=all_of_table(codes.FACTS)
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("On the roster today")), ("gone", _("no longer here")), ("any", _("All"))]
    )  # fmt: skip

    figure = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    as_of = forms.CharField(required=False, max_length=30, widget=forms.HiddenInput)

    def __init__(self, *args: Any, branches: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["branch"].choices = [("", _("All")), *((str(k), n) for k, n in branches)]  # type: ignore[attr-defined]

    def filter(self) -> members.Filter:
        """What the query takes; a number of the statistics (`figure` of the period `as_of`) is opened by the page."""
        branch = self.value("branch")
        return members.Filter(
            self.value("q"), int(branch) if branch else None, self.value("standing"), self.value("employment"), self.value("fact"),
            self.value("state", "here"),
        )  # fmt: skip


class MeetingsForm(Filters):
    """Which meetings are shown."""

    q = forms.CharField(label=_("Topic or place"), required=False, max_length=60)
    organisation = forms.ChoiceField(label=_("Party organisation"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=all_of_table(codes.MEETINGS))
    state = forms.ChoiceField(label=_("State"), required=False, choices=all_of_table(codes.MEETING_STATES))
    period = forms.CharField(
        label=_("Period"), required=False, max_length=30, help_text=_("2018, 2018Q1 or 2018-03")
    )

    def __init__(self, *args: Any, organisations: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        every = [(str(k), n) for k, n in organisations]
        self.fields["organisation"].choices = [("", _("All")), (OF_BRANCHES, _("every branch")), *every]  # type: ignore[attr-defined]

    def filter(self) -> meetings.Filter:
        """What the query takes."""
        where, period = self.value("organisation"), read_period(self.value("period"))
        return meetings.Filter(
            self.value("q"), int(where) if where.isdecimal() else None, self.value("kind"), self.value("state"),
            period.start if period else None, period.end if period else None, where == OF_BRANCHES,
        )  # fmt: skip


class PeriodForm(Filters):
    """The period of the statistics."""

    period = forms.CharField(
        label=_("Period"), required=False, max_length=30, help_text=_("2018, 2018Q1 or 2018-03")
    )

    def around(self, on: dt.date) -> Period:
        """The period typed, the year of `on` otherwise."""
        return read_period(self.value("period")) or Period.year(on.year)


class CheckInsForm(Filters):
    """Which reports are shown."""

    q = forms.CharField(label=_("Their unit, name or post"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=all_of_table(codes.CHECK_INS))
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("serving today")), ("gone", _("ended")), ("any", _("All"))]
    )  # fmt: skip


def read_period(text: str) -> Period | None:
    """A period as typed; None for none."""
    try:
        return Period.read(text) if text else None
    except Refused:
        return None
