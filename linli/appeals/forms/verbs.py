"""One form for each verb of the workflow; a field is named as the action takes it.

`kept` (values that the action gets beside the fields) and `wanted()` are what the view hands on. Nothing here
decides: whether the step is possible is asked by the action.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm, DayField

from ..rules import codes

#: Ways in which a person is told, in the order in which they are used.
WAYS = [(code, codes.TOLD[code]) for code in ("phone", "face", "slip", "carried", "sms", "wechat")]
_OUTCOMES = [(code, codes.OUTCOMES[code]) for code in ("solved", "explained", "not_feasible", "transferred")]
_LEVELS = [(code, codes.LEVELS[code]) for code in ("compound", "community")]


def area(
    label: Any, *, most: int = codes.TEXT_MOST, required: bool = True, hint: Any = ""
) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label, max_length=most, required=required, widget=forms.Textarea, help_text=hint
    )


class VerbForm(DatedForm):
    """A form of one verb. `people` are the colleagues who may be chosen, `lists` further choices by field."""

    #: Fields under 更多.
    seldom: ClassVar[tuple[str, ...]] = ()
    #: Fields whose text may go out: watched for identity numbers, phones and names.
    watched: ClassVar[tuple[str, ...]] = ()
    #: Fields in which a standard text can be begun.
    written: ClassVar[str] = ""

    def __init__(
        self,
        *args: Any,
        people: list[tuple[int, str]] | None = None,
        lists: dict[str, list[tuple[str, str]]] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, Person | People):
                first = [] if field.required or isinstance(field, People) else [("", _("Myself"))]
                field.choices = [*first, *((str(key), called) for key, called in people or [])]
            elif isinstance(field, forms.ChoiceField) and lists and name in lists:
                field.choices = lists[name]

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that are always seen."""
        return [one for one in self.visible_fields() if one.name not in self.seldom]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The fields under 更多."""
        return [self[name] for name in self.seldom if name in self.fields]

    @property
    def unfolded(self) -> bool:
        """Whether one of the seldom fields has an error, so that it has to be seen."""
        return any(name in self.errors for name in self.seldom)

    def wanted(self) -> dict[str, Any]:
        """What the action takes beside actor, moment, appeal and version."""
        return dict(self.cleaned_data)


class Person(forms.TypedChoiceField):
    """One colleague; nobody chosen is None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, empty_value=None, **options)
        self.kind = "select"


class People(forms.TypedMultipleChoiceField):
    """Several colleagues."""

    kind = "options"

    def __init__(self, **options: Any) -> None:
        super().__init__(coerce=int, **options)


class Bare(VerbForm):
    """A verb that asks nothing but its question."""


class Accept(VerbForm):
    """受理: who handles it, at which level."""

    seldom = ("level",)
    handler = Person(label=_("Handler"), required=False)
    level = forms.ChoiceField(label=_("Handled at"), required=False, choices=_LEVELS)

    def wanted(self) -> dict[str, Any]:
        """Level left alone is None."""
        return {"handler": self.cleaned_data["handler"], "level": self.cleaned_data["level"] or None}


class Refuse(VerbForm):
    """不予受理: the reason and who is the right one to turn to."""

    watched = ("reason", "channel")
    written = "reason"
    reason = area(_("Reason"), most=400)
    channel = forms.CharField(
        label=_("Where to turn to"), max_length=200, help_text=_("Office, phone, place: the resident is told")
    )


class Solve(VerbForm):
    """解决: on the spot or on the same day."""

    watched = ("text",)
    written = "text"
    seldom = ("outcome",)
    text = area(_("What was done"))
    way = forms.ChoiceField(label=_("How was the resident told"), choices=WAYS, initial="face")
    told = forms.CharField(label=_("Who was told"), required=False, max_length=60)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=_OUTCOMES, initial="solved", required=False)

    def wanted(self) -> dict[str, Any]:
        """An outcome left alone is “solved”."""
        return {**self.cleaned_data, "outcome": self.cleaned_data["outcome"] or "solved"}


class Promise(VerbForm):
    """明确答复: why not today, who does what, by when, told how, to whom."""

    watched = ("reason", "doer", "text")
    written = "reason"
    seldom = ("text",)
    reason = area(_("Why not today"), most=400)
    doer = forms.CharField(label=_("Who does what"), max_length=200)
    promised_on = DayField(label=_("Promised day"), help_text=_("Write 12.28, +3 or tomorrow"))
    way = forms.ChoiceField(label=_("How was the resident told"), choices=WAYS, initial="phone")
    told = forms.CharField(label=_("Who was told"), max_length=60)
    text = area(_("In these words"), required=False)


class Progress(VerbForm):
    """A word in between."""

    watched = ("text",)
    written = "text"
    text = area(_("How far it is"), most=1000)


class AnswerForm(VerbForm):
    """答复: what was done, or why it cannot be done."""

    watched = ("text",)
    written = "text"
    text = area(_("Answer"))
    outcome = forms.ChoiceField(label=_("Outcome"), choices=_OUTCOMES, initial="solved")


class Amend(VerbForm):
    """An answer that has not gone out yet is put better."""

    watched = ("text",)
    written = "text"
    text = area(_("Answer"))


class Tell(VerbForm):
    """转达答复: told how, to whom."""

    way = forms.ChoiceField(label=_("How was the resident told"), choices=WAYS, initial="phone")
    told = forms.CharField(label=_("Who was told"), max_length=60, required=False)
    missed = forms.BooleanField(label=_("Nobody was reached"), required=False)

    def wanted(self) -> dict[str, Any]:
        """`reached` as the action asks it."""
        values = dict(self.cleaned_data)
        values["reached"] = not values.pop("missed")
        return values

    def clean(self) -> dict[str, Any]:
        """Whoever was reached has a name or a relation."""
        values = super().clean() or self.cleaned_data
        if not values.get("missed") and not values.get("told"):
            self.add_error("told", _("Write who was told, such as “the person” or “daughter”."))
        return values


class Assign(VerbForm):
    """交给: to whom."""

    handler = Person(label=_("Handler"))


class Offer(VerbForm):
    """转交: to whom and why; it counts when accepted."""

    to = Person(label=_("Hand over to"))
    why = forms.CharField(label=_("Why"), max_length=200)


class Why(VerbForm):
    """A verb with its reason."""

    why = area(_("Why"), most=400)


class Reason(VerbForm):
    """A verb with its reason, where the action calls it so."""

    reason = area(_("Why"), most=400)


class Assist(VerbForm):
    """协办: who helps."""

    users = People(label=_("Assisting"), required=False)


class Hold(VerbForm):
    """暂缓: waiting for what, looked at again when."""

    reason = forms.CharField(label=_("Waiting for"), max_length=200)
    until = DayField(label=_("Look at it again on"), required=False)


class Extend(VerbForm):
    """延期: which deadline, to which day, why."""

    kind = forms.ChoiceField(label=_("Which deadline"), choices=list(codes.CLOCKS.items()))
    to = DayField(label=_("New last day"))
    reason = area(_("Why"), most=400)


class Merge(VerbForm):
    """并入: into which."""

    into = forms.CharField(label=_("Number of the other appeal"), max_length=16)


class SendUp(VerbForm):
    """上报街道: what kind, what is asked."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(one, codes.WHISTLES[one]) for one in ("general", "enforcement", "emergency")], initial="general"
    )  # fmt: skip
    reason = area(_("What the subdistrict is asked for"), most=400)


class Dispatch(VerbForm):
    """派单: which department."""

    department = forms.CharField(label=_("Department"), max_length=60)


class SendBack(VerbForm):
    """The subdistrict's answer, or that it is not its matter, with the basis."""

    result = area(_("Result"), most=2000)
    returned = forms.BooleanField(
        label=_("Not ours: sent back"), required=False, help_text=_("Write the basis above")
    )


class Rate(VerbForm):
    """How those who called the department found its work."""

    rating = forms.ChoiceField(label=_("Rating"), choices=list(codes.WHISTLE_RATINGS.items()))


class Basis(VerbForm):
    """12345: rejecting and giving back need a clause or a fact."""

    basis = area(_("Basis"), most=400, hint=_("Clause, or fact such as the grid in which the place lies"))


class HotlineExtend(VerbForm):
    """12345: a longer term, with its reason."""

    to = DayField(label=_("New last day"))
    reason = area(_("Why"), most=400)


class Twice(VerbForm):
    """12345: the same matter came before under another number."""

    number = forms.CharField(label=_("Number of the earlier item"), max_length=40)


class RevisitForm(VerbForm):
    """回访: solved or not, how satisfied, in whose words."""

    solved = forms.TypedChoiceField(
        label=_("Is it solved"), choices=[("yes", _("Solved")), ("no", _("Not solved"))],
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    rating = forms.ChoiceField(
        label=_("Satisfied"),
        choices=[(one, codes.RATINGS[one]) for one in ("satisfied", "mostly", "not")],
    )
    way = forms.ChoiceField(
        label=_("How asked"), choices=[(one, codes.TOLD[one]) for one in ("phone", "face", "wechat")], initial="phone"
    )  # fmt: skip
    words = area(_("In the resident's words"), most=1000, required=False)


class Release(VerbForm):
    """发布: what everybody will read."""

    watched = ("text", "answer", "place")
    text = area(_("What everybody reads"))
    answer = area(_("Answer, as everybody reads it"))
    place = forms.CharField(label=_("Where, down to the building"), max_length=120, required=False)
    photos = forms.TypedMultipleChoiceField(label=_("Pictures"), required=False, coerce=int)


class Note(VerbForm):
    """内部备注: never shown outside the office."""

    text = area(_("Internal note"), most=1000)


class Add(VerbForm):
    """补充: more words of the resident, or of the worker."""

    text = area(_("More words"))


class Correct(VerbForm):
    """更正: what was written down wrong; no deadline moves."""

    seldom = ("wish", "urgent")
    text = area(_("In the resident's words"))
    category = forms.ChoiceField(label=_("Category"))
    place = forms.CharField(label=_("Where"), max_length=120, required=False)
    name = forms.CharField(label=_("Who asks"), max_length=60, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    wish = forms.CharField(label=_("What the resident hopes for"), max_length=400, required=False)
    urgent = forms.BooleanField(label=_("Urgent"), required=False)


class Part(DatedForm):
    """One part of an appeal that is split."""

    text = area(_("What this part is about"), most=1000, required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    handler = Person(label=_("Handler"), required=False)

    def __init__(
        self, *args: Any, categories: list[tuple[str, str]], people: list[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["category"].choices = categories  # type: ignore[attr-defined]
        self.fields["handler"].choices = [("", _("Myself")), *((str(key), called) for key, called in people)]  # type: ignore[attr-defined]


#: Most parts that are made at once.
PARTS_MOST = 4
