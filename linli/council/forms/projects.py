"""The shape of what is typed about projects and works."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import Refused, say
from linli.ui.fields import AskedForm, DayField, Filters, all_of_table, key_field, of_table
from linli.ui.money import MoneyField
from linli.ui.words import read_day

from ..actions.works import Named
from ..queries.projects import Filter
from ..rules import project_codes as codes
from .project_fields import kind_field, several, text_field


class FoundForm(AskedForm):
    """Opinions become a project."""

    title = text_field(_("Title"), codes.TITLE_MOST)
    summary = text_field(
        _("What the project is"),
        codes.TEXT_MOST,
        rows=True,
        help_text=_("Everybody reads this: no names, no phones"),
    )
    kind = kind_field()
    year = forms.IntegerField(label=_("Fund year"), min_value=2000, max_value=2100)
    place = text_field(_("Where"), 100, required=False)
    opinions = several(_("What residents ask for"))


class CorrectForm(AskedForm):
    """Other words."""

    title = text_field(_("Title"), codes.TITLE_MOST)
    summary = text_field(_("What the project is"), codes.TEXT_MOST, rows=True)
    kind = kind_field()
    place = text_field(_("Where"), 100, required=False)


class DayForm(AskedForm):
    """A step with its day alone."""

    on = DayField(label=_("Day"))


class TakeForm(DayForm):
    """Opinions come in."""

    opinions = several(_("What residents ask for"))


class OutForm(AskedForm):
    """An opinion goes out."""

    opinion = key_field(_("Opinion"))


class IntoForm(DayForm):
    """Merged into another one."""

    into = key_field(_("Merge into"))


class SplitProjectForm(DayForm):
    """Some opinions become a project of their own."""

    opinions = several(_("What residents ask for"))
    title = text_field(_("Title"), codes.TITLE_MOST)
    summary = text_field(_("What the project is"), codes.TEXT_MOST, rows=True)


class BackForm(DayForm):
    """Somebody wants the project."""

    name = text_field(_("Full name"), 60)


class NoticeForm(DayForm):
    """A notice of projects; others in the same state may stand on it."""

    projects = several(_("Projects"))
    starts = DayField(label=_("Shown from"))
    last = DayField(label=_("Last day"), help_text=_("Seven days at least"))
    title = text_field(_("Title"), 80)
    text = text_field(_("Text"), 6000, rows=True)


class ReviewForm(DayForm):
    """Each line of the lists with its reason."""

    def __init__(self, *args: Any, lines: Sequence[dict[str, Any]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = list(lines)
        for line in self.lines:
            code, positive = line["code"], line["side"] == "positive"
            side = codes.SIDES[line["side"]]
            choices = [("no", _("no")), ("yes", _("yes"))]
            self.fields[f"fits_{code}"] = forms.ChoiceField(
                label=f"{line['name']}（{side}）", choices=choices, initial="no"
            )
            self.fields[code] = forms.CharField(
                label=_("Reason"),
                max_length=codes.NOTE_MOST,
                initial="" if positive else "",
                widget=forms.TextInput,
            )

    def answers(self) -> dict[str, tuple[bool, str]]:
        """Line → (fits, reason)."""
        typed = self.cleaned_data
        return {
            one["code"]: (typed[f"fits_{one['code']}"] == "yes", typed[one["code"]]) for one in self.lines
        }


class BudgetLineForm(AskedForm):
    """A line of the budget."""

    seldom: ClassVar[tuple[str, ...]] = ("fund",)

    name = text_field(_("What is bought"), 60)
    amount = forms.DecimalField(label=_("How many"), min_value=0, max_digits=9, decimal_places=2, initial=1)
    unit = text_field(_("Unit"), 10, help_text=_("Such as metres, pieces, days"))
    price = MoneyField(label=_("Price of one, yuan"))
    basis = text_field(_("Price basis"), 200, help_text=_("List price, three quotes, contract of last year"))
    fund = key_field(_("From another source"), required=False)


class CloseBudgetForm(DayForm):
    """The budget is closed."""

    fund = key_field(_("Fund"))
    procurement = text_field(
        _("How it is bought"), 200, help_text=_("Such as: three quotes compared by the council")
    )


class FileForm(DayForm):
    """Filed with the subdistrict."""

    number = text_field(_("Number of the filing"), 60)


class ReasonForm(DayForm):
    """With a reason."""

    reason = text_field(_("Reason"), codes.NOTE_MOST, rows=True)


class ContractForm(AskedForm):
    """A contract."""

    seldom: ClassVar[tuple[str, ...]] = ("credit_code",)

    number = text_field(_("Number of the contract"), 40)
    contractor = text_field(_("Contractor"), 100)
    chosen = text_field(_("How chosen"), 200)
    signed = DayField(label=_("Signed on"))
    amount = MoneyField(label=_("Amount, yuan"))
    start = DayField(label=_("First day of works"))
    finish = DayField(label=_("Last day of works"))
    credit_code = text_field(_("Unified social credit code"), 18, required=False)


class ContractPaperForm(AskedForm):
    """A page of the signed paper."""

    contract = key_field(_("Contract"))
    file = forms.FileField(label=_("Signed paper"), help_text=_("A scan or photograph, PDF or picture"))


class ProgressForm(DayForm):
    """How far the works are."""

    percent = forms.IntegerField(label=_("Done, percent"), min_value=0, max_value=100)
    text = text_field(_("What was done"), codes.TEXT_MOST, rows=True)


class PictureForm(DayForm):
    """A picture."""

    phase = forms.ChoiceField(label=_("When"), choices=of_table(codes.PHOTOS))
    file = forms.FileField(label=_("Picture"))
    caption = text_field(_("Caption"), 100, required=False)


class ChangeForm(DayForm):
    """The works shall differ."""

    what = text_field(_("What changes"), codes.TEXT_MOST, rows=True)
    reason = text_field(_("Reason"), codes.NOTE_MOST)
    cost = MoneyField(
        label=_("Costs more, yuan"), required=False, help_text=_("0 where it costs no more; -200 for less")
    )
    other = forms.BooleanField(label=_("Another thing or place than was decided"), required=False)


class AnswerChangeForm(DayForm):
    """What the council said to a change."""

    agreed = forms.ChoiceField(
        label=_("The council"), choices=[("yes", _("agreed")), ("no", _("did not agree"))]
    )
    answer = text_field(_("Answer"), codes.NOTE_MOST, required=False)


class SuperviseForm(DayForm):
    """The supervision committee looked."""

    finding = forms.ChoiceField(label=_("Finding"), choices=of_table(codes.FINDINGS))
    text = text_field(_("What was seen"), codes.TEXT_MOST, rows=True)


class AcceptForm(DayForm):
    """Named people accept, or find defects."""

    people = text_field(
        _("Who accepts"), 2000, rows=True,
        help_text=_("One in a line: name and seat (resident, supervision committee, committee, expert)"),
    )  # fmt: skip
    text = text_field(_("What was seen"), codes.TEXT_MOST, rows=True)
    defects = text_field(
        _("Defects"), 2000, rows=True, required=False, help_text=_("One in a line, the day until which it is mended first: 20181020 the lid is loose")
    )  # fmt: skip

    def named(self) -> list[Named]:
        """The people; a line without a known seat means a resident."""
        found = []
        for line in self.cleaned_data["people"].splitlines():
            parts = re.split(r"[\s,，、]+", line.strip(), maxsplit=1)
            if not parts[0]:
                continue
            seat = next(
                (
                    code
                    for code, word in codes.SEATS.items()
                    if len(parts) > 1 and parts[1].strip() == str(word)
                ),
                "resident",
            )
            found.append(Named(parts[0], seat))
        return found

    def found(self) -> list[tuple[str, Any]]:
        """(words, day) of each defect. Refused for a line without a day."""
        defects = []
        for line in self.cleaned_data["defects"].splitlines():
            if not line.strip():
                continue
            first, _blank, words = line.strip().partition(" ")
            day = read_day(first, self.today)
            if day is None or not words.strip():
                raise Refused(say("Each defect has its words and a day to come."), "defects")
            defects.append((words.strip(), day))
        return defects


class MendForm(DayForm):
    """A defect is mended."""

    note = text_field(_("What was done"), codes.NOTE_MOST)


class ResultForm(DayForm):
    """The result for residents."""

    beneficiaries = forms.IntegerField(label=_("People whom it serves"), min_value=1, max_value=1_000_000)
    result = text_field(_("What came of it"), codes.TEXT_MOST, rows=True)
    starts = DayField(label=_("Shown from"))
    last = DayField(label=_("Last day"))
    title = text_field(_("Title"), 80)
    text = text_field(_("Text"), 6000, rows=True)


class IssueRatingsForm(DayForm):
    """Sheets for the rating."""

    sheets = forms.IntegerField(label=_("Sheets"), min_value=1, max_value=2000)


class TakeRatingsForm(DayForm):
    """Sheets that came back, all of one rating in a line: satisfied 1 4 7-12."""

    very = text_field(
        codes.RATINGS["very"], 2000, required=False, help_text=_("Numbers of the sheets: 1 4 7-12")
    )
    satisfied = text_field(codes.RATINGS["satisfied"], 2000, required=False)
    fair = text_field(codes.RATINGS["fair"], 2000, required=False)
    not_ = text_field(codes.RATINGS["not"], 2000, required=False)

    def ratings(self) -> list[tuple[int, str, str]]:
        """(number, rating, words) of each sheet. Refused for what is no list of numbers."""
        found = []
        for field, rating in (
            ("very", "very"),
            ("satisfied", "satisfied"),
            ("fair", "fair"),
            ("not_", "not"),
        ):
            found += [(number, rating, "") for number in _numbers(self.cleaned_data[field], field)]
        if not found:
            raise Refused(say("Write the numbers of the sheets."), "very")
        return found


class ProjectsForm(Filters):
    """Which projects are shown."""

    q = forms.CharField(label=_("Words, place or number"), required=False, max_length=60)
    year = forms.ChoiceField(label=_("Fund year"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=all_of_table(codes.STATES))
    kind = forms.ChoiceField(label=_("Kind of project"), required=False, choices=all_of_table(codes.KINDS))

    def __init__(self, *args: Any, years: Sequence[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["year"].choices = [("", _("All")), *((str(one), str(one)) for one in years)]  # type: ignore[attr-defined]

    def filter(self) -> Filter:
        """What the query takes."""
        year = self.value("year")
        return Filter(self.value("q"), int(year) if year else None, self.value("state"), self.value("kind"))


def _numbers(text: str, field: str) -> list[int]:
    found: list[int] = []
    for part in re.split(r"[\s,，、]+", text.strip()):
        if not part:
            continue
        span = re.fullmatch(r"([0-9]{1,5})(?:[-–~—]([0-9]{1,5}))?", part)
        if span is None or int(span[2] or span[1]) < int(span[1]):
            raise Refused(say("“{text}” is no number of a sheet.", text=part[:20]), field)
        found += range(int(span[1]), int(span[2] or span[1]) + 1)
    return found
