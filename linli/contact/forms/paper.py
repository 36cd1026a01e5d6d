"""A paper list of visits, pasted from Excel or typed: one line each."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import Saying, say
from linli.ui.fields import AskedForm, Choices, DayField, of_table
from linli.ui.words import read_day

from ..rules import codes


@dataclass(frozen=True, slots=True)
class Line:
    """One line as read: day, door as typed, who was met, what was said, what was done, how it was settled."""

    number: int
    day: dt.date | None
    door: str
    spoke: str = ""
    said: str = ""
    measures: str = ""
    outcome: str = ""
    fault: Saying | None = None


class PaperForm(AskedForm):
    """Lines of a list; what stands in every line is said once above."""

    on = DayField(label=_("Day, where a line has none"))
    way = forms.ChoiceField(label=_("Where you met"), choices=of_table(codes.WAYS))
    user = forms.TypedChoiceField(label=_("Who went"), coerce=int)
    lines = forms.CharField(
        label=_("The list"), widget=forms.Textarea, max_length=60000,
        help_text=_("One line for each household, columns parted by tab as Excel copies them: day, door, spoken with, what they said, what was done, how it was settled. The day may be missing; nobody at home is written 没人."),
    )  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user"].choices = [(str(key), name) for key, name in people]  # type: ignore[attr-defined]

    def read(self) -> list[Line]:
        """The lines that were typed, empty ones left out."""
        default: dt.date = self.cleaned_data["on"]
        return [
            read_line(number, text, default, self.today)
            for number, text in enumerate(self.cleaned_data["lines"].split("\n"), start=1)
            if text.strip()
        ]


def read_line(number: int, text: str, default: dt.date, today: dt.date) -> Line:
    """One line: parted by tabs, or by two blanks where it was typed."""
    cells = [
        one.strip()
        for one in (text.split("\t") if "\t" in text else re.split(r"\s{2,}|[，,；;]", text.strip()))
    ]
    day: dt.date | None = default
    if (
        cells
        and re.fullmatch(r"[\d年月日./-]{3,11}|今天|昨天", cells[0])
        and (read := read_day(cells[0], today))
    ):
        day, cells = read, cells[1:]
    if not cells or not cells[0]:
        return Line(number, day, "", fault=say("The door is missing."))
    return Line(number, day, *(cells + [""] * 5)[:5])  # type: ignore[arg-type]
