"""`{% load journal %}`: codes of the log as words."""

from __future__ import annotations

from django import template

from linli.journal.words import FACTS, NAMED, PURPOSES, SHOWN, SUBJECTS, VALUES, VERBS
from linli.kernel import Saying

register = template.Library()


@register.filter
def verb(code: str) -> str:
    """What was done."""
    return str(VERBS.get(code, code))


@register.filter
def subject(code: str) -> str:
    """The kind of record; "residents.import" counts as "import"."""
    return str(SUBJECTS.get(code.rpartition(".")[2], code))


@register.filter
def shown(code: str) -> str:
    """What was shown beyond the list."""
    return str(SHOWN.get(code, code))


@register.filter
def purpose(code: str) -> str:
    """What for; a typed reason stays as it is."""
    return str(PURPOSES.get(code, code))


@register.filter
def fact(name: str) -> str:
    """What a fact of a line is called."""
    return str(FACTS.get(name, name))


@register.filter
def told(value: object, name: str = "") -> str:
    """A fact's value: as the app that wrote it names its codes, yes and no, else as it stands."""
    code = str(value)
    named = NAMED.get(name, {}).get(code) or VALUES.get(code)
    return str(value if named is None else named)


@register.filter
def reason(text: str) -> str:
    """Why: the software's own reasons in the reader's language, what somebody typed as it stands."""
    return str(Saying(text)) if text else ""
