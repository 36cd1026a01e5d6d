"""The shape of what is typed about opinions, rounds and sheets."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import Refused, say
from linli.ui.fields import AskedForm, DatedForm, DayField, Filters, PhoneField, all_of_table

from ..actions.opinions import Words
from ..queries.opinions import Filter
from ..rules import project_codes as codes
from .project_fields import kind_field, several, text_field


class RoundForm(AskedForm):
    """A round begins."""

    title = text_field(_("Title"), codes.TITLE_MOST, help_text=_("Such as: opinions of 2019"))
    year = forms.IntegerField(label=_("Fund year"), min_value=2000, max_value=2100)
    start = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))


class IssueForm(AskedForm):
    """Sheets are handed out."""

    on = DayField(label=_("Day"))
    buildings = several(_("Buildings"), required=False)


class ReturnForm(AskedForm):
    """A sheet came back: one opinion in a line."""

    number = forms.IntegerField(label=_("Number of the sheet"), min_value=1)
    on = DayField(label=_("Came back on"))
    signed = text_field(_("Signed by"), 60, help_text=_("Who signed for the household"))
    kind = kind_field()
    words = text_field(
        _("Opinions"), 4000, rows=True, required=False, help_text=_("One in a line, in their own words")
    )

    def opinions(self) -> list[Words]:
        """Each line as an opinion."""
        return lines_of(self.cleaned_data["words"], self.cleaned_data["kind"])


class HearForm(AskedForm):
    """An opinion that somebody said."""

    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[(one, codes.CHANNELS[one]) for one in ("meeting", "page")],
        initial="meeting",
    )
    on = DayField(label=_("Day"))
    text = text_field(
        _("What is asked for"), codes.TEXT_MOST, rows=True, help_text=_("In the resident's own words")
    )
    kind = kind_field()
    place = text_field(_("Where"), 100, required=False)
    author = text_field(_("Said by"), 60, required=False)


class SupportForm(AskedForm):
    """Somebody wants the same."""

    name = text_field(_("Full name"), 60)


class AsideForm(AskedForm):
    """It becomes no project."""

    reason = text_field(
        _("Reason"), codes.NOTE_MOST, rows=True, required=False, help_text=_("Empty takes it up again")
    )


class SplitForm(AskedForm):
    """An opinion asks for several things."""

    parts = text_field(_("Parts"), 4000, rows=True, help_text=_("One in a line"))
    kind = kind_field()

    def opinions(self) -> list[Words]:
        """Each line as a part."""
        return lines_of(self.cleaned_data["parts"], self.cleaned_data["kind"])


class OfAppealForm(AskedForm):
    """An appeal becomes an opinion."""

    kind = kind_field()


class SayForm(DatedForm):
    """A resident says what the fund should do."""

    text = text_field(_("What should be done"), 400, rows=True)
    place = text_field(_("Where"), 100, required=False)
    name = text_field(_("Your name"), 60, required=False)
    phone = PhoneField(label=_("Phone"), required=False)


class FollowForm(DatedForm):
    """A phone follows a project."""

    phone = PhoneField(label=_("Phone"))


class OpinionsForm(Filters):
    """Which opinions are shown."""

    q = forms.CharField(label=_("Words, place or name"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False, choices=all_of_table(codes.OPINION_STATES))
    channel = forms.ChoiceField(label=_("How it came"), required=False, choices=all_of_table(codes.CHANNELS))
    kind = forms.ChoiceField(label=_("Kind of project"), required=False, choices=all_of_table(codes.KINDS))
    project = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    collection = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def filter(self) -> Filter:
        """What the query takes."""
        return Filter(
            self.value("q"), self.value("state"), self.value("channel"), self.value("kind"), _key(self.value("collection")),
            _key(self.value("project")),
        )  # fmt: skip


class SheetsForm(Filters):
    """Which sheets are shown."""

    q = forms.CharField(label=_("Number or door"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), ("back", _("came back")), ("out", _("not back yet"))],
    )


def lines_of(text: str, kind: str) -> list[Words]:
    """One opinion for each line; numbers at the beginning fall away."""
    plain = [re.sub(r"^\s*[0-9]{1,2}[.、)）]\s*", "", line).strip() for line in text.splitlines()]
    found = [Words(line, kind) for line in plain if line]
    if any(len(one.text) > codes.TEXT_MOST for one in found):
        raise Refused(say("{n} characters at most.", n=codes.TEXT_MOST), "words")
    return found


def _key(text: Any) -> int | None:
    return int(text) if str(text).isdecimal() else None
