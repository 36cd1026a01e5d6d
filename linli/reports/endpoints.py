"""Figures as JSON, for those who are signed in: what is counted, and what it means."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja import Router, Schema

from linli.accounts import api as accounts
from linli.base.figures import AnyFigure
from linli.kernel import Actor

from . import engine

router = Router(tags=["figures"])


class FigureOut(Schema):
    """One figure: its kind (stock, flow, ratio, declared), what it means in one sentence, the version of its
    definition."""

    name: str
    label: str
    unit: str
    kind: str
    meaning: str
    definition: str


@router.get(
    "/figures", response=list[FigureOut], url_name="figures", summary="Every figure with its definition"
)
def figures(request: HttpRequest) -> list[dict[str, str]]:
    """Every figure with its definition."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    verdict = accounts.may(actor, "figures.read")
    if not verdict:
        raise PermissionDenied(verdict.reason)
    return [_plain(one) for one in engine.catalog().figures.values()]


def _plain(one: AnyFigure) -> dict[str, str]:
    return {
        "name": one.name, "label": str(one.label), "unit": str(getattr(one, "unit", "")), "kind": one.kind, "meaning": str(one.meaning),
        "definition": one.definition,
    }  # fmt: skip
