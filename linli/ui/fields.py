"""Form fields that know how people here type: days in many shapes, phones and identity numbers with blanks.

They check the shape of what was typed, nothing more; what a number means is a rule of the app.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from linli.kernel.days import FIRST_YEAR
from linli.ui.words import read_day

# Django's own sentences, said our way: collected here, translated in our catalogue, which is read after Django's.
OUR_WAY = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
    gettext_noop("The submitted file is empty."),
)

Choices = Sequence[tuple[Any, Any]]
#: Days of the week, Monday first.
WEEKDAYS = (
    (0, _("Mon")),
    (1, _("Tue")),
    (2, _("Wed")),
    (3, _("Thu")),
    (4, _("Fri")),
    (5, _("Sat")),
    (6, _("Sun")),
)

_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789XX")


class DayField(forms.Field):
    """A day, typed (20180305, 3.5, 今天, +3) or picked. Set `.on` (DatedForm does) to read 今天 and 3.5."""

    widget = forms.TextInput
    kind = "day"

    def __init__(self, *, on: dt.date | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.on = on

    def to_python(self, value: Any) -> dt.date | None:
        """The day meant; a text that is no day is an error that names accepted shapes."""
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return value
        day = read_day(str(value), self.on or dt.date.min)
        if day is None or day.year < FIRST_YEAR:
            raise ValidationError(_("This is no day. Write 20180305, 3.5 or today."))
        return day

    def prepare_value(self, value: Any) -> Any:
        """A day is shown as 2018-03-05; what was mistyped is shown as it was typed."""
        return value.isoformat() if isinstance(value, dt.date) else value


class PhoneField(forms.CharField):
    """A phone number; blanks, dashes and +86 fall away. Mobile (11 digits) or landline with area code."""

    kind = "phone"

    def to_python(self, value: Any) -> str:
        """Digits only; a landline keeps its area code without a dash."""
        text = str(super().to_python(value) or "").translate(_WIDE)
        plain = re.sub(r"[\s()（）-]", "", text).removeprefix("+86")
        if plain in self.empty_values:
            return ""
        if not (plain.isascii() and plain.isdecimal()):
            raise ValidationError(_("A phone number has digits only."))
        if plain.startswith("1") and len(plain) != 11:
            raise ValidationError(self._length(len(plain)))
        if not 7 <= len(plain) <= 12:
            raise ValidationError(_("A landline has 7 to 12 digits with its area code."))
        return plain

    @staticmethod
    def _length(digits: int) -> str:
        if digits < 11:
            text = _("{n} digits short: a mobile number has 11.")
        else:
            text = _("{n} digits too many: a mobile number has 11.")
        return str(text).format(n=abs(11 - digits))


class LongText(forms.CharField):
    """A text of several paragraphs: what was written stays in view."""

    widget = forms.Textarea
    lines = 12


class IdentityField(forms.CharField):
    """An identity number as typed or as a card reader types it: groups 6-8-4, full-width digits, x in either case."""

    kind = "identity"

    def to_python(self, value: Any) -> str:
        """The number without blanks, half-width, with a capital X. Its rules are checked by the app."""
        text = str(super().to_python(value) or "")
        return re.sub(r"[\s-]", "", text).translate(_WIDE).upper()


class TimeField(forms.Field):
    """A time of day typed as 8:30, 0830, 8点30 or 18."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> dt.time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.time):
            return value
        found = re.fullmatch(r"(\d{1,2})(?:[:：点.]?(\d{2})?)分?", re.sub(r"\s", "", str(value)))
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
        if hour == 24 and minute == 0:
            hour = 0
        if hour > 23 or minute > 59:
            raise ValidationError(_("This is no time of day. Write 8:30 or 18:00."))
        return dt.time(hour, minute)

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H:%M") if isinstance(value, dt.time) else value


class DatedForm(forms.Form):
    """A form that is filled on a day: every DayField reads 今天 and 3.5 from `on`."""

    def __init__(self, *args: Any, on: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = on
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.on = on


class AskedForm(DatedForm):
    """A form with lists that the page fills: `choices` by field name, and the version that was read.

    A list from which nothing could be chosen is not asked for; one that must be chosen from has no answer beforehand.
    seldom  fields under 更多, in their order
    """

    seldom: ClassVar[tuple[str, ...]] = ()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Mapping[str, Choices] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, pairs in (choices or {}).items():
            field: Any = self.fields[name]
            if not pairs and not field.required:
                del self.fields[name]
                continue
            blank = ("", _("Choose") if field.required else _("none"))
            field.choices = [blank, *((str(key), word) for key, word in pairs)]


class Filters(forms.Form):
    """A form of the address: what does not fit is left out, nobody is told off."""

    @property
    def chosen(self) -> list[forms.BoundField]:
        """The fields that are chosen from a list, beside the typed one."""
        return [one for one in self.visible_fields() if one.name != "q"]

    def value(self, field: str, otherwise: Any = "") -> Any:
        """The cleaned value, or `otherwise` when the address has none that fits."""
        if not self.is_bound:
            return otherwise
        self.is_valid()
        return self.cleaned_data.get(field) or otherwise


def of_table(table: Mapping[str, Any], *, only: Sequence[str] = ()) -> list[tuple[str, Any]]:
    """A table of codes as choices; `only` some of them."""
    return [(key, word) for key, word in table.items() if key in (only or table)]


def all_of_table(table: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """A table of codes as choices of a filter, all first."""
    return [("", _("All")), *((key, word) for key, word in table.items() if key)]


def key_field(label: Any, *, required: bool = True) -> forms.TypedChoiceField:
    """One record out of a list that the page fills."""
    return forms.TypedChoiceField(label=label, required=required, coerce=int, empty_value=None)
