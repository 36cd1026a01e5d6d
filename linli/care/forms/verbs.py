"""The shape of what is typed about one case, or about many of one scheme at once."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.kernel.money import plain_yuan, read_yuan
from linli.ui.fields import AskedForm, DayField, of_table

from ..rules import codes


class AmountField(forms.Field):
    """Money as typed, in whole fen."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        fen = read_yuan(str(value)[:30])
        if fen is None:
            raise ValidationError(_("This is no amount. Write 600 or 600.50."))
        return fen

    def prepare_value(self, value: Any) -> Any:
        return plain_yuan(value) if isinstance(value, int) else value


class Names(forms.MultipleChoiceField):
    """Some of a list of papers or people."""


class PlainForm(AskedForm):
    """A question without a field."""


class OpinionForm(AskedForm):
    """The opinion that is signed with it."""

    opinion = forms.CharField(
        label=_("Opinion"), required=False, max_length=200, help_text=_("Signed with name and day by who is signed in.")
    )  # fmt: skip


class ReasonForm(AskedForm):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class SupplementForm(AskedForm):
    """Everything that is missing, once."""

    lacking = Names(label=_("Papers that are missing"), required=False)
    other = forms.CharField(label=_("Further papers"), required=False, max_length=60)
    due = DayField(label=_("To be there by"))


class VisitForm(AskedForm):
    """The visit at home."""

    day = DayField(label=_("Day of the visit"))
    people = forms.CharField(label=_("Who went"), max_length=100, help_text=_("At least two go."))
    result = forms.CharField(label=_("What was found"), max_length=500, widget=forms.Textarea)


class HearingForm(AskedForm):
    """The hearing."""

    day = DayField(label=_("Day of the hearing"))
    should = forms.IntegerField(label=_("Should attend"), min_value=1, max_value=999)
    agree = forms.IntegerField(label=_("Agree"), min_value=0, max_value=999)
    against = forms.IntegerField(label=_("Against"), min_value=0, max_value=999)


class ShowForm(AskedForm):
    """The public notice."""

    start = DayField(label=_("First day of the notice"))


class DecideForm(AskedForm):
    """What the authority answered."""

    granted = forms.ChoiceField(
        label=_("The authority"), choices=[("yes", _("grants it")), ("no", _("refuses it"))]
    )
    number = forms.CharField(label=_("Number of the decision"), max_length=60)
    day = DayField(label=_("Day of the decision"))
    reason = forms.CharField(
        label=_("Reason of the authority"), required=False, max_length=300, help_text=_("Needed when it is refused.")
    )  # fmt: skip


class PayForm(AskedForm):
    """A payment that was made."""

    fen = AmountField(label=_("Amount in yuan for each person"))
    day = DayField(label=_("Paid out on"))
    note = forms.CharField(label=_("Remark"), required=False, max_length=100)


class ConfirmForm(AskedForm):
    """How it is known that the person is alive and here."""

    way = forms.ChoiceField(label=_("How it is known"), choices=of_table(codes.CONFIRMED), initial="visit")
    day = DayField(label=_("Known on"))


class AmountForm(AskedForm):
    """An amount with its reason."""

    fen = AmountField(label=_("Amount in yuan"))
    reason = forms.CharField(label=_("Reason"), max_length=200)


class StopForm(AskedForm):
    """The first day without payment."""

    day = DayField(label=_("First day without payment"))
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ApplyForm(AskedForm):
    """One application at the table."""

    seldom: ClassVar[tuple[str, ...]] = ("agent", "relation", "mandate")

    received = Names(label=_("Papers that are there"), required=False)
    channel = forms.ChoiceField(
        label=_("Where it is taken"), choices=of_table(codes.CHANNELS, only=("counter", "home", "phone")), initial="counter"
    )  # fmt: skip
    despite = forms.CharField(
        label=_("Why it is taken although a condition does not hold"), required=False, max_length=200
    )
    agent = forms.CharField(
        label=_("Agent"), required=False, max_length=60, help_text=_("Who hands it in for the person")
    )
    relation = forms.CharField(label=_("Relation of the agent"), required=False, max_length=20)
    mandate = forms.CharField(
        label=_("Grounds for acting"),
        required=False,
        max_length=100,
        help_text=_("Written authority, guardianship"),
    )


class BatchForm(AskedForm):
    """Whom it is for; the fields of the verb stand beside it."""

    chosen = forms.TypedMultipleChoiceField(label=_("Who is meant"), coerce=int)


class SurveyForm(AskedForm):
    """At the door of a certificate holder."""

    day = DayField(label=_("Day at the door"))
    answered = forms.CharField(
        label=_("Who answered"), max_length=60, help_text=_("The person, or who speaks for them and why")
    )
    home = forms.CharField(label=_("How the family lives"), required=False, max_length=200)
    can = forms.CharField(label=_("What the person can do"), required=False, max_length=200)
    needs = Names(label=_("Where help is needed"), required=False, choices=of_table(codes.NEEDS))
    wish = forms.CharField(label=_("What is needed, in words"), required=False, max_length=300)


class PlanForm(AskedForm):
    """The plan and what was done of it."""

    plan = forms.CharField(label=_("Personal plan"), max_length=1000, widget=forms.Textarea)
    services = forms.CharField(
        label=_("Services given"), required=False, max_length=1000, widget=forms.Textarea, help_text=_("One line each: day, what, by whom")
    )  # fmt: skip


class EnterForm(AskedForm):
    """The entry in the federation's system."""

    day = DayField(label=_("Entered on"))
    receipt = forms.CharField(label=_("Receipt of the other system"), max_length=60)
