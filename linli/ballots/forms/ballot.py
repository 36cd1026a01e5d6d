"""The ballot paper as a form: one question, one field or one for each option, and what it says as a ballot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ..rules import codes
from ..rules.decisions import Asked, Option, money

#: Stands for a blank ballot among the buttons; keys of options never are a dash.
_BLANK = "-"


class _Buttons(forms.MultipleChoiceField):
    """Buttons that can be pressed, however many there are; none is a blank ballot."""

    kind = "options"

    def validate(self, value: list[str]) -> None:
        """What is pressed must stand on the paper; nothing need be pressed."""
        if value:
            super().validate(value)


class _OneButton(forms.ChoiceField):
    """One of several buttons; `blank` lets it stay unpressed."""

    kind = "options"

    def __init__(self, *, blank: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.blank = blank

    def validate(self, value: str) -> None:
        """What is pressed must stand on the paper."""
        if value or not self.blank:
            super().validate(value)


class _Place(forms.ChoiceField):
    """A place in a ranking, or none."""

    def validate(self, value: str) -> None:
        """A place that there is."""
        if value:
            super().validate(value)


class _Points(forms.IntegerField):
    """Points, or none."""

    def validate(self, value: int | None) -> None:
        """Nothing is no points."""
        if value is not None:
            super().validate(value)


class BallotForm(forms.Form):
    """What somebody votes. `ballot()` answers (options, numbers) as the action takes them."""

    def __init__(self, *args: Any, asked: Asked, paper: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked, self.paper = asked, paper
        if asked.kind in (codes.APPROVAL, codes.KNAPSACK):
            self.fields["choice"] = _Buttons(label=self._limit(), choices=self._choices())
        elif asked.kind == codes.ONE:
            self.fields["choice"] = _OneButton(
                label=_("Choose one"),
                choices=[*self._choices(), (_BLANK, _("None of these (blank)"))],
                required=False,
            )
        else:
            for place, option in enumerate(asked.options):
                self.fields[f"option_{place}"] = self._field(option)

    @property
    def ballot_fields(self) -> list[forms.BoundField]:
        """The fields of the paper, in its order."""
        return [self[name] for name in self.fields if name == "choice" or name.startswith("option_")]

    def _choices(self) -> list[tuple[str, str]]:
        return [(one.key, titled(one)) for one in self.asked.options]

    def _limit(self) -> str:
        if self.asked.kind == codes.KNAPSACK:
            return _("Choose within {budget} yuan").format(budget=money(self.asked.budget or 0))
        if self.asked.most is None:
            return _("Choose as many as you like")
        return _("Choose at most {n}").format(n=self.asked.most)

    def _field(self, option: Option) -> forms.Field:
        if self.asked.kind == codes.ANSWER:
            answers = [(one, codes.ANSWERS[one]) for one in codes.MARKS]
            wanted = _("Choose one answer on each line.")
            return _OneButton(
                label=titled(option), choices=answers, blank=self.paper, error_messages={"required": wanted}
            )
        if self.asked.kind == codes.RANKED:
            places = range(1, min(len(self.asked.options), self.asked.most or len(self.asked.options)) + 1)
            ranks = [("", "—"), *((str(n), _("Place {n}").format(n=n)) for n in places)]
            return _Place(label=titled(option), choices=ranks)
        return _Points(label=titled(option), min_value=0, max_value=100_000)

    def clean(self) -> dict[str, Any]:
        """Two options on one place are no order."""
        typed: dict[str, Any] = self.cleaned_data
        if self.asked.kind == codes.RANKED:
            places = [value for name, value in typed.items() if name.startswith("option_") and value]
            if len(set(places)) != len(places):
                self.add_error(None, _("Two options stand on the same place. Give each another one."))
        return typed

    def ballot(self) -> tuple[list[str], list[int]]:
        """(options, numbers) of a valid form."""
        typed, kind = self.cleaned_data, self.asked.kind
        if kind in (codes.APPROVAL, codes.KNAPSACK):
            return list(typed["choice"]), []
        if kind == codes.ONE:
            return ([] if typed["choice"] in ("", _BLANK) else [typed["choice"]]), []
        given = [
            (option.key, typed.get(f"option_{place}")) for place, option in enumerate(self.asked.options)
        ]
        if kind == codes.RANKED:
            ranked = sorted((int(value), key) for key, value in given if value)
            return [key for _place, key in ranked], []
        if kind == codes.ANSWER:
            answers = [(key, codes.MARKS[value]) for key, value in given if value]
        else:
            answers = [(key, value) for key, value in given if value]
        return [key for key, _n in answers], [n for _key, n in answers]


def as_typed(asked: Asked, vote: Sequence[str], points: Sequence[int]) -> dict[str, Any]:
    """A ballot as the form's first values, to be settled."""
    if asked.kind in (codes.APPROVAL, codes.KNAPSACK):
        return {"choice": list(vote)}
    if asked.kind == codes.ONE:
        return {"choice": vote[0] if vote else _BLANK}
    values = dict(zip(vote, points, strict=False)) if points else {key: n for n, key in enumerate(vote, 1)}
    if asked.kind == codes.ANSWER:
        values = {key: codes.ANSWER_OF[mark] for key, mark in values.items()}  # type: ignore[misc]
    return {f"option_{place}": values.get(one.key, "") for place, one in enumerate(asked.options)}


def titled(option: Option) -> str:
    """An option as it stands on the paper, with its cost."""
    if not option.cost:
        return option.name
    return _("{name} · {cost} yuan").format(name=option.name, cost=money(option.cost))


def told(asked: Asked, vote: Sequence[str], points: Sequence[int]) -> list[str]:
    """A ballot in lines for the eye: what would be voted."""
    names = {one.key: titled(one) for one in asked.options}
    if asked.kind == codes.ANSWER:
        return [
            f"{names[key]}：{codes.ANSWERS[codes.ANSWER_OF[n]]}" for key, n in zip(vote, points, strict=True)
        ]
    if asked.kind == codes.POINTS:
        return [
            _("{name}: {n} points").format(name=names[key], n=n) for key, n in zip(vote, points, strict=True)
        ]
    if asked.kind == codes.RANKED:
        return [f"{n}. {names[key]}" for n, key in enumerate(vote, 1)]
    return [names[key] for key in vote]


def spoiled_field() -> forms.BooleanField:
    """Asked beside a sheet of paper."""
    return forms.BooleanField(label=_("Spoiled: it cannot be read, or says too much"), required=False)
