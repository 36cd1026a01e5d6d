"""Filters of the lists: read from the address, where a bad value falls back to none."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import Period, Refused
from linli.ui.fields import Filters, all_of_table

from ..queries import placements, posts, seekers
from ..rules import codes


class SeekersForm(Filters):
    """Which registrations are shown; hardship only for those whose duty it is."""

    q = forms.CharField(label=_("Name, pinyin or trade"), required=False, max_length=60)
    kind = forms.ChoiceField(
        label=_("Registration"), required=False, choices=all_of_table(codes.REGISTRATIONS)
    )
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("", _("registered today")), *((one, codes.STATES[one]) for one in ("registered", "serving", "interview")),
                 ("gone", _("ended")), ("any", _("All"))],
    )  # fmt: skip
    hardship = forms.ChoiceField(
        label=_("Employment hardship"), required=False, choices=all_of_table(codes.HARDSHIPS)
    )

    def filter(self) -> seekers.Filter:
        """What the query takes."""
        return seekers.Filter(
            self.value("q"), self.value("kind"), self.value("state", "here"), self.value("hardship")
        )


class VacanciesForm(Filters):
    """Which posts are shown."""

    q = forms.CharField(label=_("Unit, post or place"), required=False, max_length=60)
    section = forms.ChoiceField(
        label=_("Section of industry"), required=False, choices=all_of_table(codes.SECTIONS)
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("open today")), ("over", _("no longer open")), ("any", _("All"))]
    )  # fmt: skip

    def filter(self) -> posts.Filter:
        """What the query takes."""
        return posts.Filter(self.value("q"), self.value("section"), self.value("state", "open"))


class PeriodForm(Filters):
    """A period of the address."""

    period = forms.CharField(
        label=_("Period"), required=False, max_length=30, help_text=_("2018, 2018Q1 or 2018-03")
    )

    def around(self, on: dt.date) -> Period:
        """The period typed, the year of `on` otherwise."""
        return read_period(self.value("period")) or Period.year(on.year)


class PlacementsForm(PeriodForm):
    """Which employments are shown."""

    q = forms.CharField(label=_("Name, pinyin or unit"), required=False, max_length=60)
    route = forms.ChoiceField(
        label=_("Route to the post"), required=False,
        choices=[*all_of_table(codes.ROUTES), ("none", codes.ROUTES_OR_NONE[""])],
    )  # fmt: skip
    entered = forms.ChoiceField(
        label=_("Entered outside"), required=False, choices=[("", _("All")), ("yes", _("entered")), ("no", _("not entered yet"))]
    )  # fmt: skip

    def filter(self, on: dt.date) -> placements.Filter:
        """What the query takes."""
        return placements.Filter(self.value("q"), self.around(on), self.value("route"), self.value("entered"))


class WhoForm(Filters):
    """Who is meant."""

    q = forms.CharField(label=_("Name, phone or identity number"), required=False, max_length=60)


def read_period(text: str) -> Period | None:
    """A period as typed; None for none."""
    try:
        return Period.read(text) if text else None
    except Refused:
        return None
