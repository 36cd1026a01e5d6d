"""The shape of what is typed about jobseekers, posts, employments, courses and lists."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, DayField, PhoneField, key_field, of_table

from ..rules import codes


class CorrectSeekerForm(AskedForm):
    """What is looked for and why."""

    seldom: ClassVar[tuple[str, ...]] = ("place", "shift", "number", "category")

    lost_on = DayField(label=_("Out of work since"), required=False)
    cause = forms.ChoiceField(
        label=_("Why out of work"), required=False, choices=[("", "—"), *of_table(codes.CAUSES)]
    )
    trade = forms.CharField(label=_("Work looked for"), required=False, max_length=60)
    pay = forms.IntegerField(
        label=_("Pay wished for (yuan a month)"), required=False, min_value=0, max_value=999_999
    )
    skills = forms.CharField(label=_("Skills"), required=False, max_length=200)
    place = forms.CharField(label=_("Place of work wished for"), required=False, max_length=60)
    shift = forms.ChoiceField(label=_("Shift"), required=False, choices=of_table(codes.SHIFTS), initial="any")
    number = forms.CharField(
        label=_("Registration number of the department"), required=False, max_length=40,
        help_text=_("The department registers; here stands its number"),
    )  # fmt: skip
    category = forms.ChoiceField(
        label=_("Category for working age"), required=False, choices=[("", _("By the sex in the register")), *of_table(codes.CATEGORIES)]
    )  # fmt: skip


class SeekerForm(CorrectSeekerForm):
    """A registration."""

    field_order = ("kind", "on", "lost_on", "cause", "trade", "pay", "skills")
    kind = forms.ChoiceField(
        label=_("Registration"), choices=of_table(codes.REGISTRATIONS), initial="jobless"
    )
    on = DayField(label=_("Registered on"))


class HelpForm(AskedForm):
    """What was done for somebody."""

    on = DayField(label=_("Day"))
    way = forms.ChoiceField(label=_("Way of contact"), choices=of_table(codes.WAYS), initial="phone")
    text = forms.CharField(label=_("What was done"), max_length=300, widget=forms.Textarea)


class HardshipForm(AskedForm):
    """A category of hardship."""

    kind = forms.ChoiceField(label=_("Category"), choices=of_table(codes.HARDSHIPS), initial="long_term")
    evidence = forms.CharField(
        label=_("Evidence"), max_length=200, help_text=_("The paper, its number and day")
    )
    on = DayField(label=_("From"))


class EndHardshipForm(AskedForm):
    """No longer, or never."""

    on = DayField(label=_("First day on which it no longer holds"))
    mistake = forms.BooleanField(label=_("Entered by mistake, it never held"), required=False)


class EndSeekerForm(AskedForm):
    """注销登记."""

    ending = forms.ChoiceField(label=_("Reason"), choices=of_table(codes.ENDINGS, only=codes.CHOSEN_ENDINGS))
    on = DayField(label=_("First day no longer registered"))


class VacancyForm(AskedForm):
    """A post as published."""

    seldom: ClassVar[tuple[str, ...]] = ("offers", "shift", "contact", "phone", "source")

    unit = forms.CharField(label=_("Employer"), max_length=100)
    trade = forms.CharField(label=_("Post or trade"), max_length=60)
    section = forms.ChoiceField(
        label=_("Section of industry"), choices=[("", _("Choose")), *of_table(codes.SECTIONS)]
    )
    wanted = forms.IntegerField(label=_("How many are wanted"), min_value=1, max_value=9999, initial=1)
    asks = forms.CharField(
        label=_("What the post asks for"), required=False, max_length=500, widget=forms.Textarea,
        help_text=_("Skills and papers. No age, sex, marriage, origin, health or fee"),
    )  # fmt: skip
    pay_from = forms.IntegerField(
        label=_("Pay from (yuan a month)"), required=False, min_value=0, max_value=999_999
    )
    pay_to = forms.IntegerField(
        label=_("Pay up to (yuan a month)"), required=False, min_value=0, max_value=999_999
    )
    place = forms.CharField(label=_("Where the work is"), required=False, max_length=100)
    on = DayField(label=_("Open since"))
    until = DayField(label=_("Last day"))
    offers = forms.CharField(label=_("What is offered"), required=False, max_length=200)
    shift = forms.ChoiceField(label=_("Shift"), required=False, choices=of_table(codes.SHIFTS), initial="any")
    contact = forms.CharField(label=_("The unit's contact"), required=False, max_length=60)
    phone = PhoneField(label=_("Phone"), required=False)
    source = forms.ChoiceField(
        label=_("Where it was published"), choices=of_table(codes.SOURCES), initial="department"
    )


class CloseForm(AskedForm):
    """No longer open."""

    on = DayField(label=_("First day on which it is no longer open"))


class ReferForm(AskedForm):
    """Put forward for a post."""

    seldom: ClassVar[tuple[str, ...]] = ("unit", "trade")

    route = forms.ChoiceField(
        label=_("Route to the post"), choices=of_table(codes.ROUTES), initial="community"
    )
    vacancy = key_field(_("Post"), required=False)
    by = forms.CharField(
        label=_("Who recommended them"),
        required=False,
        max_length=60,
        help_text=_("For a recommendation only"),
    )
    on = DayField(label=_("Day"))
    unit = forms.CharField(label=_("Unit, where the post is not in the list"), required=False, max_length=100)
    trade = forms.CharField(label=_("Post or trade"), required=False, max_length=60)


class InviteForm(AskedForm):
    """面试."""

    on = DayField(label=_("Day of the interview"))


class TurnDownForm(AskedForm):
    """未录用."""

    reason = forms.ChoiceField(label=_("Reason"), choices=of_table(codes.REFUSALS))
    note = forms.CharField(label=_("In words"), required=False, max_length=200)
    on = DayField(label=_("Day"))


class HireForm(AskedForm):
    """录用. Without a vacancy of the list the section is asked for."""

    seldom: ClassVar[tuple[str, ...]] = ("entry", "entered_on")

    on = DayField(label=_("First day of work"))
    section = forms.ChoiceField(
        label=_("Section of industry"),
        required=False,
        choices=[("", _("As in the posting")), *of_table(codes.SECTIONS)],
    )
    kind = forms.ChoiceField(
        label=_("Kind of employment"), choices=of_table(codes.EMPLOYMENTS), initial="unit"
    )
    entry = forms.CharField(label=_("Number in the department's system"), required=False, max_length=40)
    entered_on = DayField(label=_("Entered there on"), required=False)


class PlacementForm(AskedForm):
    """An employment without a referral of ours."""

    seldom: ClassVar[tuple[str, ...]] = ("entry", "entered_on")

    unit = forms.CharField(
        label=_("Employer"), max_length=100, help_text=_("For who works for themselves: what they do")
    )
    trade = forms.CharField(label=_("Post or trade"), required=False, max_length=60)
    section = forms.ChoiceField(
        label=_("Section of industry"), choices=[("", _("Choose")), *of_table(codes.SECTIONS)]
    )
    kind = forms.ChoiceField(
        label=_("Kind of employment"), choices=of_table(codes.EMPLOYMENTS), initial="unit"
    )
    on = DayField(label=_("First day of work"))
    entry = forms.CharField(label=_("Number in the department's system"), required=False, max_length=40)
    entered_on = DayField(label=_("Entered there on"), required=False)


class EntryForm(AskedForm):
    """网络录入."""

    entry = forms.CharField(label=_("Number in the department's system"), max_length=40)
    on = DayField(label=_("Entered there on"))


class EndPlacementForm(AskedForm):
    """No longer at work there."""

    ending = forms.ChoiceField(label=_("Reason"), choices=of_table(codes.EMPLOYMENT_ENDS))
    on = DayField(label=_("First day no longer at work there"))


class FollowUpForm(AskedForm):
    """就业跟踪."""

    outcome = forms.ChoiceField(label=_("What was heard"), choices=of_table(codes.FOLLOW_UPS))
    way = forms.ChoiceField(label=_("Way of contact"), choices=of_table(codes.WAYS), initial="phone")
    on = DayField(label=_("Day"))
    note = forms.CharField(label=_("In words"), required=False, max_length=200)
    ended_on = DayField(
        label=_("First day no longer at work there"),
        required=False,
        help_text=_("Only where the work there ended"),
    )


class SurplusForm(AskedForm):
    """认定富余劳动力."""

    basis = forms.CharField(
        label=_("By what it is known"), max_length=200, help_text=_("Such as the labour survey of March 2018")
    )
    on = DayField(label=_("From"))


class TrainingForm(AskedForm):
    """A course."""

    title = forms.CharField(label=_("Course"), max_length=100)
    organiser = forms.CharField(label=_("Organiser"), max_length=100)
    place = forms.CharField(label=_("Place"), required=False, max_length=100)
    hours = forms.IntegerField(label=_("Class hours"), min_value=1, max_value=2000)
    start = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))


class TraineeForm(AskedForm):
    """How the course ended for somebody; or the line was entered by mistake."""

    result = forms.ChoiceField(
        label=_("Result"), required=False, choices=[*of_table(codes.TRAINED), ("", _("Entered by mistake"))]
    )  # fmt: skip


class ExportForm(AskedForm):
    """A list of the department."""

    kind = forms.ChoiceField(
        label=_("What the list holds"), choices=of_table(codes.EXPORTS), initial="placements"
    )
    file = forms.FileField(
        label=_("File"), help_text=_("The department's export as it is, with the heads 姓名 and 身份证号")
    )
    start = DayField(label=_("First day of its period"))
    last = DayField(label=_("Last day of its period"))
    on = DayField(label=_("Day of the list"))


class SettleForm(AskedForm):
    """How a difference was cleared up."""

    text = forms.CharField(label=_("How it was cleared up"), max_length=200)
