"""Dated terms: the most specific jurisdiction that says something on a day."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.db.models.functions import Length

from linli.places import models
from linli.places.rules.terms import Written

from .areas import code_on
from .days import holding
from .shapes import Term


class NoTerm(LookupError):
    """No jurisdiction says anything about a key on the day asked."""


def term(key: str, area: int | None, on: dt.date) -> Term:
    """The term `key` for an area (None: the country) on `on`. Raises NoTerm. 2 queries."""
    found = _of(area, on, key=key).first()
    if found is None:
        raise NoTerm(f"no term {key} on {on}")
    return _plain(found)


def terms_of(area: int | None, on: dt.date) -> list[Term]:
    """Every term that holds for an area on `on`, by key; of each key the most specific. 2 queries."""
    best: dict[str, models.Term] = {}
    for one in _of(area, on):
        best.setdefault(one.key, one)
    return [_plain(best[key]) for key in sorted(best)]


def history(key: str, area: int | None, on: dt.date) -> list[Term]:
    """Every version of one key in the jurisdictions above an area, newest first."""
    rows = models.Term.objects.filter(key=key, jurisdiction__in=_jurisdictions(area, on))
    return sorted((_plain(one) for one in rows), key=lambda one: one.start or dt.date.min, reverse=True)


def all_of_key(key: str, on: dt.date) -> list[Term]:
    """The versions of one key that hold on `on` in every jurisdiction. 1 query."""
    return [_plain(one) for one in models.Term.objects.filter(holding(on), key=key)]


def most_specific(terms: list[Term], code: str) -> Term:
    """Of terms of one key the one whose jurisdiction is the longest prefix of `code`. Raises NoTerm."""
    fitting = [one for one in terms if code.startswith(one.jurisdiction)]
    if not fitting:
        raise NoTerm("no jurisdiction above the area has this term")
    return max(fitting, key=lambda one: len(one.jurisdiction))


def loaded() -> list[Written]:
    """Every term as it stands in the database, in the shape of files. 1 query."""
    columns = ("key", "jurisdiction", "value", "start", "end", "legal_basis", "verified_by", "file")
    return [Written(*row) for row in models.Term.objects.order_by("key", "pk").values_list(*columns)]


def _of(area: int | None, on: dt.date, **more: str) -> QuerySet[models.Term]:
    rows = models.Term.objects.filter(holding(on), jurisdiction__in=_jurisdictions(area, on), **more)
    return rows.order_by("key", Length("jurisdiction").desc())


def _jurisdictions(area: int | None, on: dt.date) -> list[str]:
    """ "" and every prefix of the area's code that is a level: 51, 5101, 510105, 510105012, 510105012009."""
    code = code_on(area, on) if area is not None else ""
    return ["", *(code[:digits] for digits in (2, 4, 6, 9, 12) if len(code) >= digits)]


def _plain(one: models.Term) -> Term:
    return Term(
        one.key, one.value, one.legal_basis, one.jurisdiction, one.start, one.end, one.verified_by, one.file
    )
