"""The shape of what is typed about disclosures, pledges, themes and questionnaires."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, Choices, DayField, Filters, all_of_table, of_table

from ..queries.surveys import Counted
from ..rules import codes, surveys
from ..rules.surveys import Said

_DAY = dt.timedelta(days=1)


class YearForm(Filters):
    """Which year of the catalogue, which state."""

    year = forms.IntegerField(label=_("Year"), required=False, min_value=2000, max_value=2100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=all_of_table(codes.DUE_STATES))


class MatterForm(AskedForm):
    """What happened and is to be shown at once."""

    item = forms.ChoiceField(label=_("Matter"))
    title = forms.CharField(label=_("What happened"), max_length=80)
    happened = DayField(label=_("Day"))


class PledgesForm(Filters):
    """Which pledges are shown."""

    q = forms.CharField(label=_("Who or what"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False, choices=all_of_table(codes.PLEDGE_STATES))


class PledgeForm(AskedForm):
    """A pledge."""

    maker = forms.ChoiceField(label=_("Who promises"), choices=of_table(codes.MAKERS))
    who = forms.CharField(label=_("Name as it is made public"), max_length=60)
    text = forms.CharField(label=_("What is promised"), max_length=300, widget=forms.Textarea)
    measure = forms.CharField(
        label=_("Measured by"), max_length=200, help_text=_("By what residents see that it is kept")
    )
    start = DayField(label=_("From"))
    last = DayField(label=_("Promised day"))

    @property
    def parts(self) -> dict[str, Any]:
        """With half-open days."""
        typed = self.cleaned_data
        return {
            **{name: typed[name] for name in ("maker", "who", "text", "measure", "start")},
            "end": typed["last"] + _DAY,
        }


class FollowUpForm(AskedForm):
    """What was done for it."""

    on = DayField(label=_("Day"))
    text = forms.CharField(label=_("What was done"), max_length=300, widget=forms.Textarea)


class SettleForm(AskedForm):
    """Kept or not."""

    state = forms.ChoiceField(
        label=_("Was it kept?"), choices=of_table(codes.PLEDGE_STATES, only=("kept", "partly", "unkept"))
    )
    outcome = forms.CharField(label=_("What came of it"), max_length=300, widget=forms.Textarea)


class RateForm(AskedForm):
    """How residents rated it."""

    good = forms.IntegerField(label=_("Good"), min_value=0, max_value=9999)
    fair = forms.IntegerField(label=_("Fair"), min_value=0, max_value=9999, initial=0)
    poor = forms.IntegerField(label=_("Poor"), min_value=0, max_value=9999, initial=0)


class ThemesForm(Filters):
    """Which records under which theme."""

    theme = forms.ChoiceField(label=_("Theme"), required=False, choices=all_of_table(codes.THEMES))
    subject = forms.ChoiceField(label=_("Kind"), required=False, choices=all_of_table(codes.SUBJECTS))
    period = forms.CharField(
        label=_("Period"), required=False, max_length=30, help_text=_("2018, 2018Q1 or 2018-03")
    )


class SeekForm(Filters):
    """Which record shall stand under a theme."""

    subject = forms.ChoiceField(label=_("Kind"), required=False, choices=of_table(codes.SUBJECTS))
    q = forms.CharField(label=_("Number or words"), required=False, max_length=60)


class TagForm(AskedForm):
    """A theme for a record."""

    theme = forms.ChoiceField(label=_("Theme"), choices=of_table(codes.THEMES))
    key = forms.TypedChoiceField(label=_("Record"), coerce=int)

    def __init__(self, *args: Any, records: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["key"].choices = [(str(key), word) for key, word in records]  # type: ignore[attr-defined]


class SurveyForm(AskedForm):
    """A questionnaire."""

    title = forms.CharField(label=_("Title"), max_length=80)
    text = forms.CharField(label=_("What it is for"), max_length=500, widget=forms.Textarea)
    start = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))
    questions = forms.CharField(
        label=_("Questions"), widget=forms.Textarea,
        help_text=_("One a line: question | answer | answer. A * before it: several answers. Without answers: in words."),
    )  # fmt: skip

    @property
    def parts(self) -> dict[str, Any]:
        """With half-open days and the questions read. Raises Refused."""
        typed = self.cleaned_data
        return {
            "title": typed["title"], "text": typed["text"], "start": typed["start"], "end": typed["last"] + _DAY,
            "questions": surveys.read_questions(typed["questions"]),
        }  # fmt: skip


class IssueForm(AskedForm):
    """How many sheets."""

    count = forms.IntegerField(label=_("How many sheets"), min_value=1, max_value=surveys.SHEETS_MOST)


class SheetForm(AskedForm):
    """The answers of a sheet; `code` is asked on the page, a worker holds the paper."""

    number = forms.IntegerField(
        label=_("Number of the questionnaire sheet"), min_value=1, max_value=surveys.SHEETS_MOST
    )
    code = forms.CharField(
        label=_("Code of the sheet"), max_length=20, help_text=_("8 digits; gaps make no difference")
    )

    def __init__(self, *args: Any, questions: Sequence[Counted], coded: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.questions = questions
        if not coded:
            del self.fields["code"]
        for one in questions:
            self.fields[f"q{one.place}"] = _field(one)

    @property
    def said(self) -> dict[int, Said]:
        """Place of the question → answer."""
        found = {}
        for one in self.questions:
            value = self.cleaned_data.get(f"q{one.place}")
            if one.kind == "words":
                found[one.place] = Said((), str(value or ""))
            else:
                every = value if isinstance(value, list) else [value] if value not in (None, "") else []
                found[one.place] = Said(tuple(int(each) for each in every))
        return found


def _field(one: Counted) -> forms.Field:
    label = f"{one.place}. {one.text}"
    pairs = [(str(at), word) for at, word in enumerate(one.options)]
    if one.kind == "words":
        return forms.CharField(
            label=label, required=False, max_length=surveys.WORDS_MOST, widget=forms.Textarea
        )
    if one.kind == "many":
        return forms.MultipleChoiceField(label=label, required=False, choices=pairs)
    return forms.ChoiceField(label=label, required=False, choices=pairs)
