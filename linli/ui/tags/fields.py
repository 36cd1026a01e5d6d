"""The field piece: one label, hint, error and the control that suits what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template import Context

AS_BUTTONS = 7
"""So many choices are shown as buttons; more are a drop-down."""

KINDS = (
    "text",
    "area",
    "phone",
    "number",
    "identity",
    "day",
    "options",
    "select",
    "checkbox",
    "file",
    "password",
    "code",
)


@dataclass(frozen=True)
class Option:
    """One choice of a field of buttons."""

    value: str
    label: object
    chosen: bool
    id: str


def kind_of(bound: BoundField) -> str:
    """What control a form field wants: its own `kind`, else by its class and number of choices."""
    field, widget = bound.field, bound.field.widget
    if kind := getattr(field, "kind", ""):
        return str(kind)
    if isinstance(field, forms.ChoiceField | forms.MultipleChoiceField | forms.ModelChoiceField):
        return "options" if len(_choices(bound)) <= AS_BUTTONS else "select"
    pairs: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (forms.CheckboxInput, "checkbox"),
        (forms.Textarea, "area"),
        (forms.ClearableFileInput, "file"),
        (forms.FileInput, "file"),
        (forms.PasswordInput, "password"),
    )
    for widgets, kind in pairs:
        if isinstance(widget, widgets):
            return kind
    if isinstance(field, forms.DateField):
        return "day"
    return "number" if isinstance(field, forms.IntegerField) else "text"


def _choices(bound: BoundField) -> list[tuple[Any, Any]]:
    """Choices as a flat list; groups of choices are opened."""
    flat: list[tuple[Any, Any]] = []
    for value, label in bound.field.choices:  # type: ignore[attr-defined]
        flat.extend(label if isinstance(label, list | tuple) else [(value, label)])
    return flat


def options(bound: BoundField, *, blank: bool = False) -> list[Option]:
    """The choices of a field; an empty first choice is kept where the field is optional, and in lists (blank)."""
    value = bound.value()
    chosen = (
        {str(v) for v in value}
        if isinstance(value, list | tuple)
        else {str(value if value is not None else "")}
    )
    return [
        Option(str(key), label, str(key) in chosen, f"{bound.id_for_label or bound.html_name}_{index}")
        for index, (key, label) in enumerate(_choices(bound))
        if str(key) or blank or not bound.field.required
    ]


def _first_error(bound: BoundField) -> bool:
    """Whether this is the first field of its form with an error: it gets the focus."""
    return next(iter(bound.form.errors), None) == bound.name


def field(
    context: Context,
    bound: BoundField,
    *,
    kind: str = "",
    label: object = "",
    hint: object = "",
    placeholder: object = "",
    lines: int = 0,
    unit: object = "",
    autocomplete: str = "off",
    focus: bool = False,
    inputmode: str = "",
) -> dict[str, Any]:
    """A field of a Django form. `{% field form.phone %}` `{% field form.note lines=5 hint=_("…") %}`

    kind is read from the form field (options as buttons up to 7 choices, DayField, PhoneField, IdentityField …)
    and can be named: text area phone number identity day options select checkbox file password code.
    Label, hint (help_text) and error come from the form field, and how many lines an area has from its `lines` (3 without). 选填 is printed where it is not required.
    """
    chosen = kind or kind_of(bound)
    if chosen not in KINDS:
        raise ValueError(f"{chosen} is no kind of field: {', '.join(KINDS)}")
    name = bound.id_for_label or f"id_{bound.html_name}"
    widget = bound.field.widget
    several = isinstance(bound.field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
    said_hint = hint or bound.help_text
    described = [f"{name}_{part}" for part, there in (("hint", said_hint), ("error", bound.errors)) if there]
    return {
        "bound": bound,
        "kind": chosen,
        "id": name,
        "name": bound.html_name,
        "label": label or bound.label,
        "hint": said_hint,
        "errors": bound.errors,
        "value": "" if bound.value() is None else bound.value(),
        "checked": bool(bound.value()) if chosen == "checkbox" else False,
        "options": options(bound, blank=chosen == "select") if chosen in {"options", "select"} else [],
        "several": several,
        "optional": not bound.field.required and chosen != "checkbox",
        "placeholder": placeholder or widget.attrs.get("placeholder", ""),
        "maxlength": getattr(bound.field, "max_length", None),
        "accept": widget.attrs.get("accept", ""),
        "lines": lines or getattr(bound.field, "lines", 3),
        "unit": unit,
        "autocomplete": widget.attrs.get("autocomplete", autocomplete),
        "inputmode": inputmode or widget.attrs.get("inputmode", ""),
        "focus": focus or widget.attrs.get("autofocus", False) or _first_error(bound),
        "described": " ".join(described),
        "disabled": bound.field.disabled,
    }
