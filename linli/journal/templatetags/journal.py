"""`{% load journal %}`: codes of the log as words."""

from __future__ import annotations

from django import template

from linli.journal.queries import LineRef
from linli.journal.words import FACTS, NAMED, PURPOSES, SHOWN, SUBJECTS, VALUES, VERBS
from linli.kernel import Saying

register = template.Library()
#: Facts that name a kind of record.
OF_RECORDS = ("owner", "kind")


@register.filter
def verb(code: str) -> str:
    """What was done."""
    return str(VERBS.get(code, code))


@register.filter
def subject(code: str) -> str:
    """The kind of record; "residents.import" counts as "import", "council.payment" as "council payment"."""
    word = SUBJECTS.get(code.rpartition(".")[2]) or SUBJECTS.get(code.replace(".", " "))
    return str(word or code)


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


@register.simple_tag
def told(line: LineRef, name: str, value: object) -> str:
    """A fact's value: as the app that wrote it names its codes, yes and no, else as it stands."""
    code = str(value)
    tables = (NAMED.get((line.subject, name), {}), NAMED.get(("", name), {}), VALUES)
    found = next((table[code] for table in tables if code in table), None)
    return str(found) if found is not None else subject(code) if name in OF_RECORDS else code


@register.filter
def reason(text: str) -> str:
    """Why: the software's own reasons in the reader's language, what somebody typed as it stands."""
    return str(Saying(text)) if text else ""
