"""The shape of what is typed about disputes, parties and mediators; what may be is a rule."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import Period, Refused
from linli.ui.fields import AskedForm, DayField, Filters, PhoneField, all_of_table, key_field, of_table

from ..actions.registering import Who
from ..queries.listing import Filter
from ..rules import codes

_AREA = forms.Textarea


class DisputesForm(Filters):
    """Which disputes are shown."""

    q = forms.CharField(label=_("Number or name of a party"), required=False, max_length=40)
    category = forms.ChoiceField(label=_("Category"), required=False)
    period = forms.CharField(
        label=_("Found in"), required=False, max_length=30, help_text=_("2018, 2018Q1 or 2018-03")
    )
    tab = forms.CharField(required=False, widget=forms.HiddenInput)
    part = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, categories: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["category"].choices = all_of_table(categories)  # type: ignore[attr-defined]

    def filter(self) -> Filter:
        """What the query takes."""
        return Filter(
            self.value("tab"), self.value("category"), self.value("part"), read_period(self.value("period")), self.value("q")
        )  # fmt: skip


def read_period(text: str) -> Period | None:
    """A period as typed; None for none."""
    try:
        return Period.read(text) if text else None
    except Refused:
        return None


class BriefForm(AskedForm):
    """What a dispute is about."""

    seldom: ClassVar[tuple[str, ...]] = ("building", "open_talks")

    category = forms.ChoiceField(label=_("Category"))
    brief = forms.CharField(label=_("What the dispute is about"), widget=_AREA)
    claim = forms.CharField(label=_("What is asked for (dispute)"), widget=_AREA, required=False)
    building = key_field(_("Building where it arose"), required=False)
    open_talks = forms.BooleanField(label=_("Both sides want open talks"), required=False)


class ReportForm(AskedForm):
    """A dispute that somebody found on the way; the mediators go on."""

    seldom: ClassVar[tuple[str, ...]] = ("building",)

    category = forms.ChoiceField(label=_("Category"))
    brief = forms.CharField(
        label=_("What the dispute is about"),
        widget=_AREA,
        help_text=_("The dispute itself; nothing about people's character"),
    )
    applicant = forms.CharField(label=_("Name of one side"), required=False, max_length=60)
    respondent = forms.CharField(label=_("Name of the other side"), required=False, max_length=60)
    found = DayField(label=_("Found on"))
    building = key_field(_("Building where it arose"), required=False)

    def who(self) -> tuple[Who, ...]:
        """The parties as far as they were named."""
        typed = self.cleaned_data
        return tuple(
            Who(side, typed[side], typed.get(f"{side}_phone", ""), typed.get(f"{side}_address", ""))
            for side in codes.SIDES
            if typed[side]
        )


class NewForm(ReportForm):
    """A dispute that a mediator registers."""

    seldom: ClassVar[tuple[str, ...]] = ("building",)
    field_order = (
        "source", "category", "brief", "claim", "applicant", "applicant_phone", "applicant_address", "respondent",
        "respondent_phone", "respondent_address", "found", "building",
    )  # fmt: skip

    source = forms.ChoiceField(label=_("Source"), choices=of_table(codes.SOURCES), initial="application")
    claim = forms.CharField(label=_("What is asked for (dispute)"), widget=_AREA, required=False)
    applicant = forms.CharField(label=_("Name of the applicant"), required=False, max_length=60)
    applicant_phone = PhoneField(label=_("Phone of the applicant"), required=False)
    applicant_address = forms.CharField(label=_("Address of the applicant"), required=False, max_length=120)
    respondent_phone = PhoneField(label=_("Phone of the other side"), required=False)
    respondent_address = forms.CharField(label=_("Address of the other side"), required=False, max_length=120)


class PartyForm(AskedForm):
    """One party as the form of application asks for it."""

    seldom: ClassVar[tuple[str, ...]] = ("agent",)

    side = forms.ChoiceField(
        label=_("Side of the dispute"), choices=of_table(codes.SIDES), initial="applicant"
    )
    name = forms.CharField(label=_("Full name"), max_length=60)
    phone = PhoneField(label=_("Phone"), required=False)
    address = forms.CharField(label=_("Address"), required=False, max_length=120)
    about = forms.CharField(
        label=_("Sex, ethnicity, age, occupation"), required=False, max_length=120,
        help_text=_("As the form of application asks for it"),
    )  # fmt: skip
    identity = forms.ChoiceField(
        label=_("Paper that was shown"), required=False, choices=[("", _("not shown yet")), *of_table(codes.PROOFS)],
        help_text=_("Its number is not written down."),
    )  # fmt: skip
    agent = forms.CharField(label=_("Agent of the party"), required=False, max_length=60)

    def who(self) -> Who:
        """The party as typed."""
        names = ("side", "name", "phone", "address", "about", "agent", "identity")
        return Who(**{name: self.cleaned_data[name] for name in names})


class ConsentForm(AskedForm):
    """What a party said."""

    agrees = forms.TypedChoiceField(
        label=_("Agrees to mediation"), coerce=lambda value: value == "yes",
        choices=[("yes", _("agrees")), ("no", _("clearly refuses"))],
        help_text=_("A clear refusal ends it (art. 17)."),
    )  # fmt: skip
    on = DayField(label=_("Asked on (consent)"))


class Several(forms.TypedMultipleChoiceField):
    """Keys out of a list that the page fills."""

    def __init__(self, *, label: Any, required: bool = True, help_text: Any = "") -> None:
        super().__init__(label=label, required=required, coerce=int, help_text=help_text)


class AcceptForm(AskedForm):
    """Accepting: day and mediators."""

    mediators = Several(label=_("Mediators"), help_text=_("The first one leads."))
    how = forms.ChoiceField(
        label=_("How they were chosen"), choices=of_table(codes.CHOSEN), initial="accepted"
    )
    on = DayField(label=_("Accepted on"))

    def __init__(self, *args: Any, mediators: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["mediators"].choices = [(str(key), word) for key, word in mediators]  # type: ignore[attr-defined]


class ChargeForm(AskedForm):
    """One more mediator."""

    mediator = key_field(_("Mediator"))
    how = forms.ChoiceField(label=_("How they were chosen"), choices=of_table(codes.CHOSEN), initial="chosen")
    on = DayField(label=_("From"))


class RecuseForm(AskedForm):
    """A mediator stands aside."""

    mediator = key_field(_("Mediator"))
    reason = forms.ChoiceField(label=_("Reason"), choices=of_table(codes.RECUSALS))
    on = DayField(label=_("From"))


class ElectForm(AskedForm):
    """A member of the committee."""

    name = forms.CharField(label=_("Full name"), max_length=40)
    sex = forms.ChoiceField(label=_("Sex"), choices=of_table(codes.SEX))
    start = DayField(label=_("Elected on (mediator)"))
    chair = forms.BooleanField(label=_("Chairs the committee"), required=False)
    account = key_field(_("Account (mediator)"), required=False)


class LeaveForm(AskedForm):
    """A member leaves."""

    end = DayField(label=_("First day out of office"))
