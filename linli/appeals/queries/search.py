"""Searching appeals by number or by words, through the marks of their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from linli.kernel.text import half_width, without_controls

from ..models import Appeal, Words
from . import marks

#: Of words so common that more appeals have them the newest are found: what a reader narrows anyway.
MOST = 3_000
#: So far back a single sign is looked for.
_BACK = 2_000
_NUMBER = re.compile(r"\d{8}-?\d{0,7}")


def meant(found: QuerySet[Appeal], communities: Sequence[int], text: str) -> QuerySet[Appeal]:
    """Those of `found` that a typed text means: a number or its beginning, else all of its words.

    Who asked is not searched: there is no list of what somebody asked for.
    """
    typed = without_controls(text).strip()[:100]
    figures = re.sub(r"\s", "", half_width(typed))
    if _NUMBER.fullmatch(figures):
        whole = figures if "-" in figures or len(figures) == 8 else f"{figures[:8]}-{figures[8:]}"
        return found.extra(where=["appeals_appeal.number ^@ %s"], params=[whole])
    runs = [run for run in marks.runs(typed) if len(run) > 1]
    if not runs:
        newest = found.order_by("-received_at", "-pk").values("pk")[:_BACK]
        return (
            found.filter(_says(typed), pk__in=list(newest.values_list("pk", flat=True)))
            if typed
            else found.none()
        )
    hits = Q()
    for community in communities:
        hits |= Q(pairs__contains=marks.pair_marks(community, runs))
    if not communities:
        return found.none()
    held = Words.objects.filter(hits).order_by("-pk").values_list("pk", flat=True)
    return found.filter(pk__in=list(held[:MOST]))


def _says(run: str) -> Q:
    return Q(text__icontains=run) | Q(place__icontains=run) | Q(wish__icontains=run)
