"""The shape of what is typed about organisations, members, meetings and reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm, DayField, IdentityField, PhoneField

from ..rules import codes

Choices = Sequence[tuple[Any, Any]]


def _table(table: Mapping[str, Any], *, only: Sequence[str] = ()) -> list[tuple[str, Any]]:
    return [(key, word) for key, word in table.items() if key in (only or table)]


class PartyForm(DatedForm):
    """A form with lists that the page fills: `choices` by field name, and the version that was read."""

    seldom: ClassVar[tuple[str, ...]] = ()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Mapping[str, Choices] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, pairs in (choices or {}).items():
            field: Any = self.fields[name]
            blank = [] if field.required else [("", _("none"))]
            field.choices = [*blank, *((str(key), word) for key, word in pairs)]


def _key(label: Any, *, required: bool = True) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, required=required, coerce=int, empty_value=None)


class OrganisationForm(PartyForm):
    """A new organisation."""

    kind = forms.ChoiceField(label=_("Kind"), choices=_table(codes.ORGANISATIONS), initial="branch")
    name = forms.CharField(label=_("Name"), max_length=80)
    above = _key(_("Stands under"), required=False)
    on = DayField(label=_("Founded"))
    rank = forms.IntegerField(
        label=_("Place in the list"), required=False, min_value=0, max_value=9999, initial=0
    )


class RenameForm(PartyForm):
    """Another name from a day on."""

    name = forms.CharField(label=_("Name"), max_length=80)
    on = DayField(label=_("From"))


class ElectForm(PartyForm):
    """换届."""

    on = DayField(label=_("Elected on"))
    until = DayField(
        label=_("Ends on"), required=False, help_text=_("Empty: as the policies and standards say")
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class OnForm(PartyForm):
    """Only a day."""

    on = DayField(label=_("From"))


class MemberForm(PartyForm):
    """Who a member is."""

    seldom: ClassVar[tuple[str, ...]] = ("sex", "born", "phone", "education", "employment")

    name = forms.CharField(label=_("Full name"), max_length=60)
    number = IdentityField(label=_("Identity number"), required=False, max_length=30)
    joined = DayField(label=_("Joined the Party"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=_table(codes.SEX), initial="0")
    born = DayField(
        label=_("Day of birth"),
        required=False,
        help_text=_("Read from the identity number where there is one"),
    )
    phone = PhoneField(label=_("Phone"), required=False)
    education = forms.ChoiceField(label=_("Education"), required=False, choices=_table(codes.EDUCATION))
    employment = forms.ChoiceField(label=_("Employment"), required=False, choices=_table(codes.EMPLOYMENT))


class NewMemberForm(MemberForm):
    """A member who comes onto the roster."""

    field_order = (
        "name",
        "number",
        "branch",
        "group",
        "on",
        "way_in",
        "came_from",
        "standing",
        "joined",
        "formal_since",
    )

    branch = _key(_("Party branch"))
    group = _key(_("Party group"), required=False)
    on = DayField(label=_("On the roster from"))
    way_in = forms.ChoiceField(
        label=_("How"),
        choices=_table(codes.WAYS_IN, only=("transferred", "admitted", "founding")),
        initial="transferred",
    )
    came_from = forms.CharField(label=_("Transferred from"), required=False, max_length=100)
    standing = forms.ChoiceField(
        label=_("Kind of membership"), choices=_table(codes.STANDINGS), initial="formal"
    )
    formal_since = DayField(label=_("Formal member since"), required=False)


class CorrectMemberForm(MemberForm):
    """Corrections; an empty number or phone stays as it is."""

    number = IdentityField(
        label=_("Identity number"), required=False, max_length=30, help_text=_("Empty: stays as it is")
    )
    phone = PhoneField(label=_("Phone"), required=False, help_text=_("Empty: stays as it is"))


class MoveForm(PartyForm):
    """To another branch."""

    branch = _key(_("Party branch"))
    group = _key(_("Party group"), required=False)
    on = DayField(label=_("From"))


class JoinForm(PartyForm):
    """Transferred in again."""

    branch = _key(_("Party branch"))
    on = DayField(label=_("From"))
    came_from = forms.CharField(label=_("Transferred from"), required=False, max_length=100)


class LeaveForm(PartyForm):
    """No longer here."""

    way = forms.ChoiceField(
        label=_("Why"), choices=_table(codes.WAYS_OUT, only=codes.LEAVING), initial="transferred"
    )
    went_to = forms.CharField(label=_("Transferred to"), required=False, max_length=100)
    on = DayField(label=_("First day no longer here"))


class FactForm(PartyForm):
    """A dated fact."""

    kind = forms.ChoiceField(label=_("Noted"), choices=_table(codes.FACTS), initial="skill")
    text = forms.CharField(label=_("In words"), max_length=200)
    on = DayField(label=_("From"))


class OfficeForm(PartyForm):
    """An office."""

    kind = forms.ChoiceField(label=_("Office"), choices=_table(codes.OFFICES), initial="member")
    organisation = _key(_("Party organisation"), required=False)
    duties = forms.CharField(label=_("Duties"), required=False, max_length=100)
    on = DayField(label=_("From"))


class MeetingForm(PartyForm):
    """A meeting is called."""

    organisation = _key(_("Party organisation"))
    kind = forms.ChoiceField(label=_("Kind"), choices=_table(codes.MEETINGS))
    on = DayField(label=_("Day"))
    begins = forms.TimeField(
        label=_("Time"), required=False, input_formats=["%H:%M", "%H%M"], help_text=_("Such as 14:30")
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=100)
    topics = forms.CharField(label=_("Topics"), required=False, max_length=2000, widget=forms.Textarea)


class HoldForm(PartyForm):
    """Who attended: all on the roster but those who are marked, one field for each."""

    def __init__(self, *args: Any, roster: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.roster = list(roster)
        for key, name in self.roster:
            self.fields[f"away_{key}"] = forms.CharField(
                label=name, required=False, max_length=100, help_text=_("Reason of absence; empty: present")
            )
        self.fields["chair"] = forms.CharField(label=_("Chair"), required=False, max_length=60)
        self.fields["recorder"] = forms.CharField(label=_("Minutes taken by"), required=False, max_length=60)

    def away(self) -> dict[int, tuple[str, str]]:
        """Member → (on leave, reason), of those who were not there."""
        typed = {key: self.cleaned_data.get(f"away_{key}", "").strip() for key, _name in self.roster}
        return {key: ("leave", reason) for key, reason in typed.items() if reason}


class ResolveForm(PartyForm):
    """A resolution and its votes."""

    kind = forms.ChoiceField(label=_("Kind"), choices=_table(codes.RESOLUTIONS), initial="resolution")
    text = forms.CharField(label=_("Resolution"), max_length=2000, widget=forms.Textarea)
    yes = forms.IntegerField(label=_("Yes"), min_value=0, max_value=9999)
    no = forms.IntegerField(label=_("No"), min_value=0, max_value=9999, initial=0)
    abstain = forms.IntegerField(label=_("Abstained"), min_value=0, max_value=9999, initial=0)
    recused = forms.TypedMultipleChoiceField(label=_("Recused"), required=False, coerce=int)


class MinutesForm(PartyForm):
    """Topics and minutes."""

    topics = forms.CharField(label=_("Topics"), required=False, max_length=2000, widget=forms.Textarea)
    minutes = forms.CharField(label=_("Minutes"), required=False, max_length=10000, widget=forms.Textarea)
    place = forms.CharField(label=_("Place"), required=False, max_length=100)


class AttachForm(PartyForm):
    """A paper of the meeting."""

    file = forms.FileField(label=_("File"))


class CheckInForm(PartyForm):
    """报到单."""

    kind = forms.ChoiceField(label=_("Who reports"), choices=_table(codes.CHECK_INS), initial="member")
    unit = forms.CharField(label=_("Unit"), max_length=100)
    name = forms.CharField(
        label=_("Full name"), max_length=60, help_text=_("The member, or the unit's contact")
    )
    phone = PhoneField(label=_("Phone"), required=False)
    post = forms.CharField(label=_("Post"), required=False, max_length=60)
    chosen = forms.ChoiceField(
        label=_("How the post was found"), choices=_table(codes.POSTS), initial="claimed"
    )
    on = DayField(label=_("Reported on"))


class NeedForm(PartyForm):
    """A line of the need list."""

    text = forms.CharField(label=_("What is needed"), max_length=200)
    people = forms.IntegerField(label=_("How many people"), min_value=1, max_value=999, initial=1)
    on = DayField(label=_("From"))


class TakeForm(PartyForm):
    """Who takes a need up."""

    check_in = _key(_("Who reports"))


class ServiceForm(PartyForm):
    """A line of the service card."""

    on = DayField(label=_("Day"))
    text = forms.CharField(label=_("What was done"), max_length=200)
    minutes = forms.IntegerField(label=_("Minutes spent"), min_value=1, max_value=1440)
    need = _key(_("By the need"), required=False)
    rating = forms.ChoiceField(label=_("Rating"), required=False, choices=_table(codes.RATINGS))
    signed_by = forms.CharField(label=_("Signed by"), required=False, max_length=60)


class FeedbackForm(PartyForm):
    """What the unit was told."""

    day = DayField(label=_("A day of the quarter"))
    text = forms.CharField(label=_("What the unit was told"), max_length=500, widget=forms.Textarea)
