"""The shape of what is typed about notices; what may be is a rule."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.appeals import api as appeals
from linli.kernel import Period, Refused
from linli.kernel.masking import hide_names
from linli.ui.fields import (
    AskedForm,
    Choices,
    DayField,
    Filters,
    LongText,
    PhoneField,
    all_of_table,
    of_table,
)

from ..actions.objecting import CHANNELS
from ..queries.listing import Filter
from ..rules import codes

_DAY = dt.timedelta(days=1)
_WAYS = {
    "counter": _("at the counter"),
    "phone": _("by phone"),
    "door": _("at the door"),
    "letter_box": _("letter box"),
}


class NoticesForm(Filters):
    """Which notices are shown."""

    q = forms.CharField(label=_("Words of the notice"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=all_of_table(codes.KINDS))
    category = forms.ChoiceField(label=_("Category"), required=False, choices=all_of_table(codes.CATEGORIES))
    period = forms.CharField(
        label=_("Shown in"), required=False, max_length=30, help_text=_("2018, 2018Q1 or 2018-03")
    )
    phase = forms.ChoiceField(
        required=False, choices=[("", ""), *codes.PHASES.items()], widget=forms.HiddenInput
    )

    def filter(self) -> Filter:
        """What the query takes."""
        return Filter(
            self.value("q"), self.value("phase"), self.value("kind"), self.value("category"), read_period(self.value("period"))
        )  # fmt: skip


class Several(forms.TypedMultipleChoiceField):
    """Keys out of a list that the page fills."""

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, required=False, coerce=int)


class NoticeForm(AskedForm):
    """A draft; days are typed as the first and the last one."""

    seldom: ClassVar[tuple[str, ...]] = ("names", "ways", "cells", "buildings", "first_objection", "readers")

    kind = forms.ChoiceField(label=_("Kind"), choices=of_table(codes.KINDS), initial="public_notice")
    category = forms.ChoiceField(label=_("Category"), choices=of_table(codes.CATEGORIES), initial="affairs")
    title = forms.CharField(label=_("Title"), max_length=codes.TITLE_MOST)
    # no greatest length here: what is too long is kept whole, and the rule says by how much
    text = LongText(
        label=_("Text"),
        help_text=_("Names as 张*, addresses to the building. A text with an identity number, phone or bank card is refused."),
    )  # fmt: skip
    basis = forms.CharField(
        label=_("Legal basis"), required=False, max_length=codes.BASIS_MOST, help_text=_("Which rule asks for this notice")
    )  # fmt: skip
    start = DayField(label=_("First day"))
    last = DayField(label=_("Last day"), help_text=_("On the next day nobody is shown it any more."))
    objections = forms.BooleanField(label=_("Residents may object"), required=False)
    last_objection = DayField(
        label=_("Last day of objections"), required=False, help_text=_("Empty: until the last day")
    )
    ways = forms.MultipleChoiceField(
        label=_("Also shown"), required=False, choices=[(key, word) for key, word in codes.FORMS.items() if key != "web"],
        help_text=_("Paper is taken down on the last day; the workbench says so."),
    )  # fmt: skip
    names = forms.CharField(
        label=_("Names to be masked in title and text"), required=False, max_length=300, help_text=_("Parted by blanks: 张三丰 becomes 张**"),
    )  # fmt: skip
    first_objection = DayField(
        label=_("First day of objections"), required=False, help_text=_("Empty: from the first day")
    )
    cells = Several(label=_("Only for these grids and compounds"))
    buildings = Several(label=_("Only for these buildings"))
    readers = forms.ChoiceField(
        label=_("Who may read it"), choices=of_table(codes.READERS), initial="residents"
    )

    def __init__(self, *args: Any, cells: Choices, buildings: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, pairs in (("cells", cells), ("buildings", buildings)):
            self.fields[name].choices = [(str(key), word) for key, word in pairs]  # type: ignore[attr-defined]

    @property
    def parts(self) -> dict[str, Any]:
        """What the action takes, with half-open days."""
        typed: Mapping[str, Any] = self.cleaned_data
        asks, names = typed["objections"], re.split(r"[\s、，,;；]+", typed["names"])
        return {
            **{name: typed[name] for name in ("kind", "category", "basis", "readers")},
            **{name: hide_names(typed[name], names) for name in ("title", "text")},
            "starts": typed["start"], "ends": typed["last"] + _DAY, "objections": asks, "forms": ["web", *typed["ways"]],
            "opens": typed["first_objection"] if asks else None,
            "closes": typed["last_objection"] + _DAY if asks and typed["last_objection"] else None,
            "buildings": typed["buildings"], "cells": typed["cells"],
        }  # fmt: skip


class AttachForm(AskedForm):
    """A paper that belongs to a notice."""

    file = forms.FileField(label=_("File"))


class PlainForm(AskedForm):
    """A question without a field."""


class ReasonForm(AskedForm):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class MendForm(AskedForm):
    """What is to be mended."""

    reason = forms.CharField(label=_("What is to be mended"), max_length=200)


class CorrectForm(AskedForm):
    """Title and text of an approved notice, and what is said to be corrected."""

    title = forms.CharField(label=_("Title"), max_length=codes.TITLE_MOST)
    text = LongText(label=_("Text"))
    correction = forms.CharField(
        label=_("What is corrected"), max_length=200, help_text=_("Residents read it on the notice.")
    )


class ResultForm(AskedForm):
    """What came of the objections."""

    result = forms.CharField(label=_("What came of it"), widget=forms.Textarea)


class ObjectionForm(AskedForm):
    """An objection heard by a worker."""

    channel = forms.ChoiceField(
        label=_("How it came"), choices=[(one, _WAYS[one]) for one in CHANNELS if one in _WAYS]
    )
    text = forms.CharField(label=_("The objection, in the resident's words"), widget=forms.Textarea)
    name = forms.CharField(label=_("Full name"), required=False, max_length=appeals.NAME_MOST)
    phone = PhoneField(label=_("Phone"), required=False)


class PublicObjectionForm(AskedForm):
    """An objection on the page without an account."""

    text = forms.CharField(
        label=_("What do you object to, and why?"), widget=forms.Textarea,
        error_messages={"required": _("Write what you object to, in a few words.")},
    )  # fmt: skip
    name = forms.CharField(
        label=_("What is your name?"), required=False, max_length=appeals.NAME_MOST,
        help_text=_("Leave name and phone empty if you do not want to be known; then we cannot call you back."),
    )  # fmt: skip
    phone = PhoneField(label=_("Your phone"), required=False)
    hidden = forms.BooleanField(label=_("Keep my name confidential"), required=False)


def read_period(text: str) -> Period | None:
    """A period as typed; None for none."""
    try:
        return Period.read(text) if text else None
    except Refused:
        return None
