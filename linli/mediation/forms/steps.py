"""The shape of what is typed on the way: talks, agreement, signatures, performance, revisit, ends."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, DayField, TimeField, of_table

from ..actions.talking import Record
from ..rules import codes
from ..rules.dossier import ITEMS
from .disputes import Several

_AREA = forms.Textarea


class PlainForm(AskedForm):
    """A question without a field."""


class DayForm(AskedForm):
    """A day."""

    on = DayField(label=_("On (day)"))


class ExtendForm(AskedForm):
    """A longer time."""

    until = DayField(label=_("New last day"))
    on = DayField(label=_("Agreed on"))
    all_agree = forms.BooleanField(label=_("All parties agree to the longer time"), required=False)


class TalkForm(AskedForm):
    """An inquiry or a session."""

    seldom: ClassVar[tuple[str, ...]] = ("start", "recorder", "present")

    on = DayField(label=_("On (day)"))
    place = forms.CharField(label=_("Place"), max_length=60)
    led_by = Several(label=_("Led by"))
    words = forms.CharField(label=_("Questions and answers"), widget=_AREA)
    result = forms.CharField(label=_("Result"), widget=_AREA, required=False)
    signed = forms.BooleanField(label=_("Signed by those present"), required=False)
    start = TimeField(label=_("From (time)"), required=False)
    recorder = forms.CharField(label=_("Recorded by"), required=False, max_length=40)
    present = forms.CharField(
        label=_("Who was there"),
        required=False,
        max_length=codes.SHORT_MOST,
        help_text=_("Empty: the parties"),
    )

    def __init__(self, *args: Any, mediators: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["led_by"].choices = [(str(key), word) for key, word in mediators]  # type: ignore[attr-defined]

    def record(self) -> Record:
        """The talk as typed."""
        names = ("on", "place", "led_by", "words", "result", "present", "recorder", "start", "signed")
        return Record(**{name: self.cleaned_data[name] for name in names})


class AgreeForm(AskedForm):
    """The agreement."""

    form = forms.ChoiceField(
        label=_("Form of the agreement"), choices=of_table(codes.FORMS), initial="written",
        help_text=_("An oral one is in effect at once; a written one when all have signed and it is sealed."),
    )  # fmt: skip
    reached = DayField(label=_("Reached on"))
    facts = forms.CharField(
        label=_("Facts, matters in dispute and responsibility"), widget=_AREA, required=False
    )
    content = forms.CharField(label=_("What was agreed"), widget=_AREA)
    manner = forms.CharField(
        label=_("Manner and place of performance"), required=False, max_length=codes.SHORT_MOST
    )
    perform_by = DayField(label=_("To be performed by"), required=False)


class SignForm(AskedForm):
    """Who signed."""

    parties = Several(label=_("Parties who signed"), required=False)
    way = forms.ChoiceField(label=_("How they signed"), choices=of_table(codes.SIGNINGS), initial="signature")
    mediator = forms.BooleanField(label=_("The mediator signed"), required=False)
    on = DayField(label=_("On (day)"))

    def __init__(self, *args: Any, parties: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parties"].choices = [(str(key), word) for key, word in parties]  # type: ignore[attr-defined]
        if not parties:
            del self.fields["parties"]


class PerformForm(AskedForm):
    """What was seen of the performance."""

    kind = forms.ChoiceField(label=_("Performance"), choices=of_table(codes.PERFORMANCES), initial="done")
    on = DayField(label=_("On (day)"))
    note = forms.CharField(label=_("What was seen"), widget=_AREA, required=False)


class RevisitForm(AskedForm):
    """A revisit."""

    on = DayField(label=_("On (day)"))
    kept = forms.TypedChoiceField(
        label=_("Is it performed?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("yes")), ("no", _("no"))],
    )
    content = forms.ChoiceField(label=_("How content"), choices=of_table(codes.CONTENT))
    flares = forms.BooleanField(label=_("The quarrel flares up again"), required=False)
    note = forms.CharField(label=_("What was seen"), widget=_AREA, required=False)


class FailForm(AskedForm):
    """No agreement."""

    why = forms.CharField(label=_("Why no agreement was reached"), widget=_AREA)
    ways = forms.MultipleChoiceField(
        label=_("Ways of which the parties were told"),
        choices=of_table(codes.WAYS),
        required=False,
        initial=list(codes.WAYS),
    )
    on = DayField(label=_("On (day)"))


class EndForm(AskedForm):
    """It ends otherwise."""

    why = forms.CharField(label=_("Why"), widget=_AREA)
    on = DayField(label=_("On (day)"))


class TransferForm(AskedForm):
    """To another authority."""

    receiver = forms.ChoiceField(label=_("Handed to (authority)"), choices=of_table(codes.RECEIVERS))
    why = forms.CharField(label=_("Why"), widget=_AREA)
    resolved = forms.BooleanField(label=_("It was resolved there"), required=False)
    on = DayField(label=_("On (day)"))


class ApplyForm(AskedForm):
    """Joint application for judicial confirmation."""

    court = forms.CharField(label=_("People's court"), max_length=60)
    on = DayField(label=_("Applied on"))
    together = forms.BooleanField(label=_("Both sides apply together"), required=False)
    of_status = forms.BooleanField(
        label=_("It is about marriage, kinship or adoption as such"), required=False
    )


class RuleForm(AskedForm):
    """What the court decided."""

    confirmed = forms.TypedChoiceField(
        label=_("Decision of the court"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("confirmed by the court")), ("no", _("dismissed by the court"))],
    )
    number = forms.CharField(label=_("Number of the court's paper"), max_length=60)
    on = DayField(label=_("Decided on (court)"))


class CloseForm(AskedForm):
    """Closing the dossier."""

    note = forms.CharField(
        label=_("Note on the dossier"),
        widget=_AREA,
        required=False,
        help_text=_("Anything that who opens it later has to know"),
    )
    on = DayField(label=_("Dossier closed on"))


class AttachForm(AskedForm):
    """A paper under its item."""

    item = forms.TypedChoiceField(
        label=_("Item of the dossier"),
        coerce=int,
        choices=[(str(key), name) for key, (name, _must) in ITEMS.items()],
    )
    file = forms.FileField(label=_("File"))


class TakeOutForm(AskedForm):
    """A paper put in by mistake."""

    reason = forms.CharField(label=_("Reason"), max_length=200)
