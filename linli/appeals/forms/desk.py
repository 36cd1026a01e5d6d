"""Reception book, guide and standard texts: the shape of what is typed."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.kernel import say
from linli.ui.fields import DatedForm, PhoneField

from ..workflow import VERBS
from .filters import Choices

RESULTS = {
    "answered": say("answered at once"), "referred": say("shown to the right office"), "appeal": say("became an appeal"),
    "open": say("still open"),
}  # fmt: skip
WAYS = {"counter": say("at the counter"), "phone": say("by phone"), "other": say("other")}
SEXES = {"0": say("not stated"), "1": say("male"), "2": say("female")}


class ReceptionForm(DatedForm):
    """接待登记: who came, what was asked, what was answered. `appeal` as result opens the intake with these words."""

    seldom: ClassVar[tuple[str, ...]] = ("sex", "age", "address", "category")

    text = forms.CharField(label=_("What was asked"), max_length=2000, widget=forms.Textarea)
    name = forms.CharField(label=_("Full name"), max_length=60, required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    way = forms.ChoiceField(label=_("Came by"), choices=list(WAYS.items()), initial="counter")
    reply = forms.CharField(
        label=_("What was answered"), max_length=2000, required=False, widget=forms.Textarea
    )
    result = forms.ChoiceField(
        label=_("Result"), choices=[(one, RESULTS[one]) for one in ("answered", "referred", "open")], initial="answered"
    )  # fmt: skip
    referred_to = forms.CharField(
        label=_("Shown to"), max_length=120, required=False, help_text=_("Office, phone, place")
    )
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=list(SEXES.items()), initial="0")
    age = forms.IntegerField(label=_("Age"), required=False, min_value=0, max_value=130)
    address = forms.CharField(label=_("Address"), max_length=120, required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)

    def __init__(self, *args: Any, categories: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["category"].choices = categories  # type: ignore[attr-defined]

    @property
    def unfolded(self) -> bool:
        """Whether a field under 更多 has an error."""
        return any(name in self.errors for name in self.seldom)

    def clean(self) -> dict[str, Any]:
        """Who was shown to another office was shown to one."""
        values = super().clean() or self.cleaned_data
        if values.get("result") == "referred" and not values.get("referred_to"):
            self.add_error("referred_to", _("Write the office, its phone and where it is."))
        return values


class GuideForm(DatedForm):
    """办事指南: one matter."""

    matter = forms.CharField(label=_("Matter"), max_length=60)
    papers = forms.CharField(
        label=_("Papers"),
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text=_("One on each line"),
    )
    who = forms.CharField(label=_("Who does it"), max_length=60, required=False)
    phone = PhoneField(label=_("Phone"), required=False)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    hours = forms.CharField(label=_("When"), max_length=120, required=False)
    steps = forms.CharField(label=_("Steps"), max_length=2000, required=False, widget=forms.Textarea)
    basis = forms.CharField(label=_("Basis"), max_length=300, required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    rank = forms.IntegerField(
        label=_("Place in the list"), required=False, min_value=0, max_value=9999, initial=0
    )
    public = forms.BooleanField(label=_("Residents read it too"), required=False, initial=True)

    def __init__(self, *args: Any, categories: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["category"].choices = [("", _("All")), *categories]  # type: ignore[attr-defined]

    def clean_papers(self) -> list[str]:
        """The names of the papers, in order."""
        return [one.strip() for one in self.cleaned_data["papers"].splitlines() if one.strip()]


#: Verbs for which texts are kept.
WRITTEN = ("refuse", "solve", "promise", "progress", "answer", "tell")


class TextForm(DatedForm):
    """A standard text: for which verb and category."""

    title = forms.CharField(label=_("Title"), max_length=60)
    text = forms.CharField(label=_("Text"), max_length=2000, widget=forms.Textarea)
    verb = forms.ChoiceField(
        label=_("For"), required=False, choices=[("", _("All")), *((one, VERBS[one]) for one in WRITTEN)]
    )
    category = forms.ChoiceField(label=_("Category"), required=False)

    def __init__(self, *args: Any, categories: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["category"].choices = [("", _("All")), *categories]  # type: ignore[attr-defined]
