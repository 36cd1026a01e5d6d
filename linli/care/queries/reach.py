"""The first wall inside care: cases of the actor's own lines, as querysets; keyed hashes by which they are found."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from linli.base import keys
from linli.kernel import Actor, NotFound

from ..models import Application, Showing, Survey
from ..rules import codes, sight

M = TypeVar("M", bound=Model)


def mark(scheme: str) -> bytes:
    """The mark of a scheme (P3)."""
    return keys.digest(scheme, "care scheme")


def submark(scheme: str, level: str) -> bytes | None:
    """The mark of a scheme for holders of a level; None without a level."""
    return keys.digest(f"{scheme}:{level}", "care scheme") if level else None


def line_mark(line: str) -> bytes:
    """The mark of a 条线."""
    return keys.digest(line, "care line")


def prompt_mark(kind: str, scheme: str, year: int) -> bytes:
    """The mark of a prompt that was closed."""
    return keys.digest(f"{kind}:{scheme}:{year}", "care prompt")


def applications(actor: Actor) -> QuerySet[Application]:
    """Applications of the actor's lines."""
    return _of_lines(actor, Application.objects.filter(community_id=actor.community, void=False))


def showings(actor: Actor) -> QuerySet[Showing]:
    """Public notices of the actor's lines."""
    return _of_lines(actor, Showing.objects.filter(community_id=actor.community))


def surveys(actor: Actor) -> QuerySet[Survey]:
    """Surveys of certificate holders, for the line of the disabled."""
    found = Survey.objects.filter(community_id=actor.community, void=False)
    return found if "disability" in sight.lines(actor) else found.none()


def _of_lines(actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
    lines = sight.lines(actor)
    if lines == frozenset(codes.LINES):
        return rows
    return rows.filter(line_mark__in=[line_mark(one) for one in lines]) if lines else rows.none()


def found(rows: QuerySet[Any], key: int, what: str) -> Any:
    """One row of these; NotFound otherwise."""
    row = rows.filter(pk=key).first()
    if row is None:
        raise NotFound(what)
    return row
