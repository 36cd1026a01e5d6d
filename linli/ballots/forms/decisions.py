"""The shape of what is typed about decisions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import AskedForm, DayField, Filters, TimeField, all_of_table, of_table

from ..rules import codes
from ..rules.decisions import FEN, Option, Voter

#: The rules that the page offers, as they are declared.
RULES: dict[str, tuple[Any, dict[str, Any], tuple[str, ...]]] = {
    "half_present": (_("More than half of those who vote; half of the roll must take part"),
                     {"passes": "1/2", "base": "present", "quorum": "1/2", "quorum_strict": False}, (codes.ANSWER,)),
    "two_thirds": (_("At least two thirds of the roll"),
                   {"passes": "2/3", "strict": False, "base": "should"}, (codes.ANSWER,)),
    "plurality": (_("Most votes"), {"name": "plurality"}, (codes.ONE,)),
    "approval": (_("Most approvals"), {"name": "approval"}, (codes.APPROVAL,)),
    "ranked": (_("Points for places"), {"name": "ranked"}, (codes.RANKED,)),
    "score": (_("Highest sum of points"), {"name": "score"}, (codes.POINTS,)),
    "greedy": (_("Most votes first, within the budget"), {"name": "greedy"}, (codes.KNAPSACK, codes.APPROVAL)),
    "equal_shares": (_("Equal shares within the budget"),
                     {"name": "equal_shares", "step": 10}, (codes.KNAPSACK, codes.APPROVAL)),
}  # fmt: skip
#: The rule of a kind where none is chosen.
USUAL = {
    codes.ANSWER: "half_present", codes.ONE: "plurality", codes.APPROVAL: "approval", codes.RANKED: "ranked",
    codes.POINTS: "score", codes.KNAPSACK: "greedy",
}  # fmt: skip
TIES: dict[str, Any] = {
    "": _("Draw a lot"),
    "votes": _("More supporters first, then a lot"),
    "cheaper": _("The cheaper first, then a lot"),
    "listed": _("The order of the ballot paper"),
}
ADULTS, HOUSEHOLDS, TYPED = "adults", "households", "typed"
ROLLS: dict[str, Any] = {
    ADULTS: _("Residents of 18 and older, by today's register"),
    HOUSEHOLDS: _("One of each household (its head), by today's register"),
    "council": _("Council members in office"),
    TYPED: _("A list that is typed in"),
}


class DecisionFilter(Filters):
    """Narrowing of the list."""

    q = forms.CharField(label=_("Title"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[one for one in all_of_table(codes.STATES) if one[0] != codes.CLOSING],
    )  # fmt: skip


class DraftForm(AskedForm):
    """A new decision."""

    seldom: ClassVar[tuple[str, ...]] = ("rule", "seats", "limit", "budget", "ties")

    title = forms.CharField(label=_("Title"), max_length=100)
    question = forms.CharField(
        label=_("Question"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("As it stands on the ballot paper"),
    )
    secret = forms.TypedChoiceField(
        label=_("How it is voted"), coerce=lambda value: value == "secret", initial="secret",
        choices=[("secret", _("Secret ballot")), ("named", _("By name, in a meeting"))],
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Ballot"), choices=of_table(codes.KINDS), initial=codes.ANSWER)
    options = forms.CharField(
        label=_("What is chosen from"), max_length=20000, widget=forms.Textarea,
        help_text=_("One on each line; a cost in yuan behind a comma, such as: Benches in the yard, 8000"),
    )  # fmt: skip
    rule = forms.ChoiceField(
        label=_("Counted by"), required=False, choices=[("", _("as usual for this ballot")), *((key, one[0]) for key, one in RULES.items())]
    )  # fmt: skip
    seats = forms.IntegerField(label=_("How many win"), required=False, min_value=1, max_value=300)
    limit = forms.IntegerField(
        label=_("Most choices (or points) on a ballot"), required=False, min_value=1, max_value=10000
    )
    budget = forms.DecimalField(
        label=_("Budget in yuan"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    ties = forms.ChoiceField(label=_("When votes are equal"), required=False, choices=of_table(TIES))

    def clean_options(self) -> list[Option]:
        """Lines as options; keys count from 1."""
        return read_options(self.cleaned_data["options"])

    def clean(self) -> dict[str, Any]:
        """The rule fits the ballot."""
        typed: dict[str, Any] = self.cleaned_data
        kind = typed.get("kind") or codes.ANSWER
        name = typed.get("rule") or USUAL[kind]
        if kind not in RULES[name][2]:
            self.add_error("rule", gettext("This rule does not count such ballots."))
        typed["declared"] = dict(RULES[name][1])
        if typed.get("seats") and kind not in (codes.ANSWER, codes.KNAPSACK):
            typed["declared"]["seats"] = typed["seats"]
        typed["fen"] = None if typed.get("budget") is None else int(typed["budget"] * FEN)
        return typed


class OpenForm(AskedForm):
    """The roll and the end of voting."""

    source = forms.ChoiceField(label=_("Who is on the roll"), choices=of_table(ROLLS), initial=TYPED)
    lines = forms.CharField(
        label=_("The list"), required=False, max_length=400_000, widget=forms.Textarea,
        help_text=_("For a typed list: one person on each line, number, blank, name. A name ending in * is recused."),
    )  # fmt: skip
    until = DayField(
        label=_("Last day of voting"), required=False, help_text=_("Not needed for a vote by name")
    )
    hour = TimeField(
        label=_("Until what time"),
        required=False,
        help_text=_("Such as 18:00; without it the end of the day"),
    )
    booths = forms.CharField(
        label=_("Booths with paper"), required=False, max_length=1000, widget=forms.Textarea,
        help_text=_("One on each line, such as: community centre"),
    )  # fmt: skip

    def clean_lines(self) -> list[Voter]:
        """Lines as voters."""
        return read_roll(self.cleaned_data["lines"])

    def clean_booths(self) -> list[str]:
        """Names of booths."""
        return [one.strip() for one in self.cleaned_data["booths"].splitlines() if one.strip()]


class ReasonForm(AskedForm):
    """A reason."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea)


class LotForm(AskedForm):
    """The lot as it was drawn."""

    note = forms.CharField(
        label=_("How it was drawn"),
        max_length=300,
        widget=forms.Textarea,
        help_text=_("Where, by whom and before whom"),
    )

    def __init__(self, *args: Any, tied: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.tied = list(tied)
        for place in range(len(self.tied)):
            self.fields[f"place_{place}"] = forms.ChoiceField(
                label=gettext("Drawn as number {n}").format(n=place + 1), choices=self.tied
            )
        self.order_fields([*(f"place_{place}" for place in range(len(self.tied))), "note"])

    def order(self) -> list[str]:
        """The keys in the order of the lot."""
        return [self.cleaned_data[f"place_{place}"] for place in range(len(self.tied))]


class OverrideForm(AskedForm):
    """What people choose beside the computed result."""

    winners = forms.MultipleChoiceField(label=_("What is done instead"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea)

    def __init__(self, *args: Any, options: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["winners"].choices = options  # type: ignore[attr-defined]
        self.fields["winners"].kind = "options"  # type: ignore[attr-defined]


class BoothForm(AskedForm):
    """A further booth."""

    name = forms.CharField(label=_("Name of the booth"), max_length=60)


class HandForm(AskedForm):
    """Who is given a sheet: number on the roll, or the code on the slip."""

    who = forms.CharField(label=_("Number on the roll or code on the slip"), max_length=60)


class MissingForm(AskedForm):
    """Sheets that were not in the box."""

    missing = forms.IntegerField(label=_("Sheets that were not in the box"), min_value=0, max_value=100_000)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=200)


def read_options(text: str) -> list[Option]:
    """Options from lines "name, cost in yuan"; ValidationError for a cost that is none."""
    found = []
    for place, line in enumerate((one.strip() for one in text.splitlines() if one.strip()), 1):
        name, cost = line, 0
        head, comma, tail = line.replace("，", ",").rpartition(",")
        if comma and tail.strip():
            try:
                exact = Fraction(tail.strip().removesuffix("元")) * FEN
            except (ValueError, ZeroDivisionError):
                raise ValidationError(
                    gettext("Line {n}: what stands behind the last comma is no amount.").format(n=place)
                ) from None
            if exact.denominator != 1 or exact < 0:
                raise ValidationError(
                    gettext("Line {n}: an amount has at most two decimals.").format(n=place)
                )
            name, cost = head.strip(), int(exact)
        found.append(Option(str(place), name[:200], cost))
    return found


def read_roll(text: str) -> list[Voter]:
    """Voters from lines "number name"; ValidationError naming the line without a name."""
    found = []
    for place, line in enumerate((one.strip() for one in text.splitlines() if one.strip()), 1):
        ref, _blank, name = line.replace("\t", " ").partition(" ")
        if not name.strip():
            raise ValidationError(
                gettext("Line {n}: number and name are wanted, parted by a blank.").format(n=place)
            )
        found.append(
            Voter(ref[:60], name.strip().rstrip("*＊")[:60], recused=name.strip().endswith(("*", "＊")))
        )
    return found
