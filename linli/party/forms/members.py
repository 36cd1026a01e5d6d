"""The shape of what is typed about members, their offices and dated facts."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, DayField, IdentityField, PhoneField, key_field, of_table

from ..rules import codes


class MemberForm(AskedForm):
    """Who a member is."""

    seldom: ClassVar[tuple[str, ...]] = ("sex", "born", "phone", "education", "employment")

    name = forms.CharField(label=_("Full name"), max_length=60)
    number = IdentityField(label=_("Identity number"), required=False, max_length=30)
    joined = DayField(label=_("Joined the Party"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=of_table(codes.SEX), initial="0")
    born = DayField(
        label=_("Day of birth"),
        required=False,
        help_text=_("Read from the identity number where there is one"),
    )
    phone = PhoneField(label=_("Phone"), required=False)
    education = forms.ChoiceField(label=_("Education"), required=False, choices=of_table(codes.EDUCATION))
    employment = forms.ChoiceField(label=_("Employment"), required=False, choices=of_table(codes.EMPLOYMENT))


class NewMemberForm(MemberForm):
    """A member who comes onto the roster."""

    seldom: ClassVar[tuple[str, ...]] = ("formal_since", *MemberForm.seldom)
    field_order = (
        "name", "number", "branch", "group", "on", "way_in", "came_from", "standing", "joined", "formal_since",
    )  # fmt: skip

    branch = key_field(_("Party branch"))
    group = key_field(_("Party group"), required=False)
    on = DayField(label=_("On the roster from"))
    way_in = forms.ChoiceField(
        label=_("How they came to the branch"),
        choices=of_table(codes.WAYS_IN, only=("transferred", "admitted", "founding")),
        initial="transferred",
    )
    came_from = forms.CharField(label=_("Transferred from"), required=False, max_length=100)
    standing = forms.ChoiceField(
        label=_("Kind of membership"), choices=of_table(codes.STANDINGS), initial="formal"
    )
    formal_since = DayField(label=_("Formal member since"), required=False)


class CorrectMemberForm(MemberForm):
    """Corrections; an empty number or phone stays as it is."""

    number = IdentityField(
        label=_("Identity number"), required=False, max_length=30, help_text=_("Empty: stays as it is")
    )
    phone = PhoneField(label=_("Phone"), required=False, help_text=_("Empty: stays as it is"))


class ConfirmForm(AskedForm):
    """转正日期."""

    on = DayField(label=_("Formal member since"))


class MoveForm(AskedForm):
    """To another branch."""

    branch = key_field(_("Party branch"))
    group = key_field(_("Party group"), required=False)
    on = DayField(label=_("From"))


class JoinForm(AskedForm):
    """Transferred in again."""

    branch = key_field(_("Party branch"))
    on = DayField(label=_("From"))
    came_from = forms.CharField(label=_("Transferred from"), required=False, max_length=100)


class LeaveForm(AskedForm):
    """No longer here."""

    way = forms.ChoiceField(
        label=_("Why"), choices=of_table(codes.WAYS_OUT, only=codes.LEAVING), initial="transferred"
    )
    went_to = forms.CharField(
        label=_("Transferred to"), required=False, max_length=100, help_text=_("Asked for transfers only")
    )
    on = DayField(label=_("First day no longer here"))


class FactForm(AskedForm):
    """A dated fact."""

    kind = forms.ChoiceField(label=_("What is noted"), choices=of_table(codes.FACTS), initial="skill")
    text = forms.CharField(label=_("In words"), max_length=200)
    on = DayField(label=_("From"))


class EndForm(AskedForm):
    """The first day on which something no longer holds; or it was entered by mistake and never held."""

    on = DayField(label=_("First day on which it no longer holds"))
    mistake = forms.BooleanField(label=_("Entered by mistake, it never held"), required=False)


class OfficeForm(AskedForm):
    """An office."""

    kind = forms.ChoiceField(label=_("Office held"), choices=of_table(codes.OFFICES), initial="member")
    organisation = key_field(_("Party organisation"), required=False)
    duties = forms.CharField(label=_("Duties"), required=False, max_length=100)
    on = DayField(label=_("From"))
