"""What the form of a verb stands on: fields by name, colleagues to choose, more below."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.ui.fields import DatedForm

from ..rules import codes


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
