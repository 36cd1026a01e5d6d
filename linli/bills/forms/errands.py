"""The shape of what is typed about errands, stamped papers and refusals."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, DayField, Filters, all_of_table, key_field, of_table

from ..rules import certificates, codes


class ErrandsForm(Filters):
    """Which errands are shown."""

    q = forms.CharField(label=_("Resident or address"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=all_of_table(codes.ERRANDS))
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[("", _("waiting for somebody")), ("handed", codes.ERRAND_STATES["handed"]), ("dropped", codes.ERRAND_STATES["dropped"]), ("any", _("All"))],
    )  # fmt: skip


class ErrandForm(AskedForm):
    """接."""

    seldom: ClassVar[tuple[str, ...]] = ("on",)

    kind = forms.ChoiceField(label=_("Kind"), choices=of_table(codes.ERRANDS))
    what = forms.CharField(label=_("What is to be done"), max_length=300, widget=forms.Textarea)
    papers = forms.CharField(label=_("Papers and money handed in"), max_length=300, required=False)
    due = DayField(label=_("Needed by"), required=False)
    on = DayField(label=_("Taken on"))


class FinishForm(AskedForm):
    """办."""

    result = forms.CharField(label=_("What came of it"), max_length=300, widget=forms.Textarea)
    on = DayField(label=_("Day"))


class HandErrandForm(AskedForm):
    """交."""

    received_by = forms.CharField(label=_("Received and signed by"), max_length=60)
    relation = forms.CharField(
        label=_("Relation to the resident"), max_length=30, required=False, help_text=_("Empty: the resident")
    )
    on = DayField(label=_("Day"))


class DropForm(AskedForm):
    """It cannot be done."""

    reason = forms.CharField(
        label=_("Why it cannot be done, and what was told"), max_length=300, widget=forms.Textarea
    )
    on = DayField(label=_("Day"))


class SealsForm(Filters):
    """Which lines of the register are shown."""

    q = forms.CharField(label=_("Paper, applicant or purpose"), required=False, max_length=60)
    seal = forms.ChoiceField(label=_("Seal used"), required=False, choices=all_of_table(codes.SEALS))
    period = forms.CharField(
        label=_("Period"), required=False, max_length=30, help_text=_("2018, 2018Q1 or 2018-03")
    )


class SealForm(AskedForm):
    """用章登记: one line."""

    seldom: ClassVar[tuple[str, ...]] = ("on", "seal")

    paper = forms.CharField(label=_("What was stamped"), max_length=120)
    copies = forms.IntegerField(label=_("Copies"), min_value=1, max_value=500, initial=1)
    applicant = forms.CharField(label=_("Applicant"), max_length=60)
    used_for = forms.CharField(label=_("What it is used for"), max_length=120, required=False)
    authorised_by = key_field(_("Authorised by"))
    seal = forms.ChoiceField(label=_("Seal used"), choices=of_table(codes.SEALS), initial="committee")
    on = DayField(label=_("Day"))


class RefusalsForm(Filters):
    """Which refusals are shown."""

    q = forms.CharField(label=_("Applicant or office"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("Certificate"), required=False, choices=all_of_table(certificates.KINDS))


class RefusalForm(AskedForm):
    """不予出具告知单."""

    kind = forms.ChoiceField(
        label=_("Which certificate is asked for"),
        choices=[("", _("Choose")), *certificates.KINDS.items()],
        widget=forms.Select,
    )
    applicant = forms.CharField(label=_("Applicant"), max_length=60)
    asked_by = forms.CharField(label=_("Which office wants it"), max_length=100, required=False)
    on = DayField(label=_("Day"))
