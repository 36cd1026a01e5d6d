"""Form fields that know how people here type: days in many shapes, phones and identity numbers with blanks.

They check the shape of what was typed, nothing more; what a number means is a rule of the app.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

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


class IdentityField(forms.CharField):
    """An identity number as typed or as a card reader types it: groups 6-8-4, full-width digits, x in either case."""

    kind = "identity"

    def to_python(self, value: Any) -> str:
        """The number without blanks, half-width, with a capital X. Its rules are checked by the app."""
        text = str(super().to_python(value) or "")
        return re.sub(r"[\s-]", "", text).translate(_WIDE).upper()


class DatedForm(forms.Form):
    """A form that is filled on a day: every DayField reads 今天 and 3.5 from `on`."""

    def __init__(self, *args: Any, on: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = on
        for field in self.fields.values():
            if isinstance(field, DayField):
                field.on = on
