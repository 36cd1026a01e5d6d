"""The shape of what is typed about mandates, receipts, payments, closings; and how a utility's list is read."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from linli.kernel import Period, Refused, say
from linli.kernel.money import read_yuan
from linli.office.sheets import open_book
from linli.ui.fields import AskedForm, DayField, Filters, all_of_table, key_field, of_table
from linli.ui.money import MoneyField

from ..actions.closings import Line
from ..rules import codes

#: Heads of utilities' lists, in the order in which they are looked for.
HEADS = {
    "number": ("户号", "用户号", "用户编号", "客户编号", "account"),
    "amount": ("金额", "缴费金额", "实收金额", "金额（元）", "金额(元)", "amount"),
    "voucher": ("凭证号", "流水号", "票据号", "交易流水号", "voucher"),
}
#: A list of one month of one community has no more lines than this.
MOST_LINES = 5000


class MonthField(forms.Field):
    """A month typed as 2018-03 or 201803; its first day."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> dt.date | None:
        """The first day of the month; a text that is none is an error."""
        if value in self.empty_values or isinstance(value, dt.date):
            return value or None
        plain = "".join(one for one in str(value) if one.isdecimal())
        if len(plain) != 6 or not 1 <= int(plain[4:]) <= 12 or not 2000 <= int(plain[:4]) <= 2100:
            raise ValidationError(_("This is no month. Write 2018-03."))
        return dt.date(int(plain[:4]), int(plain[4:]), 1)

    def prepare_value(self, value: Any) -> Any:
        """A month is shown as 2018-03; what was mistyped as it was typed."""
        return f"{value:%Y-%m}" if isinstance(value, dt.date) else value


def _line(label: Any, most: int = 60, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=required, help_text=help_text)


class FindForm(Filters):
    """Whom it is for."""

    q = forms.CharField(label=_("Name, pinyin, address or phone"), required=False, max_length=60)


class MandatesForm(Filters):
    """Which mandates are shown."""

    q = forms.CharField(label=_("Resident or address"), required=False, max_length=60)
    utility = forms.ChoiceField(label=_("Utility"), required=False, choices=all_of_table(codes.UTILITIES))
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("holding today")), ("gone", _("ended")), ("any", _("All"))]
    )  # fmt: skip


class MandateForm(AskedForm):
    """委托书."""

    seldom: ClassVar[tuple[str, ...]] = ("signer", "relation", "end", "note")

    water = _line(_("Account number for water"), 40, required=False)
    power = _line(_("Account number for electricity"), 40, required=False)
    gas = _line(_("Account number for gas"), 40, required=False)
    signed = forms.ChoiceField(
        label=_("How it was signed"), choices=of_table(codes.SIGNATURES), initial="own_hand"
    )
    on = DayField(label=_("Signed on"))
    signer = _line(
        _("Witness or agent"),
        required=False,
        help_text=_("For a fingerprint the witness, else who signed for them"),
    )
    relation = _line(_("Relation of the agent"), 30, required=False)
    end = DayField(
        label=_("First day on which it no longer holds"),
        required=False,
        help_text=_("Empty: until it is ended"),
    )
    note = _line(_("Note"), 200, required=False)


class AccountForm(AskedForm):
    """A further account."""

    utility = forms.ChoiceField(label=_("Utility"), choices=of_table(codes.UTILITIES))
    number = _line(_("Account number"), 40)
    company = _line(_("Company"), required=False)


class EndForm(AskedForm):
    """A mandate ends."""

    on = DayField(label=_("First day on which it no longer holds"))
    why = _line(_("Why"), 200)


class ReceiptsForm(Filters):
    """Which receipts are shown."""

    q = forms.CharField(label=_("Name, address or number"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), ("open", _("waiting for somebody")), *codes.RECEIPTS.items()]
    )  # fmt: skip
    period = forms.CharField(
        label=_("Period"), required=False, max_length=30, help_text=_("2018, 2018Q1 or 2018-03")
    )

    def span(self) -> tuple[dt.date | None, dt.date | None]:
        """First day and the day after, or nothing."""
        period = read_period(self.value("period"))
        return (period.start, period.end) if period else (None, None)


class ReceiveForm(AskedForm):
    """收款单."""

    amount = MoneyField(label=_("Received, yuan"))
    method = forms.ChoiceField(
        label=_("How it was paid in"), choices=of_table(codes.METHODS), initial=codes.CASH
    )
    witness = key_field(_("Who counted it as the second person"), required=False)
    on = DayField(label=_("Day"))


class PayForm(AskedForm):
    """缴费单."""

    seldom: ClassVar[tuple[str, ...]] = ("on", "again")

    account = key_field(_("Account"))
    month = MonthField(label=_("Month billed"), help_text=_("Such as 2018-03"))
    amount = MoneyField(label=_("Paid, yuan"))
    voucher = _line(_("Voucher number"), 40)
    on = DayField(label=_("Paid on"))
    again = forms.BooleanField(label=_("This month is paid once more knowingly"), required=False)


class HandForm(AskedForm):
    """交接."""

    seldom: ClassVar[tuple[str, ...]] = ("on",)

    change = MoneyField(label=_("Change given back, yuan"))
    received_by = _line(_("Received and signed by"))
    relation = _line(_("Relation to the resident"), 30, required=False, help_text=_("Empty: the resident"))
    on = DayField(label=_("Day"))


class ReasonForm(AskedForm):
    """A reason alone."""

    reason = _line(_("Reason"), 200)


class RefundForm(AskedForm):
    """退回."""

    voucher = _line(_("Voucher number of the refund"), 40)
    reason = _line(_("Reason"), 200, help_text=_("Paid twice, wrong account …"))
    on = DayField(label=_("Given back on"))


class CounterForm(AskedForm):
    """冲正."""

    reason = _line(_("Reason"), 200)
    witness = key_field(_("Who counted it as the second person"), required=False)


class CloseForm(AskedForm):
    """日结."""

    counted = MoneyField(label=_("Cash counted in hand, yuan"))
    explanation = forms.CharField(
        label=_("What explains a difference"), max_length=300, required=False, widget=forms.Textarea,
        help_text=_("Needed only where the count differs"),
    )  # fmt: skip


class PeriodForm(Filters):
    """The period of a list."""

    period = forms.CharField(
        label=_("Period"), required=False, max_length=30, help_text=_("2018, 2018Q1 or 2018-03")
    )

    def span(self) -> tuple[dt.date | None, dt.date | None]:
        """First day and the day after, or nothing."""
        period = read_period(self.value("period"))
        return (period.start, period.end) if period else (None, None)


class CompareForm(AskedForm):
    """月对账."""

    utility = forms.ChoiceField(label=_("Utility"), choices=of_table(codes.UTILITIES))
    month = MonthField(label=_("Month paid in"), help_text=_("Such as 2018-03"))
    file = forms.FileField(
        label=_("List of the utility"),
        help_text=_(".xlsx or .csv with account number, amount and voucher number"),
    )


class RemarkForm(AskedForm):
    """What was found out about a difference."""

    remark = _line(_("What was found out"), 200)


def read_list(content: bytes, name: str) -> list[Line]:
    """Lines of a utility's file; Refused where no head with account number and amount is found or an amount cannot be read."""
    with open_book(content, name) as book:
        grid = book.read(book.sheets[0])
    for at, line in enumerate(grid.cells):
        columns = _columns(line)
        if columns is not None:
            return _lines(grid.cells[at + 1 :], columns, grid.top + at + 1)
    raise Refused(
        say(
            "No head with account number and amount was found. Known heads: {heads}.",
            heads="、".join(one[0] for one in HEADS.values()),
        ),
        "file",
    )


def read_period(text: str) -> Period | None:
    """A period as typed; None for none."""
    try:
        return Period.read(text) if text else None
    except Refused:
        return None


def _columns(line: list[Any]) -> dict[str, int] | None:
    heads = [str(cell).strip().lower() for cell in line]
    found = {}
    for name, words in HEADS.items():
        place = next((heads.index(word) for word in words if word in heads), None)
        if place is not None:
            found[name] = place
    return found if {"number", "amount"} <= set(found) else None


def _lines(rows: list[list[Any]], columns: dict[str, int], first: int) -> list[Line]:
    found = []
    for number, row in enumerate(rows, first):
        account = _text(row[columns["number"]])
        amount = _fen(row[columns["amount"]])
        if not account or not account.isascii():
            continue  # a blank line, the total, the line of signatures
        if amount is None:
            raise Refused(say("Row {n}: the amount cannot be read.", n=number), "file")
        voucher = _text(row[columns["voucher"]]) if "voucher" in columns else ""
        found.append(Line(number, account, amount, voucher[:40]))
    if len(found) > MOST_LINES:
        raise Refused(say("More than {n} lines: this is no list of one month.", n=MOST_LINES), "file")
    return found


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell if cell is not None else "").strip().lstrip("'")


def _fen(cell: Any) -> int | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return round(cell * 100)
    return read_yuan(str(cell).strip())
