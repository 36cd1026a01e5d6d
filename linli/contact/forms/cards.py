"""The shape of what is asked about contact cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, DayField, Filters, key_field, of_table

from ..queries.cards import Filters as Where
from ..rules import codes

STATES = (
    ("issued", _("To be delivered")), ("delivered", _("Delivered")), ("outdated", _("Out of date")),
    ("replaced", _("Replaced")), ("void", _("Taken back")),
)  # fmt: skip


class PrintForm(AskedForm):
    """For which area cards are printed."""

    cell = key_field(_("Party area"), required=False)


class DeliverForm(AskedForm):
    """Many cards came to their doors."""

    on = DayField(label=_("Day"))
    receipt = forms.ChoiceField(
        label=_("How it was handed over"), choices=of_table(codes.RECEIPTS), initial="handed"
    )


class TakeBackForm(AskedForm):
    """A card is not in use any more."""

    on = DayField(label=_("Day"))
    why = forms.CharField(label=_("Reason"), required=False, max_length=100)


class CardsForm(Filters):
    """Which cards are listed."""

    q = forms.CharField(label=_("Door"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All")), *STATES])
    area = forms.ChoiceField(label=_("Party area"), required=False)
    building = forms.ChoiceField(label=_("Building"), required=False)

    def __init__(
        self,
        *args: Any,
        areas: Sequence[tuple[int, str]],
        buildings: Sequence[tuple[int, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for name, pairs in (("area", areas), ("building", buildings)):
            field: Any = self.fields[name]
            field.choices = [("", _("All")), *((str(key), word) for key, word in pairs)]

    def where(self) -> Where:
        """What the query takes."""
        area, building = self.value("area"), self.value("building")
        return Where(
            self.value("state"), int(area) if area else None, int(building) if building else None,
            door=self.value("q"),
        )  # fmt: skip
