"""What a resident types on the pages without an account. Shapes only; what may be is a rule of intake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel.text import half_width
from linli.ui.fields import PhoneField

from ..rules import intake

Choices = list[tuple[str, Any]]

NAMING = [
    ("named", _("leave my name")),
    ("confidential", _("keep it confidential")),
    ("anonymous", _("leave no name")),
]
ABOUT = [
    ("matter", _("no, about a matter")),
    ("worker", _("about somebody who works here")),
    ("committee", _("about the residents' committee")),
]
TO = [
    ("supervision", _("residents' supervision committee")),
    ("subdistrict", _("subdistrict office")),
]
RATINGS = [
    ("satisfied", _("satisfied")),
    ("mostly", _("mostly satisfied")),
    ("not", _("not satisfied")),
]


def _plain(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, one value of each name."""
    return {name: sent[name] for name in sent}


class ReportForm(forms.Form):
    """我要反映. Only the words are asked for; the rest helps to answer."""

    #: Fields under 更多, in their order.
    seldom: ClassVar[tuple[str, ...]] = (
        "naming", "for_other", "relation", "about", "audience", "category", "consents",
    )  # fmt: skip

    # no greatest length here: what is too long is kept whole, and the rule says by how much
    text = forms.CharField(
        label=_("What is it about?"), widget=forms.Textarea,
        help_text=_("In your own words. You can also hold the microphone key and speak."),
        error_messages={"required": _("Write what it is about, in a few words.")},
    )  # fmt: skip
    place = forms.CharField(label=_("Where is it?"), required=False, max_length=intake.PLACE_MOST)
    name = forms.CharField(label=_("What is your name?"), required=False, max_length=intake.NAME_MOST)
    phone = PhoneField(label=_("Your phone"), required=False)
    naming = forms.ChoiceField(label=_("May your name be seen?"), choices=NAMING, initial="named")
    for_other = forms.CharField(
        label=_("For somebody else? Whose matter is it"), required=False, max_length=intake.NAME_MOST
    )
    relation = forms.CharField(
        label=_("Who is that to you"), required=False, max_length=intake.RELATION_MOST,
        help_text=_("Such as mother, neighbour"),
    )  # fmt: skip
    about = forms.ChoiceField(label=_("Is it about somebody at work here?"), choices=ABOUT, initial="matter")
    audience = forms.ChoiceField(
        label=_("Who shall look into it?"), choices=TO, required=False,
        help_text=_("Whoever it is about does not see it."),
    )  # fmt: skip
    category = forms.ChoiceField(label=_("What kind of matter"), required=False)
    consents = forms.BooleanField(
        label=_("The answer may be published, without name, phone and door number"), required=False
    )

    def __init__(self, sent: Mapping[str, Any] | None = None, *, categories: Choices, **options: Any) -> None:
        super().__init__(
            None if sent is None else {"naming": "named", "about": "matter", **_plain(sent)}, **options
        )
        self.fields["category"].choices = [("", _("we choose for you")), *categories]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What is about somebody here is sent to whom the resident chooses; an own matter has no relation."""
        values = super().clean() or self.cleaned_data
        if values.get("about") in ("worker", "committee") and not values.get("audience"):
            self.add_error("audience", _("Choose who shall look into it."))
        return values

    @property
    def unfolded(self) -> bool:
        """Whether something under 更多 was filled or is wrong."""
        if any(name in self.errors for name in self.seldom):
            return True
        usual = {"naming": ("", "named"), "about": ("", "matter")}
        return self.is_bound and any(
            self.data.get(name, "") not in usual.get(name, ("",)) for name in self.seldom
        )


class FollowForm(forms.Form):
    """查进度: number and code from the receipt."""

    number = forms.CharField(
        label=_("Number"), max_length=40, help_text=_("Such as 20181228-001"),
        error_messages={"required": _("Type the number from the receipt.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    code = forms.CharField(
        label=_("Follow code"), max_length=60, help_text=_("10 digits; gaps make no difference"),
        error_messages={"required": _("Type the code from the receipt.")},
    )  # fmt: skip

    def clean_number(self) -> str:
        """20181228-001 from what was typed with other dashes, full-width digits or none between."""
        text = str(self.cleaned_data["number"])
        digits = "".join(sign for sign in half_width(text) if sign.isascii() and sign.isdecimal())
        return f"{digits[:8]}-{digits[8:]}" if len(digits) > 8 else digits


class AddForm(forms.Form):
    """补充: more words."""

    text = forms.CharField(
        label=_("What is to be added?"), widget=forms.Textarea, required=False,
    )  # fmt: skip


class RateForm(forms.Form):
    """评价: solved or not, how satisfied, words."""

    solved = forms.ChoiceField(
        label=_("Is it solved?"), choices=[("yes", _("yes, it is solved")), ("no", _("no, not solved"))],
        error_messages={"required": _("Choose one of the two.")},
    )  # fmt: skip
    rating = forms.ChoiceField(
        label=_("How satisfied are you?"),
        choices=RATINGS,
        error_messages={"required": _("Choose one of the three.")},
    )
    words = forms.CharField(label=_("Anything you want to say"), widget=forms.Textarea, required=False)


class WhyForm(forms.Form):
    """没解决, 撤回: why."""

    why = forms.CharField(label=_("What is still not right?"), widget=forms.Textarea,
                          error_messages={"required": _("Write in a few words what is still not right.")})  # fmt: skip


class TakeBackForm(forms.Form):
    """撤回: why, if one wants to say."""

    why = forms.CharField(label=_("Why, if you want to say"), required=False, max_length=400)
