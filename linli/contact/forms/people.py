"""The shape of what is typed about captains, messengers, shifts and exchanges."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.residents.api import POLITICAL, SEX
from linli.ui.fields import (
    WEEKDAYS,
    AskedForm,
    Choices,
    DayField,
    Filters,
    PhoneField,
    TimeField,
    all_of_table,
    key_field,
    of_table,
)

from ..rules import codes


class CaptainsForm(Filters):
    """Which captains are shown."""

    q = forms.CharField(label=_("Name, building or address"), required=False, max_length=60)
    building = forms.ChoiceField(label=_("Building"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=all_of_table(codes.CAPTAINS))
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("in office today")), ("gone", _("ended")), ("any", _("All"))]
    )  # fmt: skip

    def __init__(self, *args: Any, buildings: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["building"].choices = [("", _("All")), *((str(k), n) for k, n in buildings)]  # type: ignore[attr-defined]


class CaptainForm(AskedForm):
    """Who a captain is."""

    seldom: ClassVar[tuple[str, ...]] = ("sex", "born", "politics", "home", "liaison", "user")

    name = forms.CharField(label=_("Full name"), max_length=60)
    phone = PhoneField(label=_("Phone"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=of_table(SEX), initial="0")
    born = forms.CharField(
        label=_("Month of birth"), required=False, max_length=20, help_text=_("Such as 1956-03")
    )
    politics = forms.ChoiceField(
        label=_("Political status"), required=False, choices=[("", _("not stated")), *of_table(POLITICAL)]
    )
    home = forms.CharField(label=_("Lives at"), required=False, max_length=100)
    liaison = key_field(_("Committee member in charge"), required=False)
    user = key_field(_("Signs in as"), required=False)


class NewCaptainForm(CaptainForm):
    """A captain or deputy of a building or some of its units."""

    field_order = ("building", "units", "kind", "name", "phone", "start")

    building = key_field(_("Building"))
    units = forms.CharField(
        label=_("Units"),
        required=False,
        max_length=60,
        help_text=_("Empty: the whole building. Else such as 1、2"),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=of_table(codes.CAPTAINS), initial=codes.PRIMARY)
    start = DayField(label=_("In office from"))


class CorrectCaptainForm(CaptainForm):
    """Corrections; an empty phone stays as it is."""

    phone = PhoneField(label=_("Phone"), required=False, help_text=_("Empty: stays as it is"))


class ReplaceForm(CaptainForm):
    """Somebody else takes over the place."""

    on = DayField(label=_("In office from"))


class EndForm(AskedForm):
    """The first day without it."""

    on = DayField(label=_("First day without it"))


class MessengerForm(AskedForm):
    """A messenger in office."""

    name = forms.CharField(label=_("Full name"), max_length=60)
    phone = PhoneField(label=_("Phone"), required=False)
    user = key_field(_("Signs in as"), required=False)


class NewMessengerForm(MessengerForm):
    """A messenger who is taken on without a recruitment."""

    start = DayField(label=_("In office from"))
    last = DayField(label=_("Last day of the term"), required=False)

    @property
    def end(self) -> dt.date | None:
        """The first day after the term."""
        last: dt.date | None = self.cleaned_data.get("last")
        return last + dt.timedelta(days=1) if last else None


class CorrectMessengerForm(MessengerForm):
    """Corrections; an empty phone stays as it is."""

    phone = PhoneField(label=_("Phone"), required=False, help_text=_("Empty: stays as it is"))


class AreaForm(AskedForm):
    """What a messenger looks after."""

    cell = key_field(_("Part of the community"))
    start = DayField(label=_("From"))


class ShiftsForm(AskedForm):
    """Shifts of one messenger for weeks at once."""

    messenger = key_field(_("Messenger"))
    first = DayField(label=_("From the day"))
    last = DayField(label=_("To the day (included)"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On"), choices=WEEKDAYS, coerce=int, initial=[0, 1, 2, 3, 4, 5, 6]
    )
    begin = TimeField(label=_("On duty from"))
    close = TimeField(label=_("Off duty at"), help_text=_("At or before the beginning: on the next day."))
    night = forms.BooleanField(label=_("The messenger agreed to answer at night"), required=False)


class AskForm(AskedForm):
    """Somebody asks to be relieved of a shift."""

    to = key_field(_("Whom to ask"), required=False)
    why = forms.CharField(label=_("Why"), required=False, max_length=200)


class TakeForm(AskedForm):
    """Who takes a shift over; asked of those who keep the roster."""

    messenger = key_field(_("Who takes it over"), required=False)


class PlainForm(AskedForm):
    """Nothing is asked: the button is the answer."""
