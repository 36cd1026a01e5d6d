"""The shape of what is typed about money, and how a bank's file is read."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import Refused, say
from linli.kernel.money import read_yuan
from linli.office.sheets import open_book
from linli.ui.fields import AskedForm, DayField, Filters, all_of_table, key_field, of_table
from linli.ui.money import MoneyField
from linli.ui.words import read_day

from ..rules import project_codes as codes
from ..rules.matching import Entry
from .project_fields import text_field

#: Heads of bank statements, as banks here name them, in the order in which they are looked for.
HEADS = {
    "day": ("交易日期", "记账日期", "日期", "date"),
    "amount": ("借方发生额", "借方金额", "支出金额", "支出", "付款金额", "amount"),
    "payee": ("对方户名", "对方名称", "收款人名称", "收款人", "payee"),
    "reference": ("交易流水号", "流水号", "凭证号", "reference"),
}


class QuotaForm(AskedForm):
    """A source of a year."""

    year = forms.IntegerField(label=_("Fund year"), min_value=2000, max_value=2100)
    source = forms.ChoiceField(label=_("Source"), choices=of_table(codes.SOURCES))
    quota = MoneyField(
        label=_("Amount, yuan"),
        required=False,
        help_text=_("The guarantee fund is reckoned by its formula: leave it empty"),
    )
    basis = text_field(_("Granted by"), 300, required=False, help_text=_("Name and number of the paper"))


class ProposeForm(AskedForm):
    """A payment is asked for."""

    seldom: ClassVar[tuple[str, ...]] = ("early",)

    on = DayField(label=_("Day"))
    fund = key_field(_("Fund"))
    contract = key_field(_("Contract"), required=False)
    payee = text_field(_("Paid to"), 100)
    purpose = text_field(_("What for"), 200)
    amount = MoneyField(label=_("Amount, yuan"))
    invoice = text_field(_("Number of the invoice"), 40, required=False)
    invoiced = DayField(label=_("Day of the invoice"), required=False)
    early = text_field(_("Why before acceptance"), 200, required=False)


class VoucherForm(AskedForm):
    """A paper of a payment."""

    kind = forms.ChoiceField(label=_("Kind of voucher"), choices=of_table(codes.VOUCHERS))
    file = forms.FileField(label=_("File"))


class PaidForm(AskedForm):
    """The bank paid."""

    on = DayField(label=_("Paid on"))
    reference = text_field(_("Number of the bank"), 60)


class BackReasonForm(AskedForm):
    """A payment goes back."""

    reason = text_field(_("Reason"), codes.NOTE_MOST, rows=True)


class StatementForm(AskedForm):
    """The bank's file."""

    fund = key_field(_("Fund"))
    file = forms.FileField(
        label=_("Bank statement"), help_text=_(".xlsx or .csv with day, outgoing amount, payee and number")
    )


class PaymentsForm(Filters):
    """Which payments are shown."""

    q = forms.CharField(label=_("Payee, purpose or invoice"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False, choices=all_of_table(codes.PAYMENT_STATES))
    fund = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)


def read_statement(content: bytes, name: str) -> list[Entry]:
    """Outgoing lines of a bank's file; `key` is the row as the file counts it. Refused where heads or cells are not understood."""
    with open_book(content, name) as book:
        grid = book.read(book.sheets[0])
    for at, line in enumerate(grid.cells):
        columns = _columns(line)
        if columns is not None:
            return _lines(grid.cells[at + 1 :], columns, grid.top + at + 1)
    raise Refused(
        say("No head with day, amount and payee was found. Known heads: {heads}.", heads="、".join(one[0] for one in HEADS.values())), "file"
    )  # fmt: skip


def _columns(line: list[Any]) -> dict[str, int] | None:
    heads = [str(cell).strip().lower() for cell in line]
    found = {}
    for name, words in HEADS.items():
        place = next((heads.index(word) for word in words if word in heads), None)
        if place is not None:
            found[name] = place
    return found if {"day", "amount", "payee"} <= set(found) else None


def _lines(rows: list[list[Any]], columns: dict[str, int], first: int) -> list[Entry]:
    found = []
    for number, row in enumerate(rows, first):
        amount = _fen(row[columns["amount"]])
        if amount == 0 or not str(row[columns["day"]]).strip():
            continue  # an incoming line, a total without a day, a blank one
        day = _day(row[columns["day"]])
        if day is None or amount is None:
            raise Refused(say("Row {n}: day or amount cannot be read.", n=number), "file")
        reference = str(row[columns["reference"]]).strip() if "reference" in columns else ""
        found.append(Entry(number, day, amount, str(row[columns["payee"]]).strip()[:100], reference[:60]))
    return found


def _fen(cell: Any) -> int | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return round(cell * 100)
    text = str(cell).strip()
    return 0 if text in ("", "-", "—") else read_yuan(text)


def _day(cell: Any) -> dt.date | None:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    return read_day(str(cell).split(" ")[0].split("T")[0].removesuffix(".0"), dt.date.min)
